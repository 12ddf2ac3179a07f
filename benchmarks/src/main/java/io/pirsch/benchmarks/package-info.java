/**
 * Runs the benchmarks one after the other and writes down what they measured.
 */
@NullMarked
package io.pirsch.benchmarks;

import org.jspecify.annotations.NullMarked;
