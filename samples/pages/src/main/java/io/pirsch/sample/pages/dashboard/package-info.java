/**
 * Reads statistics back through the client and puts them in the words of a page.
 */
@NullMarked
package io.pirsch.sample.pages.dashboard;

import org.jspecify.annotations.NullMarked;
