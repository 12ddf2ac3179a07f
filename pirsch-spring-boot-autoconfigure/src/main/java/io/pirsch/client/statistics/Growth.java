package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Growth against the previous period, as fractions: 0.25 is 25 % more, -0.25 is 25 %
 * less. It is 1 if the previous period had none, and 0 if neither had any.
 *
 * @param visitorsGrowth growth of visitors
 * @param viewsGrowth growth of page views
 * @param sessionsGrowth growth of sessions
 * @param bouncesGrowth growth of bounces
 * @param timeSpentGrowth growth of the time spent
 * @param conversionRateGrowth growth of the conversion rate
 * @param customMetricAverageGrowth growth of the average of the custom metric
 * @param customMetricTotalGrowth growth of the total of the custom metric
 */
public record Growth(double visitorsGrowth, double viewsGrowth, double sessionsGrowth, double bouncesGrowth,
		double timeSpentGrowth, @JsonAlias("cr_growth") double conversionRateGrowth,
		@JsonAlias("custom_metric_avg_growth") double customMetricAverageGrowth, double customMetricTotalGrowth) {
}
