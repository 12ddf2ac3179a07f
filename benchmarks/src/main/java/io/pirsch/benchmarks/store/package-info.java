/**
 * What stores take and give.
 */
@NullMarked
package io.pirsch.benchmarks.store;

import org.jspecify.annotations.NullMarked;
