/**
 * What arrives at an API that answers at once or late, from this tracker and from its
 * peers.
 */
@NullMarked
package io.pirsch.benchmarks.load;

import org.jspecify.annotations.NullMarked;
