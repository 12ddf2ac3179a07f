package io.pirsch.client.statistics;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * The day, week, month or year that a row is about. All are dates in the time zone of the
 * filter; they are never shifted into another.
 */
public sealed interface CalendarPeriod permits VisitorStats, TimeSpentStats {

	/**
	 * Returns the day.
	 * @return the day, or {@code null} if the scale is another
	 */
	@Nullable LocalDate day();

	/**
	 * Returns the week.
	 * @return first day of the week, or {@code null} if the scale is another
	 */
	@Nullable LocalDate week();

	/**
	 * Returns the month.
	 * @return first day of the month, or {@code null} if the scale is another
	 */
	@Nullable LocalDate month();

	/**
	 * Returns the year.
	 * @return first day of the year, or {@code null} if the scale is another
	 */
	@Nullable LocalDate year();

	/**
	 * Returns the first day of the period, whatever the scale.
	 * @return the day, or the first day of the week, month or year, or {@code null} if
	 * the row is about a minute
	 */
	default @Nullable LocalDate firstDay() {
		if (day() != null) {
			return day();
		}
		if (week() != null) {
			return week();
		}
		return (month() != null) ? month() : year();
	}

}
