/**
 * A program that is no web application.
 */
@NullMarked
package io.pirsch.smoke;

import org.jspecify.annotations.NullMarked;
