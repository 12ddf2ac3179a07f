/**
 * Which requests are page views and what Pirsch is told about them, on either web stack.
 */
@NullMarked
package io.pirsch.web;

import org.jspecify.annotations.NullMarked;
