package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Visitors by the value of a UTM parameter.
 *
 * @param value value of the parameter that was asked for
 * @param visitors number of visitors
 * @param relativeVisitors share of all visitors, as a fraction (0.25 is 25 %)
 */
public record UtmStats(@JsonAlias( {
		"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term" }) String value, long visitors,
		double relativeVisitors){
}
