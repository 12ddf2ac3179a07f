/**
 * A site that writes down which of its views the store has acknowledged.
 */
@NullMarked
package io.pirsch.sample.cluster.site;

import org.jspecify.annotations.NullMarked;
