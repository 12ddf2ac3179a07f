package io.pirsch.client.statistics;

/**
 * Visitors who are on a page now.
 *
 * @param path path of the page
 * @param title title of the page, mostly empty
 * @param visitors number of visitors
 */
public record ActivePage(String path, String title, long visitors) {
}
