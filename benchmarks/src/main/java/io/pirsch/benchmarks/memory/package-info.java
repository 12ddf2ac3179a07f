/**
 * What a full queue holds of the heap.
 */
@NullMarked
package io.pirsch.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
