package io.pirsch.local;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the fields of a page view, event or session extension have to look like. Fields
 * the API does not know are tolerated, and {@code null} is the same as absent.
 */
final class FieldRules {

	static final String REQUIRED = "is required";

	private static final int MAX_PAIRS = 20;

	private static final Map<String, Rule> RULES = rules();

	private FieldRules() {
	}

	/**
	 * Returns a message for every field that is wrong.
	 */
	static Map<String, String> check(Arrival.Kind kind, boolean batch, Map<String, @Nullable Object> fields) {
		Map<String, String> problems = new LinkedHashMap<>();
		for (String name : required(kind)) {
			require(name, fields, problems);
		}
		if (batch) {
			require("time", fields, problems);
		}
		fields.forEach((name, value) -> {
			Rule rule = RULES.get(name);
			String problem = (rule != null && value != null) ? rule.problem(value) : null;
			if (problem != null) {
				problems.put(name, problem);
			}
		});
		if (kind == Arrival.Kind.EVENT && size(fields.get("event_meta")) + size(fields.get("tags")) > MAX_PAIRS) {
			problems.putIfAbsent("event_meta", "must have at most " + MAX_PAIRS + " entries, tags included");
		}
		return problems;
	}

	private static List<String> required(Arrival.Kind kind) {
		return switch (kind) {
			case PAGE_VIEW -> List.of("url", "ip", "user_agent");
			case EVENT -> List.of("url", "ip", "user_agent", "event_name");
			case SESSION -> List.of("ip", "user_agent");
		};
	}

	private static void require(String name, Map<String, @Nullable Object> fields, Map<String, String> problems) {
		Object value = fields.get(name);
		if (value == null || (value instanceof String text && text.isBlank())) {
			problems.put(name, REQUIRED);
		}
	}

	private static int size(@Nullable Object value) {
		return (value instanceof Map<?, ?> map) ? map.size() : 0;
	}

	private static Map<String, Rule> rules() {
		Map<String, Rule> rules = new HashMap<>();
		for (String name : List.of("url", "ip", "user_agent", "accept_language", "sec_ch_ua", "sec_ch_ua_mobile",
				"sec_ch_ua_platform", "sec_ch_ua_platform_version", "sec_ch_width", "sec_ch_viewport_width", "title",
				"referrer", "event_name", "cf_connecting_ip", "x_forwarded_for", "forwarded", "x_real_ip", "dnt")) {
			rules.put(name, (value) -> (value instanceof String) ? null : "must be a text");
		}
		for (String name : List.of("disable_bot_filter", "non_interactive")) {
			rules.put(name, (value) -> (value instanceof Boolean) ? null : "must be true or false");
		}
		rules.put("screen_width", number(65535));
		rules.put("screen_height", number(65535));
		rules.put("event_duration", number(4294967295L));
		rules.put("tags", texts(50, 50));
		rules.put("event_meta", texts(100, 2000));
		rules.put("time", FieldRules::time);
		return Map.copyOf(rules);
	}

	private static Rule number(long max) {
		return (value) -> {
			boolean whole = value instanceof Integer || value instanceof Long;
			long number = whole ? ((Number) value).longValue() : -1;
			return (number >= 0 && number <= max) ? null : "must be a whole number from 0 to " + max;
		};
	}

	private static Rule texts(int maxKey, int maxValue) {
		return (value) -> {
			if (!(value instanceof Map<?, ?> map)) {
				return "must be an object of texts";
			}
			if (map.size() > MAX_PAIRS) {
				return "must have at most " + MAX_PAIRS + " entries";
			}
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				if (!(entry.getKey() instanceof String key) || !(entry.getValue() instanceof String text)) {
					return "must be an object of texts";
				}
				if (length(key) > maxKey) {
					return "must not have a name longer than " + maxKey + " characters";
				}
				if (length(text) > maxValue) {
					return "must not have a value longer than " + maxValue + " characters";
				}
			}
			return null;
		};
	}

	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	private static @Nullable String time(Object value) {
		String problem = "must be a time such as 2023-01-02T14:15:32Z";
		if (!(value instanceof String text)) {
			return problem;
		}
		try {
			OffsetDateTime.parse(text);
			return null;
		}
		catch (DateTimeException ex) {
			return problem;
		}
	}

	/**
	 * What is wrong with a value, if anything.
	 */
	@FunctionalInterface
	private interface Rule {

		@Nullable String problem(Object value);

	}

}
