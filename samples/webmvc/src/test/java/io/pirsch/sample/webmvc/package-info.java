/**
 * Tests that visit the sample site as browsers do.
 */
@NullMarked
package io.pirsch.sample.webmvc;

import org.jspecify.annotations.NullMarked;
