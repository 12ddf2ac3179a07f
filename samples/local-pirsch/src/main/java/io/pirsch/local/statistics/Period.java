package io.pirsch.local.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The time a question is about.
 *
 * @param from its beginning
 * @param to its end, exclusive
 * @param zone the zone its days are in
 * @param minutes whether it is short enough to be shown by minute
 */
record Period(Instant from, Instant to, ZoneId zone, boolean minutes) {

	static final int MAX_START = 3600;

	static Period of(Parameters parameters, Instant now) {
		ZoneId zone = zone(parameters);
		if (parameters.has("start")) {
			return last(parameters.number("start", MAX_START, MAX_START), now, zone);
		}
		LocalDate from = parameters.parse("from", LocalDate::parse, "a date such as 2023-01-31");
		LocalDate to = parameters.parse("to", LocalDate::parse, "a date such as 2023-01-31");
		if (from.equals(to) && (parameters.has("from_time") || parameters.has("to_time"))) {
			LocalTime first = time(parameters, "from_time", LocalTime.MIN);
			LocalTime last = time(parameters, "to_time", LocalTime.of(23, 59));
			return new Period(from.atTime(first).atZone(zone).toInstant(),
					to.atTime(last).plusMinutes(1).atZone(zone).toInstant(), zone, true);
		}
		LocalDate tomorrow = now.atZone(zone).toLocalDate().plusDays(1);
		return from.isAfter(to) ? ofDays(to, earlier(from, tomorrow), zone) : ofDays(from, earlier(to, tomorrow), zone);
	}

	static Period ofDays(LocalDate first, LocalDate last, ZoneId zone) {
		return new Period(first.atStartOfDay(zone).toInstant(), last.plusDays(1).atStartOfDay(zone).toInstant(), zone,
				false);
	}

	static Period last(int seconds, Instant now, ZoneId zone) {
		// What arrives now belongs to it
		return new Period(now.minusSeconds(seconds), now.plusNanos(1), zone, true);
	}

	static ZoneId zone(Parameters parameters) {
		return parameters.has("tz") ? parameters.parse("tz", ZoneId::of, "a time zone such as Europe/Berlin")
				: ZoneOffset.UTC;
	}

	/**
	 * Returns the period of the same length before this one.
	 */
	Period previous() {
		if (this.minutes) {
			return new Period(this.from.minus(Duration.between(this.from, this.to)), this.from, this.zone, true);
		}
		long days = ChronoUnit.DAYS.between(firstDay(), lastDay()) + 1;
		return ofDays(firstDay().minusDays(days), firstDay().minusDays(1), this.zone);
	}

	boolean contains(Instant time) {
		return !time.isBefore(this.from) && time.isBefore(this.to);
	}

	LocalDate firstDay() {
		return this.from.atZone(this.zone).toLocalDate();
	}

	LocalDate lastDay() {
		return this.to.minusNanos(1).atZone(this.zone).toLocalDate();
	}

	private static LocalTime time(Parameters parameters, String name, LocalTime fallback) {
		return parameters.has(name) ? parameters.parse(name, LocalTime::parse, "a time such as 14:30") : fallback;
	}

	private static LocalDate earlier(LocalDate date, LocalDate limit) {
		return date.isAfter(limit) ? limit : date;
	}

}
