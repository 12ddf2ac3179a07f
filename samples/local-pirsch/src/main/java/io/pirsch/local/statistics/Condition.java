package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the values of one filter parameter ask for. They are alternatives; only exclusions
 * hold all together. Of two values with {@code ^} one is enough, as in the service.
 */
final class Condition implements Predicate<Collection<String>> {

	private static final Set<String> WITHOUT_OPERATORS = Set.of("search", "pattern", "country", "platform", "tag",
			"event_meta_key", "visitor_id", "session_id");

	private final String name;

	private final List<Predicate<Collection<String>>> alternatives = new ArrayList<>();

	private final List<Predicate<Collection<String>>> exclusions = new ArrayList<>();

	private final List<Predicate<Collection<String>>> weakExclusions = new ArrayList<>();

	Condition(String name, List<String> values) {
		this.name = name;
		boolean operators = !WITHOUT_OPERATORS.contains(name);
		for (String value : values) {
			String rest = value.substring(1);
			switch (value.charAt(0)) {
				case '!' -> this.exclusions.add(equal(rest).negate());
				case '~' -> this.alternatives.add(operators ? contains(rest) : equal(value));
				case '^' -> (operators ? this.weakExclusions : this.alternatives)
					.add(operators ? contains(rest).negate() : equal(value));
				default -> this.alternatives.add(equal(value));
			}
		}
	}

	/**
	 * Returns whether something that has these values is asked for.
	 */
	@Override
	public boolean test(Collection<String> actual) {
		return anyOrNone(this.alternatives, actual) && anyOrNone(this.weakExclusions, actual)
				&& this.exclusions.stream().allMatch((exclusion) -> exclusion.test(actual));
	}

	private static boolean anyOrNone(List<Predicate<Collection<String>>> tests, Collection<String> actual) {
		return tests.isEmpty() || tests.stream().anyMatch((test) -> test.test(actual));
	}

	private Predicate<Collection<String>> equal(String value) {
		if (this.name.equals("search")) {
			return contains(value);
		}
		if (this.name.equals("pattern")) {
			return any(pattern(value));
		}
		return any((value.equalsIgnoreCase("null") ? "" : value)::equals);
	}

	/**
	 * Languages contain only whole codes.
	 */
	private Predicate<Collection<String>> contains(String value) {
		String wanted = value.toLowerCase(Locale.ROOT);
		return this.name.equals("language") ? any(Arrays.asList(wanted.split(","))::contains)
				: any((text) -> text.toLowerCase(Locale.ROOT).contains(wanted));
	}

	private static Predicate<Collection<String>> any(Predicate<String> test) {
		return (actual) -> actual.stream().anyMatch(test);
	}

	private static Predicate<String> pattern(String value) {
		try {
			return Pattern.compile(value).asPredicate();
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidParameter("pattern", "must be a regular expression");
		}
	}

}
