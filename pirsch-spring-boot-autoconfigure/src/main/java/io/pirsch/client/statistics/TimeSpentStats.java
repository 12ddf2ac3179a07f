package io.pirsch.client.statistics;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Average time spent in one day, week, month, year or minute.
 *
 * @param day the day, if the scale is {@link Scale#DAY}, else {@code null}
 * @param week first day of the week, if the scale is {@link Scale#WEEK}, else
 * {@code null}
 * @param month first day of the month, if the scale is {@link Scale#MONTH}, else
 * {@code null}
 * @param year first day of the year, if the scale is {@link Scale#YEAR}, else
 * {@code null}
 * @param minute the minute as Pirsch writes it, if the filter has times, else empty
 * @param path path of the page, empty for the duration of sessions
 * @param title title of the page, mostly empty
 * @param averageTimeSpentSeconds average time, in seconds
 */
public record TimeSpentStats(@Nullable LocalDate day, @Nullable LocalDate week, @Nullable LocalDate month,
		@Nullable LocalDate year, String minute, String path, String title,
		long averageTimeSpentSeconds) implements CalendarPeriod {
}
