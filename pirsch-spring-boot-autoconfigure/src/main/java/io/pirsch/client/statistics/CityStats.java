package io.pirsch.client.statistics;

/**
 * Visitors by city.
 *
 * @param countryCode ISO 3166-1 alpha-2 code in lower case, empty if unknown
 * @param region name of the region, empty if unknown
 * @param city name of the city, empty if unknown
 * @param visitors number of visitors
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 */
public record CityStats(String countryCode, String region, String city, long visitors, double relativeVisitors) {
}
