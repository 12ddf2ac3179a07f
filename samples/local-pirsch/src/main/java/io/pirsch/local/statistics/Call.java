package io.pirsch.local.statistics;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
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

	Period period() {
		return Period.of(this, this.now);
	}

	/** Returns what is asked about. */
	Group group() {
		return select(period(), true);
	}

	/**
	 * Returns all of a period, whether they caused the events that are asked for or not:
	 * the share of those who did is the conversion rate. Without events there is nothing
	 * to convert to.
	 */
	Group everybody(Period period) {
		return has("event") ? select(period, false) : Group.NOBODY;
	}

	/**
	 * Selects by the filter in the parameters.
	 * @param onEvents whether those who caused no event that is asked for are left out
	 */
	Group select(Period period, boolean onEvents) {
		Predicate<Step> ofSessions = filter(Dimension.Of.SESSIONS);
		Predicate<Step> ofPages = filter(Dimension.Of.VIEWS);
		Predicate<Step> ofEvents = onEvents ? filter(Dimension.Of.EVENTS) : (step) -> true;
		boolean needsEvent = onEvents && !filters(Dimension.Of.EVENTS).isEmpty();
		List<Step> selected = new ArrayList<>();
		this.sessions.stream().filter((session) -> ofSessions.test(session.entry())).forEach((session) -> {
			List<Step> steps = session.steps(period)
				.filter((step) -> ofPages.test(step) && (step.isView() || ofEvents.test(step)))
				.toList();
			if (!needsEvent || steps.stream().anyMatch(Step::isEvent)) {
				selected.addAll(steps);
			}
		});
		return new Group(selected);
	}

	private Predicate<Step> filter(Dimension.Of of) {
		Predicate<Step> filter = (step) -> true;
		for (String name : filters(of)) {
			Predicate<Collection<String>> condition = Dimension.condition(name, all(name));
			filter = filter.and((step) -> condition.test(step.all(name)));
		}
		return filter;
	}

	private List<String> filters(Dimension.Of of) {
		return this.parameters.keySet().stream().filter((name) -> has(name) && Dimension.of(name) == of).toList();
	}

	/** Returns whether a text is searched for, as all are if there is no search. */
	Predicate<String> search() {
		Predicate<Collection<String>> condition = Dimension.condition("search", all("search"));
		return (text) -> condition.test(List.of(text));
	}

	/** Adds numbers, named one after the other, to a row. */
	Map<String, @Nullable Object> add(Map<String, @Nullable Object> row, String numbers, Group group, Group total,
			Group possible) {
		for (String name : numbers.split(" ")) {
			row.put(name, group.number(name, this, total, possible));
		}
		return row;
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
