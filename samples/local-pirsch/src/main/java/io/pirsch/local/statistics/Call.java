package io.pirsch.local.statistics;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

	/** Reads a value with a function that throws if it cannot. */
	<T> T parse(String name, Function<String, T> parser, String expected) {
		try {
			return parser.apply(text(name));
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			throw new InvalidParameter(name, has(name) ? "must be " + expected : "is required");
		}
	}

	int number(String name, int fallback, int max) {
		return has(name) ? Math.min(parse(name, Integer::parseUnsignedInt, "a whole number"), max) : fallback;
	}

	/**
	 * Returns what the filters leave of a period.
	 * @param onEvents whether those who caused no event that is asked for are left out
	 */
	Group group(Period period, boolean onEvents) {
		Map<String, Predicate<Collection<String>>> filters = new HashMap<>();
		this.parameters.keySet()
			.stream()
			.filter((name) -> has(name) && Dimension.of(name) != null && (onEvents || !Dimension.isOfEvents(name)))
			.forEach((name) -> filters.put(name, Dimension.condition(name, all(name))));
		boolean needsEvent = filters.keySet().stream().anyMatch(Dimension::isOfEvents);
		Predicate<Step> filter = (step) -> filters.entrySet()
			.stream()
			.allMatch((one) -> (step.isView() && Dimension.isOfEvents(one.getKey()))
					|| one.getValue().test(step.all(one.getKey())));
		return new Group(this.sessions.stream()
			.map((session) -> session.steps(period).filter(filter).toList())
			.filter((steps) -> !needsEvent || steps.stream().anyMatch(Step::isEvent))
			.flatMap(List::stream)
			.toList());
	}

	/** Returns whether a text is searched for, as all are if there is no search. */
	Predicate<String> search() {
		Predicate<Collection<String>> condition = Dimension.condition("search", all("search"));
		return (text) -> condition.test(List.of(text));
	}

	/**
	 * Returns what is asked for of a list. Without any that is nothing, as in the
	 * service.
	 */
	@Nullable Object page(List<?> rows) {
		int limit = number("limit", MAX_LIMIT, MAX_LIMIT);
		List<?> page = rows.stream()
			.skip(number("offset", 0, Integer.MAX_VALUE))
			.limit((limit > 0) ? limit : MAX_LIMIT)
			.toList();
		return page.isEmpty() ? null : page;
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
