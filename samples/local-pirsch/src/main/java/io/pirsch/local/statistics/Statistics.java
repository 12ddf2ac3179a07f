package io.pirsch.local.statistics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * The statistics of what has arrived by one moment.
 */
public final class Statistics {

	private static final String COUNTS = "visitors views sessions bounces";

	private static final String TOTALS = COUNTS + " bounce_rate cr custom_metric_avg custom_metric_total";

	private static final String PLATFORMS = "platform_desktop platform_mobile platform_unknown "
			+ "relative_platform_desktop relative_platform_mobile relative_platform_unknown";

	private static final String SHARE = "visitors relative_visitors";

	private static final String SHARES = COUNTS + " relative_visitors relative_views bounce_rate";

	private static final String PAGES = SHARES + " average_time_spent_seconds";

	private static final String REFERRERS = "referrer referrer_name referrer_icon visitors sessions bounces "
			+ "bounce_rate relative_visitors";

	private static final String TAGS = "visitors views relative_visitors relative_views";

	private static final String EVENTS = "count visitors views cr average_duration_seconds";

	private static final Map<String, Function<Call, Object>> ENDPOINTS = endpoints();

	/** What is exported by another name than that of its path. */
	private static final Map<String, String> EXPORTS = Map.of("visitors", "/visitor", "pages", "/page", "entry_pages",
			"/page/entry", "exit_pages", "/page/exit", "session_duration", "/duration/session", "languages",
			"/language", "utm", "/utm/source /utm/medium /utm/campaign /utm/content /utm/term", "conversion_goals",
			"/goals");

	private final List<Session> sessions;

	private Statistics(List<Session> sessions) {
		this.sessions = sessions;
	}

