/**
 * Counts page views on the servlet stack, and answers the browser's half.
 */
@NullMarked
package io.pirsch.web.servlet;

import org.jspecify.annotations.NullMarked;
