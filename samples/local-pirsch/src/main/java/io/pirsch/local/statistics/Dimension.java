package io.pirsch.local.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * Something that visitors are counted or filtered by.
 *
 * @param of what it tells apart: sessions, page views or events
 * @param ranking path of the list of its values and their numbers, empty if there is none
 * @param options path of the list of what there is to filter by, empty if there is none
 * @param columns the columns of the ranking that are no numbers
 * @param numbers the numbers of the ranking
 */
record Dimension(Hit.Kind of, String ranking, String options, String columns, String numbers) {

	/**
	 * All of them by name, which is also that of the parameter to filter by it. Places
	 * and channels are not known, so they are empty.
	 */
	static final Map<String, Dimension> ALL = new LinkedHashMap<>();

	private static final String SHARE = "visitors relative_visitors";

	private static final String SHARES = "visitors views sessions bounces relative_visitors relative_views bounce_rate";

	static final Dimension PAGE = new Dimension(Hit.Kind.VIEW, "page", "page", "path title",
			SHARES + " average_time_spent_seconds");

	private static final Set<String> WITHOUT_OPERATORS = Set.of("search", "pattern", "country", "platform", "tag",
			"event_meta_key", "visitor_id", "session_id");

	static {
		ALL.put("path", PAGE);
		add("hostname", Hit.Kind.VIEW, "hostname", "hostname", "hostname", SHARES);
		add("tag", Hit.Kind.VIEW, "", "tag", "", "");
		add("pattern", Hit.Kind.VIEW, "", "", "", "");
		add("event", Hit.Kind.EVENT, "", "event", "", "");
		add("event_meta_key", Hit.Kind.EVENT, "", "metadata/keys", "", "");
		add("referrer", Hit.Kind.SESSION, "referrer", "referrer", "referrer referrer_name referrer_icon",
				"visitors sessions bounces bounce_rate relative_visitors");
		add("referrer_name", Hit.Kind.SESSION, "", "referrer/name", "", "");
		for (String part : List.of("source", "medium", "campaign", "content", "term")) {
			add("utm_" + part, Hit.Kind.SESSION, "utm/" + part, "utm/" + part, "utm_" + part, SHARE);
		}
		for (String name : List.of("language", "os", "browser")) {
			add(name, Hit.Kind.SESSION, name, name, name, SHARE);
		}
		add("browser_version", Hit.Kind.SESSION, "browser/version", "", "browser browser_version", SHARE);
		add("screen_class", Hit.Kind.SESSION, "screen", "", "screen_class", SHARE);
		for (String name : List.of("entry_path", "exit_path", "platform", "country", "region", "city", "channel",
				"visitor_id", "session_id")) {
			add(name, Hit.Kind.SESSION, "", "", "", "");
		}
	}

	private static void add(String name, Hit.Kind of, String ranking, String options, String columns, String numbers) {
		ALL.put(name, new Dimension(of, ranking, options, columns, numbers));
	}

	/**
	 * Returns what a filter parameter tells apart, {@code null} if it is another
	 * parameter.
	 */
	static Hit.@Nullable Kind of(String parameter) {
		Dimension dimension = ALL.get(parameter);
		return parameter.startsWith("tag_") ? Hit.Kind.VIEW
				: parameter.startsWith("meta_") ? Hit.Kind.EVENT : (dimension != null) ? dimension.of : null;
	}

	static boolean isOfEvents(String parameter) {
		return of(parameter) == Hit.Kind.EVENT;
	}

	/** Returns what a step is ranked by; those who came by no campaign are not. */
	List<Map<String, ?>> keys(Step step, boolean titles) {
		Map<String, String> key = new LinkedHashMap<>();
		for (String column : this.columns.split(" ")) {
			key.put(column, (column.equals("title") && !titles) ? "" : step.get(column));
		}
		return (this.columns.startsWith("utm_") && key.containsValue("")) ? List.of() : List.of(key);
	}

	/**
	 * Returns what the values of a filter parameter ask for. They are alternatives; only
	 * exclusions hold all together. Of two values with {@code ^} one is enough, as in the
	 * service.
	 */
	static Predicate<Collection<String>> condition(String name, List<String> values) {
		String operators = WITHOUT_OPERATORS.contains(name) ? "!" : "!^~";
		Map<Character, Predicate<Collection<String>>> conditions = new HashMap<>();
		for (String value : values) {
			char operator = (operators.indexOf(value.charAt(0)) >= 0) ? value.charAt(0) : '=';
			String text = (operator != '=') ? value.substring(1) : value;
			Predicate<String> wanted = (operator == '^' || operator == '~') ? contains(name, text) : equal(name, text);
			Predicate<Collection<String>> any = (actual) -> actual.stream().anyMatch(wanted);
			switch (operator) {
				case '!' -> conditions.merge('!', any.negate(), Predicate::and);
				case '^' -> conditions.merge('^', any.negate(), Predicate::or);
				default -> conditions.merge('=', any, Predicate::or);
			}
		}
		return conditions.values().stream().reduce((actual) -> true, Predicate::and);
	}

	private static Predicate<String> equal(String name, String value) {
		try {
			return switch (name) {
				case "search" -> contains(name, value);
				case "pattern" -> Pattern.compile(value).asPredicate();
				default -> (value.equalsIgnoreCase("null") ? "" : value)::equals;
			};
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidParameter("pattern", "must be a regular expression");
		}
	}

	/** Languages contain only whole codes. */
	private static Predicate<String> contains(String name, String value) {
		String wanted = value.toLowerCase(Locale.ROOT);
		return name.equals("language") ? Arrays.asList(wanted.split(","))::contains
				: (text) -> text.toLowerCase(Locale.ROOT).contains(wanted);
	}

}
