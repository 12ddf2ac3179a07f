package io.pirsch.client.statistics;

/**
 * Visitors by tag, or by the value of one tag.
 *
 * @param key key of the tag; may be empty if one tag is broken down
 * @param value value of the tag, empty unless one tag is broken down
 * @param visitors number of visitors
 * @param views number of page views
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 * @param relativeViews share of all page views, as a fraction (0.25 is 25 %)
 */
public record TagStats(String key, String value, long visitors, long views, double relativeVisitors,
		double relativeViews) {
}
