package io.pirsch.client.statistics;

/**
 * Visitors by the channel they came through.
 *
 * @param channel name of the channel, like {@code Paid Search}
 * @param visitors number of visitors
 * @param views number of page views
 * @param sessions number of sessions
 * @param bounces number of visitors who left after one page
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 * @param relativeViews share of all page views, as a fraction (0.25 is 25 %)
 * @param bounceRate share of visitors who bounced, as a fraction (0.25 is 25 %)
 */
public record ChannelStats(String channel, long visitors, long views, long sessions, long bounces,
		double relativeVisitors, double relativeViews, double bounceRate) {
}
