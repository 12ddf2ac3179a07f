package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Visitors by language.
 *
 * @param languageCode ISO 639-1 code in lower case, empty if unknown
 * @param visitors number of visitors
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 */
public record LanguageStats(@JsonAlias("language") String languageCode, long visitors, double relativeVisitors) {
}
