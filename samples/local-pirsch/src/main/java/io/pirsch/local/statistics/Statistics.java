package io.pirsch.local.statistics;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The statistics of what has arrived by one moment.
 */
public final class Statistics {

	private static final String SHARE = "visitors relative_visitors";

	private static final String SHARES = "visitors views sessions bounces relative_visitors relative_views bounce_rate";

	private static final String EVENT = "count visitors views cr average_duration_seconds";

	private static final Function<Selection, Collection<Step>> ALL = (selection) -> selection.all().steps();

	private static final Map<String, Function<Question, @Nullable Object>> ENDPOINTS = endpoints();

	private final List<Session> sessions;

	private Statistics(List<Session> sessions) {
		this.sessions = sessions;
	}

	/**
	 * Finds the sessions in what has arrived.
	 * @param hits the hits, in the order they arrived
	 * @param salt makes the ids of visitors unlike those of others
	 * @return the statistics
	 */
	public static Statistics of(List<Hit> hits, String salt) {
		return new Statistics(Sessions.of(hits, salt));
	}

	/**
	 * Returns what can be asked for.
	 * @return the paths of the endpoints, below that of all statistics
	 */
	public static Set<String> paths() {
		return ENDPOINTS.keySet();
	}

	/**
	 * Answers a question.
	 * @param path path of an endpoint
	 * @param parameters query parameters
	 * @param now the current time
	 * @return the answer, to be written as JSON; {@code null} if it is an empty list
	 * @throws InvalidParameter if a parameter is missing or wrong
	 */
	public @Nullable Object answer(String path, Map<String, List<String>> parameters, Instant now) {
		return ENDPOINTS.getOrDefault(path, (question) -> null)
			.apply(new Question(this.sessions, new Parameters(parameters), now));
	}

	/**
	 * Exports the answers that the parameters ask for.
	 * @param parameters query parameters
	 * @param now the current time
	 * @return a ZIP file with CSV files
	 * @throws InvalidParameter if a parameter is missing or wrong
	 */
	public byte[] export(Map<String, List<String>> parameters, Instant now) {
		// Not those that say what to export, which are also names of filters
		Map<String, List<String>> period = new HashMap<>(parameters);
		period.keySet().retainAll(Set.of("from", "to", "tz"));
		return Export.zip(new Parameters(parameters), (path) -> answer(path, period, now));
	}

	private static Map<String, Function<Question, @Nullable Object>> endpoints() {
		Map<String, Function<Question, @Nullable Object>> endpoints = new HashMap<>();
		endpoints.put("/overview", Numbers::overview);
		endpoints.put("/total", Numbers::total);
		endpoints.put("/growth", Numbers::growth);
		endpoints.put("/active", Numbers::active);
		endpoints.put("/platform", Numbers::platform);
		endpoints.put("/visitor", Numbers::visitors);
		endpoints.put("/hours", (question) -> Numbers.partsOfTime(question, "hour", ChronoField.HOUR_OF_DAY));
		endpoints.put("/minutes", (question) -> Numbers.partsOfTime(question, "minute", ChronoField.MINUTE_OF_HOUR));
		endpoints.put("/weekdays", Numbers::weekdays);
		endpoints.put("/duration/session", Numbers::sessionDuration);
		endpoints.put("/duration/page", Numbers::timeOnPage);
		endpoints.put("/funnel", Funnel::answer);
		endpoints.put("/session/list", SessionLists::list);
		endpoints.put("/session/details", SessionLists::details);
		Ranking pages = new Ranking(Selection::views, "path title", SHARES + " average_time_spent_seconds");
		endpoints.put("/page", pages::answer);
		endpoints.put("/event/page", pages::ofEvent);
		endpoints.put("/page/entry", (question) -> Ranking.doors(question, Session::entry, "entries", "entry_rate"));
		endpoints.put("/page/exit", (question) -> Ranking.doors(question, Session::exit, "exits", "exit_rate"));
		endpoints.put("/hostname", new Ranking(Selection::views, "hostname", SHARES)::answer);
		endpoints.put("/referrer", new Ranking(ALL, "referrer referrer_name referrer_icon",
				"visitors sessions bounces bounce_rate relative_visitors")::answer);
		endpoints.put("/browser/version", new Ranking(ALL, "browser browser_version", SHARE)::answer);
		Map.of("/language", "language", "/os", "os", "/browser", "browser", "/screen", "screen_class")
			.forEach((path, column) -> endpoints.put(path, new Ranking(ALL, column, SHARE)::answer));
		endpoints.put("/tags", (question) -> Ranking.tags(question, false));
		endpoints.put("/tag/details", (question) -> Ranking.tags(question, true));
		addEvents(endpoints);
		addOptions(endpoints);
		// They take data that is not here: places, channels, goals and a search console
		for (String path : List.of("/channel", "/country", "/region", "/city", "/os/version", "/goals", "/keywords",
				"/pages", "/options/channel", "/options/country", "/options/region", "/options/city")) {
			endpoints.put(path, (question) -> null);
		}
		return Map.copyOf(endpoints);
	}

