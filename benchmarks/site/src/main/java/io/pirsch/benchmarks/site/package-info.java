/**
 * A site of one page, to be measured with the starter and without.
 */
@NullMarked
package io.pirsch.benchmarks.site;

import org.jspecify.annotations.NullMarked;
