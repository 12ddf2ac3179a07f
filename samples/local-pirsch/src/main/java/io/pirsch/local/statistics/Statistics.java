package io.pirsch.local.statistics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

	private static final String COUNTS = "visitors views sessions bounces";

	private static final String TOTALS = COUNTS + " bounce_rate cr custom_metric_avg custom_metric_total";

	private static final String GROWING = COUNTS + " time_spent cr custom_metric_avg custom_metric_total";

	private static final String PLATFORMS = "platform_desktop platform_mobile platform_unknown "
			+ "relative_platform_desktop relative_platform_mobile relative_platform_unknown";

	private static final String TAGS = "key value visitors views relative_visitors relative_views";

	private static final String EVENTS = "name count visitors views cr average_duration_seconds";

	private static final LocalDateTime MONDAY = LocalDate.of(2026, 11, 23).atStartOfDay();

	private static final Map<String, Function<Call, @Nullable Object>> ENDPOINTS = endpoints();

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

	private static Map<String, Function<Call, @Nullable Object>> endpoints() {
		Map<String, Function<Table, @Nullable Object>> tables = new HashMap<>();
		// They take data that is not here: places, channels, goals and a search console
		for (String path : List.of("/channel", "/country", "/region", "/city", "/os/version", "/goals", "/keywords",
				"/pages", "/options/channel", "/options/country", "/options/region", "/options/city")) {
			tables.put(path, (table) -> null);
		}
		Dimension.ALL.forEach((name, dimension) -> {
			tables.put("/" + dimension.ranking(), (table) -> table.ranking(dimension));
			tables.put("/options/" + dimension.options(),
					(table) -> table.options(dimension.of(), (step) -> step.all(name)));
		});
		// Those without a ranking or options
		tables.keySet().removeAll(Set.of("/", "/options/"));
		tables.put("/options/tag/value", (table) -> (table.call().all("tag").size() != 1) ? null
				: table.options(Hit.Kind.VIEW, (view) -> view.all("tag_" + table.call().text("tag"))));
		tables.put("/options/metadata",
				(table) -> table.options(Hit.Kind.EVENT, (event) -> table.call().has("event_meta_key")
						? event.metadata(table.call().all("event_meta_key")) : event.metadata().values()));
		tables.put("/total", (table) -> table.total(TOTALS));
		tables.put("/growth", (table) -> table.growth(GROWING));
		tables.put("/platform", (table) -> table.total(PLATFORMS));
		tables.put("/visitor", (table) -> table.series(TOTALS));
		tables.put("/duration/session", Table::sessionDuration);
		tables.put("/duration/page", (table) -> table.averages("time_on_page"));
		tables.put("/hours", (table) -> table.series("hour " + TOTALS, times(ChronoUnit.HOURS, 24),
				(time) -> Map.of("hour", time.getHour())));
		tables.put("/minutes", (table) -> table.series("minute " + TOTALS, times(ChronoUnit.MINUTES, 60),
				(time) -> Map.of("minute", time.getMinute())));
		tables.put("/weekdays", Statistics::weekdays);
		tables.put("/page/entry",
				(table) -> table.doors("visitors sessions entries entry_rate average_time_spent_seconds", "entries"));
		tables.put("/page/exit", (table) -> table.doors("visitors sessions exits exit_rate", "exits"));
		tables.put("/tags", (table) -> table.ranking(TAGS, "visitors", table.all().of(Hit.Kind.VIEW),
				(view) -> Table.keys("key", view.all("tag"))));
		tables.put("/tag/details", (table) -> table.ranking(TAGS, "visitors", table.all().of(Hit.Kind.VIEW),
				(view) -> Table.keys("value", view.all("tag_" + table.call().text("tag")))));
		tables.put("/events", (table) -> table.events(EVENTS + " meta_keys meta_value", "visitors",
				(event) -> Table.keys("name", event.all("event"))));
		tables.put("/event/list", (table) -> table.events("name meta visitors count", "count",
				(event) -> List.of(Call.row("name", event.get("event"), "meta", event.metadata()))));
		tables.put("/event/meta",
				(table) -> !table.call().has("event") ? null : table.events(EVENTS + " meta_value", "visitors",
						(event) -> event.metadata(table.call().all("event_meta_key"))
							.stream()
							.<Map<String, ?>>map((value) -> Call.row("meta_value", value, "name", event.get("event")))
							.toList()));
		tables.put("/event/page", (table) -> !table.call().has("event") ? null : table.pagesOfEvent());
		tables.put("/funnel", (table) -> Sessions.funnel(table.call()));
		tables.put("/session/list", Sessions::list);
		tables.put("/session/details", (table) -> Sessions.details(table.call()));
		Map<String, Function<Call, @Nullable Object>> endpoints = new HashMap<>();
		tables.forEach((path, answer) -> endpoints.put(path, (call) -> answer.apply(Table.of(call))));
		endpoints.put("/overview", Statistics::overview);
		endpoints.put("/active", Statistics::active);
		return Map.copyOf(endpoints);
	}

	private static List<LocalDateTime> times(ChronoUnit unit, int number) {
		return Stream.iterate(MONDAY, (time) -> time.plus(1, unit)).limit(number).toList();
	}

	/** Weeks begin on Monday, which is day 0. Hours in which nobody came have no row. */
	private static @Nullable Object weekdays(Table table) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>(
				table.series("weekday hour " + COUNTS, times(ChronoUnit.HOURS, 7 * 24),
						(time) -> Map.of("weekday", time.getDayOfWeek().getValue() - 1, "hour", time.getHour())));
		rows.removeIf((row) -> Objects.equals(row.get("visitors"), 0));
		return rows.isEmpty() ? null : rows;
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

	/** Asks about ten minutes if nothing else is asked for. */
	private static Object active(Call call) {
		return Table.of(call.has("start") ? call : call.with(Map.of("start", List.of("600")))).active();
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
