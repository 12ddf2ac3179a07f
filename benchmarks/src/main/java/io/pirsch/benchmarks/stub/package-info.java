/**
 * Stand-in for all the APIs, which counts what arrives.
 */
@NullMarked
package io.pirsch.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
