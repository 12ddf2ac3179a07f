/**
 * What the sample sites of both web stacks have in common besides templates and files.
 */
@NullMarked
package io.pirsch.sample.pages;

import org.jspecify.annotations.NullMarked;
