package io.pirsch.client.statistics;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Visitors who are on the site now.
 *
 * @param pages the pages they are on, may be empty
 * @param countries the countries they come from, may be empty
 * @param visitors number of visitors
 */
public record ActiveVisitors(@JsonAlias("stats") List<ActivePage> pages, List<CountryStats> countries, long visitors) {
}
