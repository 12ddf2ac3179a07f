package io.pirsch.client.statistics;

/**
 * Visitors by browser.
 *
 * @param browser name of the browser, empty if unknown
 * @param visitors number of visitors
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 */
public record BrowserStats(String browser, long visitors, double relativeVisitors) {
}
