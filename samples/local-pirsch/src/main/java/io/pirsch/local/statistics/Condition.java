package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the values of one filter parameter ask for. They are alternatives; only exclusions
 * hold all together. Of two values with {@code ^} one is enough, as in the service.
 */
class Condition {

	private final List<Predicate<Collection<String>>> alternatives = new ArrayList<>();

	private final List<Predicate<Collection<String>>> exclusions = new ArrayList<>();

	private final List<Predicate<Collection<String>>> weakExclusions = new ArrayList<>();

	private Condition() {
	}

	static Condition of(List<String> values) {
		Condition condition = new Condition();
		values.forEach(condition::addOperation);
		return condition;
	}

	/**
	 * Returns a condition of a parameter that can be negated and nothing else.
	 */
	static Condition ofEqual(List<String> values) {
		Condition condition = new Condition();
		values.forEach(condition::addEqual);
		return condition;
	}

	/**
	 * Returns a condition on languages, which contain only whole codes.
	 */
	static Condition ofLanguages(List<String> values) {
		Condition condition = new Condition();
		for (String value : values) {
			Predicate<Collection<String>> listed = Arrays.asList(value.substring(1).split(","))::containsAll;
			if (value.startsWith("~")) {
				condition.alternatives.add(listed);
			}
			else if (value.startsWith("^")) {
				condition.weakExclusions.add(listed.negate());
			}
			else {
				condition.addEqual(value);
			}
		}
		return condition;
	}

	/**
	 * Returns a condition on texts of which a part is searched.
	 */
	static Condition ofSearch(String text) {
		Condition condition = new Condition();
		if (text.startsWith("!")) {
			condition.exclusions.add(contains(text.substring(1)).negate());
		}
		else if (!text.isEmpty()) {
			condition.alternatives.add(contains(text));
		}
		return condition;
	}

	/**
	 * Returns a condition whose values are tests of their own, such as patterns.
	 */
	static Condition ofTests(List<String> values, Function<String, Predicate<String>> test) {
		Condition condition = new Condition();
		for (String value : values) {
			if (value.startsWith("!")) {
				Predicate<String> excluded = test.apply(value.substring(1));
				condition.exclusions.add((actual) -> actual.stream().noneMatch(excluded));
			}
			else {
				Predicate<String> wanted = test.apply(value);
				condition.alternatives.add((actual) -> actual.stream().anyMatch(wanted));
			}
		}
		return condition;
	}

	boolean test(String actual) {
		return test(List.of(actual));
	}

	/**
	 * Returns whether something that has these values is asked for.
	 */
	boolean test(Collection<String> actual) {
		return anyOrNone(this.alternatives, actual) && anyOrNone(this.weakExclusions, actual)
				&& this.exclusions.stream().allMatch((exclusion) -> exclusion.test(actual));
	}

	private void addOperation(String value) {
		if (value.startsWith("~")) {
			this.alternatives.add(contains(value.substring(1)));
		}
		else if (value.startsWith("^")) {
			this.weakExclusions.add(contains(value.substring(1)).negate());
		}
		else {
			addEqual(value);
		}
	}

	private void addEqual(String value) {
		if (value.startsWith("!")) {
			this.exclusions.add(equal(value.substring(1)).negate());
		}
		else {
			this.alternatives.add(equal(value));
		}
	}

	private static boolean anyOrNone(List<Predicate<Collection<String>>> tests, Collection<String> actual) {
		return tests.isEmpty() || tests.stream().anyMatch((test) -> test.test(actual));
	}

	private static Predicate<Collection<String>> equal(String value) {
		String wanted = value.equalsIgnoreCase("null") ? "" : value;
		return (actual) -> actual.contains(wanted);
	}

	private static Predicate<Collection<String>> contains(String value) {
		String wanted = value.toLowerCase(Locale.ROOT);
		return (actual) -> actual.stream().anyMatch((text) -> text.toLowerCase(Locale.ROOT).contains(wanted));
	}

}
