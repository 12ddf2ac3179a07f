/**
 * What the sample sites of both web stacks have in common: most of their code.
 */
@NullMarked
package io.pirsch.sample.pages;

import org.jspecify.annotations.NullMarked;
