/**
 * Three sites that share a store, crashes, and a count of what became of the views.
 */
@NullMarked
package io.pirsch.sample.cluster;

import org.jspecify.annotations.NullMarked;
