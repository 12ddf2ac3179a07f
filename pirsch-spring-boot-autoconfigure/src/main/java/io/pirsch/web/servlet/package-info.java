/**
 * Counts page views on the servlet stack.
 */
@NullMarked
package io.pirsch.web.servlet;

import org.jspecify.annotations.NullMarked;
