package io.pirsch.client.statistics;

/**
 * Visitors by country.
 *
 * @param countryCode ISO 3166-1 alpha-2 code in lower case, empty if unknown
 * @param visitors number of visitors
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 */
public record CountryStats(String countryCode, long visitors, double relativeVisitors) {
}
