package io.pirsch.client.statistics;

/**
 * Visitors by version of the operating system.
 *
 * @param os name of the operating system, empty if unknown
 * @param osVersion version of the operating system, empty if unknown
 * @param visitors number of visitors
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 */
public record OperatingSystemVersionStats(String os, String osVersion, long visitors, double relativeVisitors) {
}
