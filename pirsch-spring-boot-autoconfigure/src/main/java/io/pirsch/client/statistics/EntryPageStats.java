package io.pirsch.client.statistics;

/**
 * Visitors who entered the site on a page.
 *
 * @param path path of the page
 * @param title title of the page, empty unless pages are grouped by title
 * @param visitors number of visitors
 * @param sessions number of sessions
 * @param entries number of sessions that began on the page
 * @param entryRate share of sessions that began on the page, as a fraction (0.25 is 25 %)
 * @param averageTimeSpentSeconds average time spent on the page, in seconds; 0 unless the
 * filter includes it
 */
public record EntryPageStats(String path, String title, long visitors, long sessions, long entries, double entryRate,
		long averageTimeSpentSeconds) {
}
