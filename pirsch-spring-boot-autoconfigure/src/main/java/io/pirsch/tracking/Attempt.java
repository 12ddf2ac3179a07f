package io.pirsch.tracking;

import java.time.Duration;
import java.util.List;

import io.pirsch.client.Hit;

/**
 * What came of one attempt at delivering a list of hits.
 *
 * @param remaining those of the list, in its order, that are neither accepted nor dropped
 * @param pause time to wait before the next attempt
 * @param hopeless whether it takes a person to let the next attempt succeed
 */
record Attempt(List<Hit> remaining, Duration pause, boolean hopeless) {

}
