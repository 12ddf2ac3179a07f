package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Totals of a conversion goal.
 *
 * @param visitors number of visitors who reached it
 * @param views number of page views
 * @param conversionRate share of visitors who converted, as a fraction (0.25 is 25 %)
 * @param customMetricAverage average of the custom metric, 0 without one
 * @param customMetricTotal total of the custom metric, 0 without one
 */
public record GoalTotals(long visitors, long views, @JsonAlias("cr") double conversionRate,
		@JsonAlias("custom_metric_avg") double customMetricAverage, double customMetricTotal) {
}
