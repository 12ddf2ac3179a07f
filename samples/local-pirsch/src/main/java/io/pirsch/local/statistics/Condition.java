package io.pirsch.local.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * What the values of one filter parameter ask for. They are alternatives; only exclusions
 * hold all together. Of two values with {@code ^} one is enough, as in the service.
 */
final class Condition {

	private static final Set<String> WITHOUT_OPERATORS = Set.of("search", "pattern", "country", "platform", "tag",
			"event_meta_key", "visitor_id", "session_id");

	private Condition() {
	}

	/**
	 * Returns whether something that has certain values is asked for.
	 */
	static Predicate<Collection<String>> of(String name, List<String> values) {
		boolean operators = !WITHOUT_OPERATORS.contains(name);
		Map<Character, List<Predicate<Collection<String>>>> tests = values.stream()
			.collect(Collectors.groupingBy((value) -> operator(value, operators, "!^"),
					Collectors.mapping((value) -> test(name, value, operators), Collectors.toList())));
		return (actual) -> tests.entrySet()
			.stream()
			.allMatch(
					(entry) -> (entry.getKey() == '!') ? entry.getValue().stream().allMatch((test) -> test.test(actual))
							: entry.getValue().stream().anyMatch((test) -> test.test(actual)));
	}

	private static char operator(String value, boolean operators, String known) {
		char first = value.charAt(0);
		return ((operators || first == '!') && known.indexOf(first) >= 0) ? first : '=';
	}

	private static Predicate<Collection<String>> test(String name, String value, boolean operators) {
		return switch (operator(value, operators, "!^~")) {
			case '!' -> any(equal(name, value.substring(1))).negate();
			case '^' -> any(contains(name, value.substring(1))).negate();
			case '~' -> any(contains(name, value.substring(1)));
			default -> any(equal(name, value));
		};
	}

	private static Predicate<Collection<String>> any(Predicate<String> test) {
		return (actual) -> actual.stream().anyMatch(test);
	}

	private static Predicate<String> equal(String name, String value) {
		try {
			return name.equals("search") ? contains(name, value) : name.equals("pattern")
					? Pattern.compile(value).asPredicate() : (value.equalsIgnoreCase("null") ? "" : value)::equals;
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidParameter("pattern", "must be a regular expression");
		}
	}

	/**
	 * Languages contain only whole codes.
	 */
	private static Predicate<String> contains(String name, String value) {
		String wanted = value.toLowerCase(Locale.ROOT);
		return name.equals("language") ? Arrays.asList(wanted.split(","))::contains
				: (text) -> text.toLowerCase(Locale.ROOT).contains(wanted);
	}

}