	private static void addEvents(Map<String, Function<Question, @Nullable Object>> endpoints) {
		endpoints.put("/events", (question) -> Ranking.events(question, (event) -> event.all("event"), EVENT, "name",
				"visitors", (name, events) -> Question.row("name", name, "meta_keys", keys(events), "meta_value", "")));
		endpoints.put("/event/meta", (question) -> {
			List<String> keys = question.parameters().all("event_meta_key");
			return !question.parameters().has("event") ? null : Ranking.events(question,
					(event) -> keys.stream()
						.filter(event.metadata::containsKey)
						.map((key) -> List.of(event.get("event"), event.metadata.getOrDefault(key, "")))
						.toList(),
					EVENT, "meta_value", "visitors",
					(key, events) -> Question.row("name", key.get(0), "meta_keys", null, "meta_value", key.get(1)));
		});
		endpoints.put("/event/list",
				(question) -> Ranking.events(question, (event) -> List.of(List.of(event.get("event"), event.metadata)),
						"visitors count", "name", "count",
						(key, events) -> Question.row("name", key.get(0), "meta", key.get(1))));
	}

	private static @Nullable Object keys(Group events) {
		List<String> keys = events.steps()
			.stream()
			.flatMap((event) -> event.metadata.keySet().stream())
			.distinct()
			.sorted()
			.toList();
		return keys.isEmpty() ? null : keys;
	}

	private static void addOptions(Map<String, Function<Question, @Nullable Object>> endpoints) {
		for (String part : List.of("source", "medium", "campaign", "content", "term")) {
			endpoints.put("/utm/" + part, new Ranking(ALL, "utm_" + part, SHARE)::answer);
			addOptions(endpoints, "utm/" + part, ALL, (step) -> step.all("utm_" + part));
		}
		Map.of("referrer", "referrer", "referrer/name", "referrer_name", "language", "language", "os", "os", "browser",
				"browser")
			.forEach((path, name) -> addOptions(endpoints, path, ALL, (step) -> step.all(name)));
		Map.of("hostname", "hostname", "page", "path", "tag", "tag")
			.forEach((path, name) -> addOptions(endpoints, path, Selection::views, (step) -> step.all(name)));
		Map.of("event", "event", "metadata/keys", "event_meta_key")
			.forEach((path, name) -> addOptions(endpoints, path, Selection::events, (step) -> step.all(name)));
		endpoints.put("/options/tag/value", (question) -> {
			List<String> keys = question.parameters().all("tag");
			return (keys.size() != 1) ? null
					: Ranking.options(question, Selection::views, (step) -> step.all("tag_" + keys.get(0)));
		});
		endpoints.put("/options/metadata", (question) -> {
			List<String> keys = question.parameters().all("event_meta_key");
			return Ranking.options(question, Selection::events,
					(step) -> step.metadata.keySet()
						.stream()
						.filter((key) -> keys.isEmpty() || keys.contains(key))
						.map((key) -> step.metadata.getOrDefault(key, ""))
						.toList());
		});
	}

	private static void addOptions(Map<String, Function<Question, @Nullable Object>> endpoints, String path,
			Function<Selection, Collection<Step>> steps, Function<Step, Collection<String>> values) {
		endpoints.put("/options/" + path, (question) -> Ranking.options(question, steps, values));
	}

}
