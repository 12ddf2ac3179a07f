/**
 * A gateway on the reactive stack.
 */
@NullMarked
package io.pirsch.smoke;

import org.jspecify.annotations.NullMarked;
