package io.pirsch.local.statistics;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * One call: what is known, and what is asked about it. An empty parameter is as good as
 * none.
 *
 * @param sessions all sessions
 * @param parameters the query parameters by name
 * @param now the moment of the call
 */
record Call(List<Session> sessions, Map<String, List<String>> parameters, Instant now) {

	private static final int MAX_LIMIT = 100;

	/** Returns the call with other parameters beside or in place of its own. */
	Call with(Map<String, List<String>> others) {
		Map<String, List<String>> all = new HashMap<>(this.parameters);
		all.putAll(others);
		return new Call(this.sessions, all, this.now);
	}

	List<String> all(String name) {
		return this.parameters.getOrDefault(name, List.of()).stream().filter((value) -> !value.isEmpty()).toList();
	}

	boolean has(String name) {
		return !all(name).isEmpty();
	}

	/** Returns the first value, or an empty text. */
	String text(String name) {
		return has(name) ? all(name).get(0) : "";
	}

	boolean flag(String name) {
		return text(name).equals("true") || text(name).equals("1");
	}

	/**
	 * Reads a value, or another in place of none, with a function that throws if it
	 * cannot.
	 */
	<T> T parse(String name, String otherwise, Function<String, T> parser, String expected) {
		try {
			return parser.apply(has(name) ? text(name) : otherwise);
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			throw new InvalidParameter(name, has(name) ? "must be " + expected : "is required");
		}
	}

	int number(String name, int otherwise) {
		return parse(name, String.valueOf(otherwise), Integer::parseUnsignedInt, "a whole number");
	}

	/** Returns what the filters leave of a period. */
	Group group(Period period) {
		List<String> names = this.parameters.keySet()
			.stream()
			.filter((name) -> has(name) && Dimension.of(name) != null)
			.toList();
		// Only patterns may be wrong
		Predicate<Step> filter = names.stream()
			.map((name) -> parse(name, "", (first) -> Dimension.filter(name, all(name)), "a regular expression"))
			.reduce((step) -> true, Predicate::and);
		boolean needsEvent = names.stream().anyMatch((name) -> Dimension.of(name) == Hit.Kind.EVENT);
		return new Group(this.sessions.stream()
			.map((session) -> session.steps(period).filter(filter).toList())
			.filter((steps) -> !needsEvent || steps.stream().anyMatch(Step::isEvent))
			.flatMap(List::stream)
			.toList());
	}

	/** Returns whether a text is searched for, as all are if there is no search. */
	Predicate<String> search() {
		String search = text("search").toLowerCase(Locale.ROOT);
		return search.startsWith("!") ? (text) -> !text.toLowerCase(Locale.ROOT).contains(search.substring(1))
				: (text) -> text.toLowerCase(Locale.ROOT).contains(search);
	}

	/** Returns what is asked for of a list. */
	<T> List<T> page(List<T> rows) {
		int limit = Math.min(number("limit", MAX_LIMIT), MAX_LIMIT);
		return rows.stream().skip(number("offset", 0)).limit((limit > 0) ? limit : MAX_LIMIT).toList();
	}

	/** Returns a row of names and values in turn. */
	static Map<String, @Nullable Object> row(@Nullable Object... members) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		for (int i = 0; i < members.length; i += 2) {
			row.put(String.valueOf(members[i]), members[i + 1]);
		}
		return row;
	}

}
