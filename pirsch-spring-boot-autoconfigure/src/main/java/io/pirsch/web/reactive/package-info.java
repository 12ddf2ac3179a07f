/**
 * Counts page views on the reactive web stack, and answers the browser's half.
 */
@NullMarked
package io.pirsch.web.reactive;

import org.jspecify.annotations.NullMarked;
