package io.pirsch.client.statistics;

import java.util.Map;

/**
 * An event with its metadata.
 *
 * @param name name of the event
 * @param meta metadata values by their keys, may be empty
 * @param visitors number of visitors
 * @param count number of times it happened with this metadata
 */
public record EventOccurrence(String name, Map<String, String> meta, long visitors, long count) {
}
