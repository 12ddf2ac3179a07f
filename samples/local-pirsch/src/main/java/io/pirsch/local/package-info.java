/**
 * Stand-in for the Pirsch API with a live page of what arrives, for samples, tests and
 * benchmarks.
 */
@NullMarked
package io.pirsch.local;

import org.jspecify.annotations.NullMarked;
