package io.pirsch.client.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Refuses parameters that are fine by themselves but that the API would misread, or leave
 * unread, together.
 */
final class FilterCheck {

	private FilterCheck() {
	}

	static void check(Map<String, List<String>> parameters) {
		checkPeriod(parameters);
		checkTimes(parameters);
		if (parameters.containsKey("pattern") && parameters.containsKey("path")) {
			throw new IllegalArgumentException(
					"'pattern' and 'path' must not be used together, as Pirsch would ignore the pattern: choose one");
		}
		if (parameters.containsKey("custom_metric_key") && !parameters.containsKey("event")) {
			throw new IllegalArgumentException(
					"'custom_metric_key' needs an event but there is none: set the event that has the metadata with where(Dimension.EVENT, ...)");
		}
	}

	private static void checkPeriod(Map<String, List<String>> parameters) {
		String from = single(parameters, "from");
		String to = single(parameters, "to");
		if (!parameters.containsKey("start")) {
			FilterValues.inOrder((from != null) ? LocalDate.parse(from) : null,
					(to != null) ? LocalDate.parse(to) : null,
					"set both days, a period like last7Days(), or start(...)");
		}
		else if (from != null || to != null) {
			throw new IllegalArgumentException(
					"'start' and days must not be used together, as Pirsch would ignore the days: choose one");
		}
	}

	private static void checkTimes(Map<String, List<String>> parameters) {
		String fromTime = single(parameters, "from_time");
		String toTime = single(parameters, "to_time");
		if (fromTime == null && toTime == null) {
			return;
		}
		if (fromTime == null || toTime == null) {
			throw new IllegalArgumentException(
					"'from_time' and 'to_time' must be used together but '%s' is missing: set both"
						.formatted((fromTime == null) ? "from_time" : "to_time"));
		}
		String from = single(parameters, "from");
		if (from == null || !from.equals(single(parameters, "to"))) {
			throw new IllegalArgumentException(
					"'from_time' and 'to_time' must be used with a single day but the days are %s and %s: set both to the same day"
						.formatted(from, single(parameters, "to")));
		}
		// Both are HH:MM, so they order like times
		if (fromTime.compareTo(toTime) > 0) {
			throw new IllegalArgumentException("'from_time' must not be after 'to_time' but %s is after %s: swap them"
				.formatted(fromTime, toTime));
		}
	}

	private static @Nullable String single(Map<String, List<String>> parameters, String name) {
		List<String> values = parameters.get(name);
		return (values != null) ? values.get(0) : null;
	}

}
