package io.pirsch.sample.cluster;

import java.time.Instant;

/**
 * A view that arrived at the API.
 *
 * @param view the view
 * @param receivedAt when it arrived
 */
record Receipt(View view, Instant receivedAt) {
}
