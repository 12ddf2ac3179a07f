package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Visitors by minute of the hour.
 *
 * @param minute minute of the hour, from 0 to 59
 * @param visitors number of visitors
 * @param views number of page views
 * @param sessions number of sessions
 * @param bounces number of visitors who left after one page
 * @param bounceRate share of visitors who bounced, as a fraction (0.25 is 25 %)
 * @param conversionRate share of visitors who converted, as a fraction (0.25 is 25 %)
 * @param customMetricAverage average of the custom metric; 0 unless the filter has an
 * event and a custom metric
 * @param customMetricTotal total of the custom metric; 0 unless the filter has an event
 * and a custom metric
 */
public record MinuteStats(int minute, long visitors, long views, long sessions, long bounces, double bounceRate,
		@JsonAlias("cr") double conversionRate, @JsonAlias("custom_metric_avg") double customMetricAverage,
		double customMetricTotal) {
}
