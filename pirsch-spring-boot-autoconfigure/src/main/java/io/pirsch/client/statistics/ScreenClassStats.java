package io.pirsch.client.statistics;

/**
 * Visitors by size of the screen.
 *
 * @param screenClass class of the screen, like {@code XL} or {@code Full HD}, empty if
 * unknown
 * @param visitors number of visitors
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 */
public record ScreenClassStats(String screenClass, long visitors, double relativeVisitors) {
}
