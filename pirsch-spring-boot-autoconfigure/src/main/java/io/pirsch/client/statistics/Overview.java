package io.pirsch.client.statistics;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Summary of a domain, as Pirsch shows it in its list of domains. Pirsch renews it about
 * every 30 minutes.
 *
 * @param visitors number of visitors
 * @param views number of page views
 * @param members number of members of the domain
 * @param visitorsGrowth growth of visitors, as a fraction; may be negative
 * @param viewsGrowth growth of page views, as a fraction; may be negative
 * @param visitorsTimeSeries visitors by day, may be empty
 */
public record Overview(long visitors, long views, @JsonAlias("member") long members,
		@JsonAlias("visitor_growth") double visitorsGrowth, double viewsGrowth, List<VisitorStats> visitorsTimeSeries) {
}
