package io.pirsch.client.statistics;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * Visitors of one day, week, month, year or minute.
 *
 * @param day the day, if the scale is {@link Scale#DAY}, else {@code null}
 * @param week first day of the week, if the scale is {@link Scale#WEEK}, else
 * {@code null}
 * @param month first day of the month, if the scale is {@link Scale#MONTH}, else
 * {@code null}
 * @param year first day of the year, if the scale is {@link Scale#YEAR}, else
 * {@code null}
 * @param minute the minute as Pirsch writes it, if the filter has times, else empty
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
public record VisitorStats(@Nullable LocalDate day, @Nullable LocalDate week, @Nullable LocalDate month,
		@Nullable LocalDate year, String minute, long visitors, long views, long sessions, long bounces,
		double bounceRate, @JsonAlias("cr") double conversionRate,
		@JsonAlias("custom_metric_avg") double customMetricAverage,
		double customMetricTotal) implements CalendarPeriod {
}
