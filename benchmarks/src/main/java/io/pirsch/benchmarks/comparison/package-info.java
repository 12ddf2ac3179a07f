/**
 * What the starter costs a whole site.
 */
@NullMarked
package io.pirsch.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
