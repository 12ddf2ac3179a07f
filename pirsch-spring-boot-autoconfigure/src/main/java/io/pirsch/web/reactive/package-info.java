/**
 * Counts page views on the reactive web stack.
 */
@NullMarked
package io.pirsch.web.reactive;

import org.jspecify.annotations.NullMarked;
