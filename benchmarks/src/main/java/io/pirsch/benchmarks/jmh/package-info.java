/**
 * What a request, a call of the tracker and a batch cost.
 */
@NullMarked
package io.pirsch.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
