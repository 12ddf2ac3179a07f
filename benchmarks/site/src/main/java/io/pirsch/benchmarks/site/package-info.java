/**
 * A site of two pages, to be measured with the starter and without.
 */
@NullMarked
package io.pirsch.benchmarks.site;

import org.jspecify.annotations.NullMarked;
