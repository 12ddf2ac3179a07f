package io.pirsch.local.statistics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * The statistics of what has arrived by one moment.
 */
public final class Statistics {

	private static final String EVENT = "count visitors views cr average_duration_seconds";

	private static final Map<String, Function<Call, @Nullable Object>> ENDPOINTS = endpoints();

	/** What can be exported, with the paths of the answers. */
	private static final Map<String, String> FILES = Map.ofEntries(Map.entry("visitors", "/visitor"),
			Map.entry("pages", "/page"), Map.entry("entry_pages", "/page/entry"), Map.entry("exit_pages", "/page/exit"),
			Map.entry("session_duration", "/duration/session"), Map.entry("growth", "/growth"),
			Map.entry("languages", "/language"), Map.entry("referrer", "/referrer"), Map.entry("os", "/os"),
			Map.entry("browser", "/browser"), Map.entry("country", "/country"), Map.entry("region", "/region"),
			Map.entry("city", "/city"), Map.entry("platform", "/platform"), Map.entry("screen", "/screen"),
			Map.entry("utm", "/utm/source /utm/medium /utm/campaign /utm/content /utm/term"),
			Map.entry("conversion_goals", "/goals"), Map.entry("events", "/events"), Map.entry("tags", "/tags"),
			Map.entry("hostname", "/hostname"));

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
		return new Statistics(Session.find(hits, salt));
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
		return ENDPOINTS.getOrDefault(path, (call) -> null).apply(new Call(this.sessions, parameters, now));
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
		Call call = new Call(this.sessions, parameters, now);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (String name : call.parameters().keySet()) {
				if (call.flag(name) && FILES.containsKey(name)) {
					for (String path : FILES.getOrDefault(name, "").split(" ")) {
						zip.putNextEntry(new ZipEntry(path.substring(1).replace('/', '_') + ".csv"));
						zip.write(csv(answer(path, period, now)).getBytes(StandardCharsets.UTF_8));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static Map<String, Function<Call, @Nullable Object>> endpoints() {
		Map<String, Function<Call, @Nullable Object>> endpoints = new HashMap<>();
		Dimension.ALL.forEach((name, dimension) -> {
			endpoints.put("/" + dimension.ranking(), (call) -> Ranking.of(call, dimension));
			endpoints.put("/options/" + dimension.options(),
					(call) -> Ranking.options(call, dimension.of(), (step) -> step.all(name)));
		});
		// They take data that is not here: places, channels, goals and a search console
		for (String path : List.of("/channel", "/country", "/region", "/city", "/os/version", "/goals", "/keywords",
				"/pages", "/options/channel", "/options/country", "/options/region", "/options/city")) {
			endpoints.put(path, (call) -> null);
		}
		endpoints.put("/overview", Numbers::overview);
		endpoints.put("/total", (call) -> Numbers.total(call, call.period(), Numbers.TOTALS));
		endpoints.put("/growth", (call) -> Numbers.growth(call, Numbers.GROWING));
		endpoints.put("/active", Numbers::active);
		endpoints.put("/platform", Numbers::platform);
		endpoints.put("/visitor", Numbers::visitors);
		endpoints.put("/hours", (call) -> Numbers.partsOfTime(call, "hour", ChronoField.HOUR_OF_DAY));
		endpoints.put("/minutes", (call) -> Numbers.partsOfTime(call, "minute", ChronoField.MINUTE_OF_HOUR));
		endpoints.put("/weekdays", Numbers::weekdays);
		endpoints.put("/duration/session", Numbers::sessionDuration);
		endpoints.put("/duration/page", Numbers::timeOnPage);
		endpoints.put("/funnel", Sessions::funnel);
		endpoints.put("/session/list", Sessions::list);
		endpoints.put("/session/details", Sessions::details);
		Dimension page = Objects.requireNonNull(Dimension.ALL.get("path"));
		endpoints.put("/event/page", (call) -> Ranking.pagesOfEvent(call, page));
		endpoints.put("/page/entry", (call) -> Ranking.doors(call,
				"visitors sessions entries entry_rate average_time_spent_seconds", "entries"));
		endpoints.put("/page/exit", (call) -> Ranking.doors(call, "visitors sessions exits exit_rate", "exits"));
		endpoints.put("/tags", (call) -> Ranking.tags(call, "key", (view) -> view.tags().keySet()));
		endpoints.put("/tag/details",
				(call) -> Ranking.tags(call, "value", (view) -> values(view.tags(), List.of(call.text("tag")))));
		endpoints.put("/options/tag/value", (call) -> (call.all("tag").size() != 1) ? null
				: Ranking.options(call, Dimension.Of.VIEWS, (step) -> step.all("tag_" + call.text("tag"))));
		endpoints.put("/options/metadata",
				(call) -> Ranking.options(call, Dimension.Of.EVENTS, (event) -> values(event.metadata(),
						call.has("event_meta_key") ? call.all("event_meta_key") : event.metadata().keySet())));
		endpoints.put("/events", (call) -> Ranking.events(call, (event) -> event.all("event"), EVENT, "name",
				"visitors", (name, events) -> Call.row("name", name, "meta_keys", keys(events), "meta_value", "")));
		endpoints.put("/event/meta",
				(call) -> !call.has("event") ? null : Ranking.events(call,
						(event) -> values(event.metadata(), call.all("event_meta_key")).stream()
							.map((value) -> List.of(event.get("event"), value))
							.toList(),
						EVENT, "meta_value", "visitors",
						(key, events) -> Call.row("name", key.get(0), "meta_keys", null, "meta_value", key.get(1))));
		endpoints.put("/event/list",
				(call) -> Ranking.events(call, (event) -> List.of(List.of(event.get("event"), event.metadata())),
						"visitors count", "name", "count",
						(key, events) -> Call.row("name", key.get(0), "meta", key.get(1))));
		// Those without a ranking or options
		endpoints.keySet().removeAll(Set.of("/", "/options/"));
		return Map.copyOf(endpoints);
	}

	private static List<String> values(Map<String, String> texts, Collection<String> keys) {
		return keys.stream().filter(texts::containsKey).map((key) -> texts.getOrDefault(key, "")).toList();
	}

	private static @Nullable Object keys(Group events) {
		Set<String> keys = new TreeSet<>();
		events.steps().forEach((event) -> keys.addAll(event.all("event_meta_key")));
		return keys.isEmpty() ? null : List.copyOf(keys);
	}

	private static String csv(@Nullable Object answer) {
		List<?> rows = (answer instanceof List<?> list) ? list : (answer != null) ? List.of(answer) : List.of();
		if (rows.isEmpty()) {
			return "";
		}
		// All rows of an answer have the same columns
		Stream<Collection<?>> columns = Stream.of(((Map<?, ?>) rows.get(0)).keySet());
		return Stream.concat(columns, rows.stream().map((row) -> ((Map<?, ?>) row).values()))
			.map(Statistics::line)
			.collect(Collectors.joining());
	}

	private static String line(Collection<?> values) {
		return values.stream()
			.map((value) -> '"' + Objects.toString(value, "").replace("\"", "\"\"") + '"')
			.collect(Collectors.joining(",", "", "\n"));
	}

}
