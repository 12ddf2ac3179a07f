/**
 * A web application on the servlet stack.
 */
@NullMarked
package io.pirsch.smoke;

import org.jspecify.annotations.NullMarked;
