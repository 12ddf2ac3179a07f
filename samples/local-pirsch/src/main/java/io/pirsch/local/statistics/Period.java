package io.pirsch.local.statistics;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjuster;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
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

	private static final int MAX_START = 3600;

	/** How to find the day on which a week, month or year began. */
	private static final Map<String, TemporalAdjuster> SCALES = Map.of("day", (day) -> day, "week",
			TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY), "month", TemporalAdjusters.firstDayOfMonth(), "year",
			TemporalAdjusters.firstDayOfYear());

	private static final int MAX_POINTS = 40_000;

	static Period of(Call call) {
		Instant now = call.now();
		ZoneId zone = zone(call);
		if (call.has("start")) {
			// What arrives now belongs to it
			return new Period(now.minusSeconds(Math.min(call.number("start", MAX_START), MAX_START)), now.plusNanos(1),
					zone, "minute");
		}
		LocalDate from = call.parse("from", "", Period::day, "a date such as 2023-01-31");
		LocalDate to = call.parse("to", "", Period::day, "a date such as 2023-01-31");
		if (from.equals(to) && (call.has("from_time") || call.has("to_time"))) {
			LocalTime begin = call.parse("from_time", "00:00", LocalTime::parse, "a time such as 14:30");
			LocalTime end = call.parse("to_time", "23:59", LocalTime::parse, "a time such as 14:30");
			return new Period(from.atTime(begin).atZone(zone).toInstant(),
					to.atTime(end).plusMinutes(1).atZone(zone).toInstant(), zone, "minute");
		}
		String scale = call.has("scale") ? call.text("scale") : "day";
		if (!SCALES.containsKey(scale)) {
			throw new InvalidParameter("scale", "must be day, week, month or year");
		}
		LocalDate tomorrow = LocalDate.ofInstant(now, zone).plusDays(1);
		LocalDate last = from.isAfter(to) ? from : to;
		return new Period((from.isAfter(to) ? to : from).atStartOfDay(zone).toInstant(),
				(last.isAfter(tomorrow) ? tomorrow : last).plusDays(1).atStartOfDay(zone).toInstant(), zone, scale);
	}

	/** The vendor's JavaScript SDK sends whole time stamps. */
	private static LocalDate day(String text) {
		return LocalDate.parse(text.split("T", 2)[0]);
	}

	static ZoneId zone(Call call) {
		return call.parse("tz", "Z", ZoneId::of, "a time zone such as Europe/Berlin");
	}

	/** Returns the period of the same length before this one. */
	Period previous() {
		LocalDateTime start = local(this.from);
		Duration length = Duration.between(start, local(this.to));
		return new Period(start.minus(length).atZone(this.zone).toInstant(), this.from, this.zone, this.scale);
	}

	boolean contains(Instant time) {
		return !time.isBefore(this.from) && time.isBefore(this.to);
	}

	/**
	 * Returns what a row of a series is for. It is in the zone, although written as if in
	 * UTC.
	 */
	String point(LocalDateTime time) {
		return begin(time).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME) + "Z";
	}

	/** Returns times in all points, whether there is something to show or not. */
	Stream<LocalDateTime> times() {
		ChronoUnit unit = ChronoUnit.valueOf(this.scale.toUpperCase(Locale.ROOT) + "S");
		LocalDateTime last = local(this.to.minusNanos(1));
		return Stream.iterate(begin(local(this.from)), (time) -> !time.isAfter(last), (time) -> time.plus(1, unit))
			.limit(MAX_POINTS);
	}

	private LocalDateTime begin(LocalDateTime time) {
		TemporalAdjuster day = SCALES.get(this.scale);
		return (day != null) ? time.toLocalDate().with(day).atStartOfDay() : time.truncatedTo(ChronoUnit.MINUTES);
	}

	LocalDateTime local(Instant time) {
		return LocalDateTime.ofInstant(time, this.zone);
	}

}
