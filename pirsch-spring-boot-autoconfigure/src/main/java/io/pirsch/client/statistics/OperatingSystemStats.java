package io.pirsch.client.statistics;

/**
 * Visitors by operating system.
 *
 * @param os name of the operating system, empty if unknown
 * @param visitors number of visitors
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 */
public record OperatingSystemStats(String os, long visitors, double relativeVisitors) {
}
