package io.pirsch.client.statistics;

/**
 * Visitors who left the site on a page.
 *
 * @param path path of the page
 * @param title title of the page, empty unless pages are grouped by title
 * @param visitors number of visitors
 * @param sessions number of sessions
 * @param exits number of sessions that ended on the page
 * @param exitRate share of sessions that ended on the page, as a fraction (0.25 is 25 %)
 */
public record ExitPageStats(String path, String title, long visitors, long sessions, long exits, double exitRate) {
}
