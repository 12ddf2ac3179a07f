package io.pirsch.client.statistics;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * How often an event happened, or how often with one metadata value.
 *
 * @param name name of the event
 * @param count number of times it happened
 * @param visitors number of visitors
 * @param views number of page views
 * @param conversionRate share of visitors who converted, as a fraction (0.25 is 25 %)
 * @param averageDurationSeconds average duration of the event, in seconds
 * @param metaKeys keys of the metadata, empty if the event is broken down
 * @param metaValue metadata value, empty unless the event is broken down
 */
public record EventStats(String name, long count, long visitors, long views, @JsonAlias("cr") double conversionRate,
		long averageDurationSeconds, List<String> metaKeys, String metaValue) {
}
