package io.pirsch.local.statistics;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The statistics of what has arrived by one moment.
 */
public final class Statistics {

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
	public static Statistics of(List<? extends Hit> hits, String salt) {
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
		Function<Question, @Nullable Object> endpoint = ENDPOINTS.get(path);
		if (endpoint == null) {
			throw new IllegalArgumentException("There is no endpoint " + path);
		}
		return endpoint.apply(new Question(this.sessions, new Parameters(parameters), now));
	}

	private static Map<String, Function<Question, @Nullable Object>> endpoints() {
		Map<String, Function<Question, @Nullable Object>> endpoints = new HashMap<>();
		endpoints.put("/overview", TotalStatistics::overview);
		endpoints.put("/total", TotalStatistics::total);
		endpoints.put("/growth", TotalStatistics::growth);
		endpoints.put("/active", TotalStatistics::active);
		endpoints.put("/platform", TotalStatistics::platform);
		endpoints.put("/visitor", TimeStatistics::visitors);
		endpoints.put("/hours", TimeStatistics::hours);
		endpoints.put("/minutes", TimeStatistics::minutes);
		endpoints.put("/weekdays", TimeStatistics::weekdays);
		endpoints.put("/duration/session", TimeStatistics::sessionDuration);
		endpoints.put("/duration/page", TimeStatistics::timeOnPage);
		endpoints.put("/hostname", PageStatistics::hostnames);
		endpoints.put("/page", PageStatistics::pages);
		endpoints.put("/page/entry", PageStatistics::entryPages);
		endpoints.put("/page/exit", PageStatistics::exitPages);
		endpoints.put("/event/page", PageStatistics::eventPages);
		endpoints.put("/events", EventStatistics::events);
		endpoints.put("/event/meta", EventStatistics::metadata);
		endpoints.put("/event/list", EventStatistics::list);
		endpoints.put("/tags", EventStatistics::tags);
		endpoints.put("/tag/details", EventStatistics::tagDetails);
		endpoints.put("/referrer", VisitorStatistics::referrers);
		endpoints.put("/browser/version", VisitorStatistics::browserVersions);
		Map.of("/language", "language", "/os", "os", "/browser", "browser", "/screen", "screen_class")
			.forEach((path, name) -> endpoints.put(path, (question) -> VisitorStatistics.property(question, name)));
		for (String part : List.of("source", "medium", "campaign", "content", "term")) {
			endpoints.put("/utm/" + part, (question) -> VisitorStatistics.campaign(question, "utm_" + part));
			endpoints.put("/options/utm/" + part, (question) -> Options.ofSessions(question, "utm_" + part));
		}
		endpoints.put("/session/list", SessionStatistics::list);
		endpoints.put("/session/details", SessionStatistics::details);
		addOptions(endpoints);
		addUnknown(endpoints);
		return Map.copyOf(endpoints);
	}

	private static void addOptions(Map<String, Function<Question, @Nullable Object>> endpoints) {
		Map.of("referrer", "referrer", "referrer/name", "referrer_name", "language", "language", "os", "os", "browser",
				"browser")
			.forEach((path, name) -> endpoints.put("/options/" + path,
					(question) -> Options.ofSessions(question, name)));
		endpoints.put("/options/hostname",
				(question) -> Options.ofViews(question, (view) -> Stream.of(view.hostname())));
		endpoints.put("/options/page", (question) -> Options.ofViews(question, (view) -> Stream.of(view.path())));
		endpoints.put("/options/tag", (question) -> Options.ofViews(question, (view) -> view.tags().keySet().stream()));
		endpoints.put("/options/tag/value", Options::ofTag);
		endpoints.put("/options/event",
				(question) -> Options.ofEvents(question, (event) -> Stream.of(event.eventName())));
		endpoints.put("/options/metadata/keys",
				(question) -> Options.ofEvents(question, (event) -> event.metadata().keySet().stream()));
		endpoints.put("/options/metadata", Options::ofMetadata);
	}

	/**
	 * What takes data that is not here: places, channels, versions of systems, goals and
	 * a search console.
	 */
	private static void addUnknown(Map<String, Function<Question, @Nullable Object>> endpoints) {
		for (String path : List.of("/channel", "/country", "/region", "/city", "/os/version", "/goals", "/keywords",
				"/pages", "/options/channel", "/options/country", "/options/region", "/options/city")) {
			endpoints.put(path, (question) -> null);
		}
	}

}
