/**
 * Tests that visit the sample site as browsers do.
 */
@NullMarked
package io.pirsch.sample.webflux;

import org.jspecify.annotations.NullMarked;
