package io.pirsch.sample.cluster;

import java.time.Instant;

/**
 * The end of a site or of the store.
 *
 * @param at when
 * @param senders how many senders it interrupted: each may have to send a batch again
 */
record Kill(Instant at, int senders) {
}
