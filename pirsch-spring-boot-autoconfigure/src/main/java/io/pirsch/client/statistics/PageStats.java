package io.pirsch.client.statistics;

/**
 * Visitors of a page.
 *
 * @param path path of the page
 * @param title title of the page, empty unless pages are grouped by title
 * @param visitors number of visitors
 * @param views number of page views
 * @param sessions number of sessions
 * @param bounces number of visitors who left after one page
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 * @param relativeViews share of all page views, as a fraction (0.25 is 25 %)
 * @param bounceRate share of visitors who bounced, as a fraction (0.25 is 25 %)
 * @param averageTimeSpentSeconds average time spent on the page, in seconds; 0 unless the
 * filter includes it
 */
public record PageStats(String path, String title, long visitors, long views, long sessions, long bounces,
		double relativeVisitors, double relativeViews, double bounceRate, long averageTimeSpentSeconds) {
}
