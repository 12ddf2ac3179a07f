package io.pirsch.client.statistics;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * A search term, or a page found with it, in Google Search.
 *
 * @param keys the search term; for pages the search term and the full URL
 * @param clicks number of clicks
 * @param impressions number of times it was shown
 * @param clickThroughRate share of impressions that were clicked, as a fraction (0.25 is
 * 25 %)
 * @param position average position in the results, from 1
 */
public record KeywordStats(List<String> keys, long clicks, long impressions, @JsonAlias("ctr") double clickThroughRate,
		double position) {
}
