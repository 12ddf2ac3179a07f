package io.pirsch.local.statistics;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The days, weeks, months, years or minutes of a period.
 */
class Timeline {

	private static final int MAX_POINTS = 40_000;

	private final Period period;

	private final Scale scale;

	Timeline(Period period, Parameters parameters) {
		this.period = period;
		this.scale = period.minutes() ? Scale.MINUTE : Scale.of(parameters);
	}

	/**
	 * Returns all points, with something to show or not.
	 */
	List<LocalDateTime> points() {
		List<LocalDateTime> points = new ArrayList<>();
		LocalDateTime last = point(this.period.to().minusNanos(1));
		for (LocalDateTime point = point(this.period.from()); !point.isAfter(last)
				&& points.size() < MAX_POINTS; point = point.plus(1, this.scale.unit)) {
			points.add(point);
		}
		return points;
	}

	LocalDateTime point(Instant time) {
		ZonedDateTime zoned = time.atZone(this.period.zone());
		LocalDate day = zoned.toLocalDate();
		return switch (this.scale) {
			case MINUTE -> zoned.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
			case DAY -> day.atStartOfDay();
			case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
			case MONTH -> day.withDayOfMonth(1).atStartOfDay();
			case YEAR -> day.withDayOfYear(1).atStartOfDay();
		};
	}

	/**
	 * Begins a row about a point: a calendar date or minute, although it is written as if
	 * it were in UTC.
	 */
	Row row(LocalDateTime point) {
		Row row = new Row();
		for (Scale candidate : Scale.values()) {
			row.with(candidate.member(),
					(candidate == this.scale) ? point.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME) + "Z" : null);
		}
		return row;
	}

	private enum Scale {

		DAY(ChronoUnit.DAYS), WEEK(ChronoUnit.WEEKS), MONTH(ChronoUnit.MONTHS), YEAR(ChronoUnit.YEARS),
		MINUTE(ChronoUnit.MINUTES);

		private final ChronoUnit unit;

		Scale(ChronoUnit unit) {
			this.unit = unit;
		}

		private static Scale of(Parameters parameters) {
			String given = parameters.text("scale");
			for (Scale scale : values()) {
				if (scale != MINUTE && scale.member().equals(given)) {
					return scale;
				}
			}
			if (!given.isEmpty()) {
				throw new InvalidParameter("scale", "must be day, week, month or year");
			}
			return DAY;
		}

		private String member() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
