package io.pirsch.local.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What visitors are told apart by, and may be filtered by with a parameter of that name.
 */
final class Dimension {

	private static final Set<String> WITHOUT_OPERATORS = Set.of("pattern", "country", "platform", "tag",
			"event_meta_key", "visitor_id", "session_id");

	private Dimension() {
	}

	/**
	 * Returns what a filter parameter tells apart, {@code null} if it is another
	 * parameter. Places and channels are not known, so they are empty.
	 */
	static Hit.@Nullable Kind of(String parameter) {
		return switch (parameter) {
			case "path", "hostname", "pattern", "tag" -> Hit.Kind.VIEW;
			case "event", "event_meta_key", "event_meta_value" -> Hit.Kind.EVENT;
			case "referrer", "referrer_name", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term",
					"language", "os", "browser", "browser_version", "screen_class", "platform", "entry_path",
					"exit_path", "country", "region", "city", "channel", "visitor_id", "session_id" ->
				Hit.Kind.SESSION;
			default ->
				parameter.startsWith("tag_") ? Hit.Kind.VIEW : parameter.startsWith("meta_") ? Hit.Kind.EVENT : null;
		};
	}

	/**
	 * Returns what the values of a filter parameter ask for. They are alternatives; only
	 * exclusions hold all together. Of two values with {@code ^} one is enough, as in the
	 * service. Events are asked for beside the page views of their sessions.
	 */
	static Predicate<Step> filter(String name, List<String> values) {
		String operators = WITHOUT_OPERATORS.contains(name) ? "!" : "!^~";
		Map<Character, Predicate<Step>> conditions = new HashMap<>();
		for (String value : values) {
			char operator = (operators.indexOf(value.charAt(0)) >= 0) ? value.charAt(0) : '=';
			String text = (operator != '=') ? value.substring(1) : value;
			Predicate<String> wanted = (operator == '^' || operator == '~') ? contains(name, text) : equal(name, text);
			Predicate<Step> any = (step) -> step.all(name).stream().anyMatch(wanted);
			switch (operator) {
				case '!' -> conditions.merge('!', any.negate(), Predicate::and);
				case '^' -> conditions.merge('^', any.negate(), Predicate::or);
				default -> conditions.merge('=', any, Predicate::or);
			}
		}
		Predicate<Step> filter = conditions.values().stream().reduce((step) -> true, Predicate::and);
		return (of(name) == Hit.Kind.EVENT) ? filter.or(Step::isView) : filter;
	}

	private static Predicate<String> equal(String name, String value) {
		return name.equals("pattern") ? Pattern.compile(value).asPredicate()
				: (value.equalsIgnoreCase("null") ? "" : value)::equals;
	}

	/** Languages contain only whole codes. */
	private static Predicate<String> contains(String name, String value) {
		String wanted = value.toLowerCase(Locale.ROOT);
		return name.equals("language") ? Arrays.asList(wanted.split(","))::contains
				: (text) -> text.toLowerCase(Locale.ROOT).contains(wanted);
	}

}
