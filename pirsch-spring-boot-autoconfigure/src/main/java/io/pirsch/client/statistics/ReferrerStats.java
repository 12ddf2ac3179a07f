package io.pirsch.client.statistics;

/**
 * Visitors by where they came from.
 *
 * @param referrer URL or name of the referrer, empty if unknown
 * @param referrerName name of the referrer, mostly its host, empty if unknown
 * @param referrerIcon URL of an icon, mostly empty
 * @param visitors number of visitors
 * @param sessions number of sessions
 * @param bounces number of visitors who left after one page
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 * @param bounceRate share of visitors who bounced, as a fraction (0.25 is 25 %)
 */
public record ReferrerStats(String referrer, String referrerName, String referrerIcon, long visitors, long sessions,
		long bounces, double relativeVisitors, double bounceRate) {
}
