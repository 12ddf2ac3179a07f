/**
 * Computes what the statistics endpoints of the API answer from the hits that arrived.
 */
@NullMarked
package io.pirsch.local.statistics;

import org.jspecify.annotations.NullMarked;
