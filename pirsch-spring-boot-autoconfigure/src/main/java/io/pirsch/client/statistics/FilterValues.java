package io.pirsch.client.statistics;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Writes values as the API reads them, and refuses those that it would misread.
 */
final class FilterValues {

	private static final Pattern COUNTRY = Pattern.compile("[a-z]{2}");

	private static final List<String> PLATFORMS = List.of("desktop", "mobile", "unknown");

	/** Such zones have fixed offsets, unlike those of the time zone database. */
	private static final Pattern OFFSET_ZONE = Pattern.compile("(UTC|GMT|UT)[+-].*");

	private static final long MAX_SESSION_ID = 0xFFFF_FFFFL;

	private FilterValues() {
	}

	static String text(String name, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("'%s' must have a value but is %s: leave it out to not filter by it"
				.formatted(name, (value != null) ? "blank" : "null"));
		}
		return value;
	}

	/**
	 * Refuses the word that the API takes for an unknown value.
	 */
	static String known(String value, String instead) {
		if (value.equalsIgnoreCase(Match.UNKNOWN)) {
			throw new IllegalArgumentException(
					"'%s' would be read as an unknown value: use Match.%s for that".formatted(value, instead));
		}
		return value;
	}

	/**
	 * Returns a value that is to be equal, and so must not begin like an operator.
	 */
	static String plain(String name, @Nullable String value, String operators, String instead) {
		String text = text(name, value);
		if (operators.indexOf(text.charAt(0)) >= 0) {
			throw new IllegalArgumentException(
					"'%s' must not begin with '%c', as '%s' does, which Pirsch would read as an operator: %s"
						.formatted(name, text.charAt(0), text, instead));
		}
		return text;
	}

	/**
	 * Returns a value that is to be equal where all operators are read.
	 */
	static String equalTo(String name, @Nullable String value) {
		return known(plain(name, value, Match.NOT + Match.CONTAINS + Match.NOT_CONTAINS,
				"use Match.not(...), contains(...) or notContains(...)"), "unknown()");
	}

	/**
	 * Returns a match where no other is read.
	 */
	static String exclusion(String name, Match match) {
		if (!match.isExclusion()) {
			throw new IllegalArgumentException(
					"'%s' takes a text or Match.not(...), but no other match such as '%s': Pirsch would misread it"
						.formatted(name, match));
		}
		return match.toString();
	}

	static void onlyOne(String name, @Nullable List<String> already) {
		if (already != null) {
			throw new IllegalArgumentException(
					"'%s' must have one value but has '%s' already: all pairs must match, so read once for each value"
						.formatted(name, already));
		}
	}

	static String platform(String platform) {
		String lower = platform.toLowerCase(Locale.ROOT);
		if (!PLATFORMS.contains(lower)) {
			throw new IllegalArgumentException(
					"'platform' must be one of %s but is '%s': choose one of them".formatted(PLATFORMS, platform));
		}
		return lower;
	}

	static String country(String code) {
		String lower = code.toLowerCase(Locale.ROOT);
		if (!COUNTRY.matcher(lower).matches()) {
			throw new IllegalArgumentException(
					"'country' must be a code of two letters but is '%s', which Pirsch would ignore: use ISO 3166-1 alpha-2, like 'de'"
						.formatted(code));
		}
		return lower;
	}

	static String start(Duration time) {
		if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(StatisticsFilter.MAX_START) > 0) {
			throw new IllegalArgumentException(
					"'start' must be from 1s to %s but is %s: use from(...) and to(...) to read further back"
						.formatted(text(StatisticsFilter.MAX_START), text(time)));
		}
		return String.valueOf(time.toSeconds());
	}

	private static String text(Duration time) {
		return DurationFormatterUtils.print(time, DurationFormat.Style.COMPOSITE);
	}

	static String offset(int offset) {
		if (offset < 0) {
			throw new IllegalArgumentException(
					"'offset' must be 0 or more but is %d: leave it out to start at the first row".formatted(offset));
		}
		return String.valueOf(offset);
	}

	static String limit(int limit) {
		if (limit < 1 || limit > StatisticsFilter.MAX_LIMIT) {
			throw new IllegalArgumentException(
					"'limit' must be from 1 to %d but is %d: use offset(...) or PirschStatistics.all(...) to read on"
						.formatted(StatisticsFilter.MAX_LIMIT, limit));
		}
		return String.valueOf(limit);
	}

	static String time(String name, LocalTime time) {
		if (time.getSecond() != 0 || time.getNano() != 0) {
			throw new IllegalArgumentException(
					"'%s' must be a whole minute but is %s: leave out the seconds".formatted(name, time));
		}
		return time.toString();
	}

	static String zone(ZoneId zone) {
		if (zone.equals(ZoneOffset.UTC)) {
			return "UTC";
		}
		if (zone instanceof ZoneOffset || OFFSET_ZONE.matcher(zone.getId()).matches()) {
			throw new IllegalArgumentException(
					"'tz' must be a region but is the offset '%s': use a time zone like 'Europe/Berlin'"
						.formatted(zone.getId()));
		}
		return zone.getId();
	}

	static String visitorId(@Nullable String id) {
		try {
			return Long.toUnsignedString(Long.parseUnsignedLong(text("visitor_id", id)));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(
					"'visitor_id' must be an unsigned 64-bit number but is '%s': use that of a Session".formatted(id),
					ex);
		}
	}

	static String sessionId(long id) {
		if (id < 0 || id > MAX_SESSION_ID) {
			throw new IllegalArgumentException(
					"'session_id' must be from 0 to %d but is %d: use that of a Session".formatted(MAX_SESSION_ID, id));
		}
		return Long.toString(id);
	}

	/**
	 * Returns the name of a constant as the API writes it.
	 */
	static String constant(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	static void inOrder(@Nullable LocalDate from, @Nullable LocalDate to, String instead) {
		if (from == null || to == null) {
			throw new IllegalArgumentException("'from' and 'to' are required but '%s' is missing: %s"
				.formatted((from == null) ? "from" : "to", instead));
		}
		if (from.isAfter(to)) {
			throw new IllegalArgumentException(
					"'from' must not be after 'to' but %s is after %s: swap them".formatted(from, to));
		}
	}

}
