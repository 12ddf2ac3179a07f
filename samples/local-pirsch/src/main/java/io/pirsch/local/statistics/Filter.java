package io.pirsch.local.statistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which sessions, and which of their pages and events, a question is about.
 */
class Filter {

	private static final Set<String> ONLY_EQUAL = Set.of("country", "platform", "visitor_id", "session_id");

	private Predicate<Session> sessions = (session) -> true;

	private Predicate<Step> pages = (step) -> true;

	private Predicate<Step> events = (step) -> true;

	private boolean onPages;

	private boolean onEvents;

	private Filter() {
	}

	static Filter of(Parameters parameters) {
		Filter filter = withoutEvents(parameters);
		for (String name : parameters.names()) {
			filter.addEvent(name, parameters.all(name));
		}
		return filter;
	}

	/**
	 * Returns the filter of all visitors, of whom some caused the events that are asked
	 * for.
	 */
	static Filter withoutEvents(Parameters parameters) {
		Filter filter = new Filter();
		for (String name : parameters.names()) {
			filter.addSession(name, parameters.all(name));
			filter.addPage(name, parameters.all(name));
		}
		return filter;
	}

	boolean matches(Session session) {
		return this.sessions.test(session);
	}

	boolean matchesView(Step step) {
		return step.isView() && this.pages.test(step);
	}

	boolean matchesEvent(Step step) {
		return step.isEvent() && this.pages.test(step) && this.events.test(step);
	}

	/**
	 * Returns whether only sessions with a page or event that matches are asked for.
	 */
	boolean isOnPages() {
		return this.onPages;
	}

	/**
	 * Returns whether only sessions with an event that matches are asked for.
	 */
	boolean isOnEvents() {
		return this.onEvents;
	}

	private void addSession(String name, List<String> values) {
		if (!values.isEmpty() && Dimensions.OF_SESSION.containsKey(name)) {
			Condition condition = condition(name, values);
			this.sessions = this.sessions.and((session) -> condition.test(Dimensions.ofSession(name).apply(session)));
		}
	}

	private static Condition condition(String name, List<String> values) {
		if (name.equals("language")) {
			return Condition.ofLanguages(values);
		}
		return ONLY_EQUAL.contains(name) ? Condition.ofEqual(values) : Condition.of(values);
	}

	private void addPage(String name, List<String> values) {
		Predicate<Step> test = values.isEmpty() ? null : pageTest(name, values);
		if (test != null) {
			this.pages = this.pages.and(test);
			this.onPages = true;
		}
	}

	private void addEvent(String name, List<String> values) {
		Predicate<Step> test = values.isEmpty() ? null : eventTest(name, values);
		if (test != null) {
			this.events = this.events.and(test);
			this.onEvents = true;
		}
	}

	private static @Nullable Predicate<Step> pageTest(String name, List<String> values) {
		return switch (name) {
			case "path" -> test(Condition.of(values), Step::path);
			case "hostname" -> test(Condition.of(values), Step::hostname);
			case "pattern" -> test(Condition.ofTests(values, Filter::pattern), Step::path);
			case "tag" -> testAny(Condition.ofEqual(values), (step) -> step.tags().keySet());
			default -> pairTest("tag_", name, values, Step::tags);
		};
	}

	private static @Nullable Predicate<Step> eventTest(String name, List<String> values) {
		return switch (name) {
			case "event" -> test(Condition.of(values), Step::eventName);
			case "event_meta_key" -> testAny(Condition.ofEqual(values), (step) -> step.metadata().keySet());
			default -> pairTest("meta_", name, values, Step::metadata);
		};
	}

	private static @Nullable Predicate<Step> pairTest(String prefix, String name, List<String> values,
			Function<Step, Map<String, String>> pairs) {
		if (!name.startsWith(prefix)) {
			return null;
		}
		String key = name.substring(prefix.length());
		return test(Condition.of(values), (step) -> pairs.apply(step).getOrDefault(key, ""));
	}

	private static Predicate<Step> test(Condition condition, Function<Step, String> value) {
		return (step) -> condition.test(value.apply(step));
	}

	private static Predicate<Step> testAny(Condition condition, Function<Step, Collection<String>> values) {
		return (step) -> condition.test(values.apply(step));
	}

	private static Predicate<String> pattern(String value) {
		try {
			return Pattern.compile(value).asPredicate();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidParameter("pattern", "must be a regular expression");
		}
	}

}