	/**
	 * Finds the sessions in what has arrived.
	 * @param hits the hits
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
	 * Answers a question. An empty list is answered with nothing, as in the service.
	 * @param path path of an endpoint
	 * @param parameters query parameters
	 * @param now the current time
	 * @return the answer, to be written as JSON; {@code null} if it is an empty list
	 * @throws InvalidParameter if a parameter is missing or wrong
	 */
	public @Nullable Object answer(String path, Map<String, List<String>> parameters, Instant now) {
		Object answer = ENDPOINTS.getOrDefault(path, (call) -> List.of())
			.apply(new Call(this.sessions, parameters, now));
		return answer.equals(List.of()) ? null : answer;
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
				List<String> paths = List.of(EXPORTS.getOrDefault(name, "/" + name).split(" "));
				for (String path : (call.flag(name) && paths().containsAll(paths)) ? paths : List.<String>of()) {
					zip.putNextEntry(new ZipEntry(path.substring(1).replace('/', '_') + ".csv"));
					zip.write(csv(answer(path, period, now)).getBytes(StandardCharsets.UTF_8));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static Map<String, Function<Call, Object>> endpoints() {
		Map<String, Function<Table, Object>> tables = new HashMap<>();
		// They take data that is not here: places, channels, goals and a search console
		for (String path : List.of("/channel", "/country", "/region", "/city", "/os/version", "/goals", "/keywords",
				"/pages", "/options/channel", "/options/country", "/options/region", "/options/city")) {
			tables.put(path, (table) -> List.of());
		}
		for (String name : List.of("language", "os", "browser", "utm_source", "utm_medium", "utm_campaign",
				"utm_content", "utm_term")) {
			tables.put("/" + name.replace('_', '/'), (table) -> table.ranking(name + " " + SHARE, name));
		}
		tables.put("/browser/version",
				(table) -> table.ranking("browser browser_version " + SHARE, "browser", "browser_version"));
		tables.put("/screen", (table) -> table.ranking("screen_class " + SHARE, "screen_class"));
		tables.put("/referrer", (table) -> table.ranking(REFERRERS, "referrer", "referrer_name"));
		tables.put("/hostname", (table) -> table.ranking("hostname " + SHARES, "hostname"));
		tables.put("/tags", (table) -> table.ranking("key value " + TAGS, "visitors", table.all().of(Hit.Kind.VIEW),
				(view) -> view.all("tag").stream().<List<?>>map(List::of).toList()));
		tables.put("/tag/details", (table) -> table.ranking("value key " + TAGS, "tag_" + table.call().text("tag")));
		tables.put("/page", (table) -> table.pages(PAGES, "visitors", table.all().of(Hit.Kind.VIEW)));
		tables.put("/page/entry",
				(table) -> table.doors("visitors sessions entries entry_rate average_time_spent_seconds", "entries"));
		tables.put("/page/exit", (table) -> table.doors("visitors sessions exits exit_rate", "exits"));
		tables.put("/event/page", (table) -> table.call().has("event") ? table.pagesOfEvent(PAGES) : List.of());
		tables.put("/events", (table) -> table.events("name " + EVENTS + " meta_keys meta_value", "visitors",
				(event) -> Table.keys(event, "event")));
		tables.put("/event/list", (table) -> table.events("name meta visitors count", "count",
				(event) -> List.of(List.of(event.get("event"), event.metadata()))));
		tables.put("/event/meta", Statistics::metadata);
		tables.put("/total", (table) -> table.total(TOTALS));
		tables.put("/growth", (table) -> table.growth(COUNTS + " time_spent cr custom_metric_avg custom_metric_total"));
		tables.put("/platform", (table) -> table.total(PLATFORMS));
		tables.put("/visitor", (table) -> table.series(TOTALS));
		tables.put("/hours", (table) -> table.cycle("hour " + TOTALS, (time) -> List.of(time.getHour())));
		tables.put("/minutes", (table) -> table.cycle("minute " + TOTALS, (time) -> List.of(time.getMinute())));
		tables.put("/weekdays", Statistics::weekdays);
		tables.put("/duration/session", Table::sessionDuration);
		tables.put("/duration/page", (table) -> table.series("path title average_time_spent_seconds=time_on_page"));
		tables.put("/funnel", (table) -> Sessions.funnel(table.call()));
		tables.put("/session/list", Sessions::list);
		tables.put("/session/details", (table) -> Sessions.details(table.call()));
		for (String name : List.of("hostname", "tag", "event", "referrer", "referrer_name", "language", "os", "browser",
				"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")) {
			tables.put("/options/" + name.replace('_', '/'), (table) -> table.options(name));
		}
		tables.put("/options/page", (table) -> table.options("path"));
		tables.put("/options/metadata/keys", (table) -> table.options("event_meta_key"));
		tables.put("/options/metadata", (table) -> table.options("event_meta_value"));
		tables.put("/options/tag/value", (table) -> (table.call().all("tag").size() != 1) ? List.of()
				: table.options("tag_" + table.call().text("tag")));
		Map<String, Function<Call, Object>> endpoints = new HashMap<>();
		tables.forEach((path, answer) -> endpoints.put(path, (call) -> answer.apply(Table.of(call))));
		endpoints.put("/overview", Statistics::overview);
		// About ten minutes if nothing else is asked for
		endpoints.put("/active",
				(call) -> Table.of(call.has("start") ? call : call.with(Map.of("start", List.of("600")))).active());
		return Map.copyOf(endpoints);
	}

	/** Nothing without an event and the key of its metadata, as in the service. */
	private static Object metadata(Table table) {
		boolean asked = table.call().has("event") && table.call().has("event_meta_key");
		return !asked ? List.of() : table.events("meta_value name " + EVENTS, "visitors",
				(event) -> Table.keys(event, "meta_" + table.call().text("event_meta_key"), "event"));
	}

	/** Weeks begin on Monday, which is day 0. Hours in which nobody came have no row. */
	private static Object weekdays(Table table) {
		return table
			.cycle("weekday hour " + COUNTS, (time) -> List.of(time.getDayOfWeek().getValue() - 1, time.getHour()))
			.stream()
			.filter((row) -> !Objects.equals(row.get("visitors"), 0))
			.toList();
	}

	/** Filters do not apply to it, and it has a period of its own. */
	private static Object overview(Call call) {
		LocalDate today = LocalDate.ofInstant(call.now(), Period.zone(call));
		Table week = Table.of(new Call(call.sessions(),
				Map.of("from", List.of(today.minusDays(6).toString()), "to", List.of(today.toString())), call.now()));
		Map<String, @Nullable Object> row = week.total("visitors views");
		row.put("member", 1);
		row.putAll(week.growth("visitors views"));
		row.put("visitors_time_series", week.series(TOTALS));
		return row;
	}

	private static String csv(@Nullable Object answer) {
		List<?> rows = (answer instanceof List<?> list) ? list : (answer != null) ? List.of(answer) : List.of();
		StringBuilder csv = new StringBuilder();
		for (Object row : rows) {
			// All rows of an answer have the same columns
			csv.append(csv.isEmpty() ? line(((Map<?, ?>) row).keySet()) : "").append(line(((Map<?, ?>) row).values()));
		}
		return csv.toString();
	}

	private static String line(Collection<?> values) {
		return values.stream()
			.map((value) -> '"' + Objects.toString(value, "").replace("\"", "\"\"") + '"')
			.collect(Collectors.joining(",", "", "\n"));
	}

}
