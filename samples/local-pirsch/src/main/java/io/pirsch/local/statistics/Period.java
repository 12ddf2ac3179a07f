package io.pirsch.local.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The time a question is about.
 *
 * @param from its beginning
 * @param to its end, exclusive
 * @param zone the zone its days are in
 * @param scale what it is shown by, as the API names it: {@code day} or longer, or
 * {@code minute} if it is short
 */
record Period(Instant from, Instant to, ZoneId zone, String scale) {

	static final int MAX_START = 3600;

	private static final List<String> SCALES = List.of("day", "week", "month", "year");

	private static final int MAX_POINTS = 40_000;

	static Period of(Call call, Instant now) {
		ZoneId zone = zone(call);
		if (call.has("start")) {
			return last(call.number("start", MAX_START, MAX_START), now, zone);
		}
		LocalDate from = call.parse("from", Period::day, "a date such as 2023-01-31");
		LocalDate to = call.parse("to", Period::day, "a date such as 2023-01-31");
		if (from.equals(to) && (call.has("from_time") || call.has("to_time"))) {
			return new Period(from.atTime(time(call, "from_time", "00:00")).atZone(zone).toInstant(),
					to.atTime(time(call, "to_time", "23:59")).plusMinutes(1).atZone(zone).toInstant(), zone, "minute");
		}
		String scale = call.has("scale") ? call.text("scale") : "day";
		if (!SCALES.contains(scale)) {
			throw new InvalidParameter("scale", "must be day, week, month or year");
		}
		LocalDate tomorrow = now.atZone(zone).toLocalDate().plusDays(1);
		LocalDate last = from.isAfter(to) ? from : to;
		return new Period((from.isAfter(to) ? to : from).atStartOfDay(zone).toInstant(),
				(last.isAfter(tomorrow) ? tomorrow : last).plusDays(1).atStartOfDay(zone).toInstant(), zone, scale);
	}

	/** The vendor's JavaScript SDK sends whole time stamps. */
	private static LocalDate day(String text) {
		return LocalDate.parse(text.split("T", 2)[0]);
	}

	static Period last(int seconds, Instant now, ZoneId zone) {
		// What arrives now belongs to it
		return new Period(now.minusSeconds(seconds), now.plusNanos(1), zone, "minute");
	}

	static ZoneId zone(Call call) {
		return call.has("tz") ? call.parse("tz", ZoneId::of, "a time zone such as Europe/Berlin") : ZoneOffset.UTC;
	}

	private static LocalTime time(Call call, String name, String otherwise) {
		return call.has(name) ? call.parse(name, LocalTime::parse, "a time such as 14:30") : LocalTime.parse(otherwise);
	}

	/** Returns the period of the same length before this one. */
	Period previous() {
		if (this.scale.equals("minute")) {
			return new Period(this.from.minus(Duration.between(this.from, this.to)), this.from, this.zone, this.scale);
		}
		ZonedDateTime start = this.from.atZone(this.zone);
		long days = ChronoUnit.DAYS.between(start.toLocalDate(), this.to.atZone(this.zone).toLocalDate());
		return new Period(start.minusDays(days).toInstant(), this.from, this.zone, this.scale);
	}

	boolean contains(Instant time) {
		return !time.isBefore(this.from) && time.isBefore(this.to);
	}

	/** Returns the beginning of the day, week, month, year or minute. */
	LocalDateTime point(Instant time) {
		LocalDateTime local = LocalDateTime.ofInstant(time, this.zone);
		LocalDate day = local.toLocalDate();
		return switch (this.scale) {
			case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1L).atStartOfDay();
			case "month" -> day.withDayOfMonth(1).atStartOfDay();
			case "year" -> day.withDayOfYear(1).atStartOfDay();
			case "minute" -> local.truncatedTo(ChronoUnit.MINUTES);
			default -> day.atStartOfDay();
		};
	}

	/** Returns all points, with something to show or not. */
	List<LocalDateTime> points() {
		ChronoUnit unit = ChronoUnit.valueOf(this.scale.toUpperCase(Locale.ROOT) + "S");
		LocalDateTime last = point(this.to.minusNanos(1));
		return Stream.iterate(point(this.from), (point) -> !point.isAfter(last), (point) -> point.plus(1, unit))
			.limit(MAX_POINTS)
			.toList();
	}

}
