/**
 * Tests for what the cluster sample counts.
 */
@NullMarked
package io.pirsch.sample.cluster;

import org.jspecify.annotations.NullMarked;
