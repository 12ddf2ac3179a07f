/**
 * Tests that visit a sample site as browsers do.
 */
@NullMarked
package io.pirsch.sample.site;

import org.jspecify.annotations.NullMarked;
