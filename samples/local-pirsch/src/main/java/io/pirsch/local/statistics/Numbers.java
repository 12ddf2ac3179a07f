package io.pirsch.local.statistics;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of a period as a whole, and over time.
 */
final class Numbers {

	private static final String COUNTS = "visitors views sessions bounces";

	static final String TOTALS = COUNTS + " bounce_rate cr custom_metric_avg custom_metric_total";

	static final String GROWING = COUNTS + " time_spent cr custom_metric_avg custom_metric_total";

	private static final int ACTIVE_SECONDS = 600;

	private static final int OVERVIEW_DAYS = 7;

	private Numbers() {
	}

	static Map<String, @Nullable Object> total(Call call, Period period, String numbers) {
		Group all = call.select(period, true);
		return call.add(Call.row(), numbers, all, all, call.everybody(period));
	}

	static Map<String, @Nullable Object> growth(Call call, String numbers) {
		Map<String, @Nullable Object> before = total(call, call.period().previous(), numbers);
		Map<String, @Nullable Object> growth = Call.row();
		total(call, call.period(), numbers).forEach((name, value) -> {
			double current = ((Number) Objects.requireNonNull(value)).doubleValue();
			double previous = ((Number) Objects.requireNonNull(before.get(name))).doubleValue();
			growth.put(name + "_growth", (previous != 0) ? (current - previous) / previous : Math.signum(current));
		});
		return growth;
	}

	/** Filters do not apply to it, and it has a period of its own. */
	static Object overview(Call call) {
		LocalDate today = call.now().atZone(Period.zone(call)).toLocalDate();
		Call week = new Call(call.sessions(),
				Map.of("from", List.of(today.minusDays(OVERVIEW_DAYS - 1).toString()), "to", List.of(today.toString())),
				call.now());
		Map<String, @Nullable Object> row = total(week, week.period(), "visitors views");
		row.put("member", 1);
		row.putAll(growth(week, "visitors views"));
		row.put("visitors_time_series", visitors(week));
		return row;
	}

	static Object active(Call call) {
		Period period = Period.last(call.number("start", ACTIVE_SECONDS, Period.MAX_START), call.now(),
				Period.zone(call));
		Group all = call.select(period, true);
		@Nullable Object pages = Ranking.ranked(call, Group.by(all.of(Dimension.Of.VIEWS), (view) -> List.of(view.path())),
				(path, group) -> Call.row("path", path, "title", "", "visitors", group.visitors().size()), "path",
				"visitors");
		Set<String> visitors = all.visitors();
		call.sessions()
			.stream()
			.flatMap((session) -> session.steps.stream())
			.filter((step) -> step.isExtension() && period.contains(step.time()))
			.forEach((step) -> visitors.add(step.session().visitorId));
		return Call.row("stats", pages, "countries", null, "visitors", visitors.size());
	}

	static Object platform(Call call) {
		Group all = call.group();
		Map<String, Group> platforms = Group.by(all.steps(), (step) -> step.all("platform"));
		Map<String, @Nullable Object> row = Call.row();
		for (String number : List.of("visitors", "relative_visitors")) {
			for (String platform : List.of("desktop", "mobile", "unknown")) {
				row.put(number.replace("visitors", "platform_" + platform),
						platforms.getOrDefault(platform, Group.NOBODY).number(number, call, all, Group.NOBODY));
			}
		}
		return row;
	}

	static Object visitors(Call call) {
		return byPoint(call, Group::steps, TOTALS);
	}

	static Object sessionDuration(Call call) {
		return averages(call, (all) -> all.sessions().stream().map(Session::entry).toList(), "time_spent");
	}

	static Object timeOnPage(Call call) {
		return averages(call, (all) -> all.of(Dimension.Of.VIEWS), "time_on_page");
	}

	private static Object averages(Call call, Function<Group, Collection<Step>> measured, String number) {
		List<Map<String, @Nullable Object>> rows = byPoint(call, measured, number);
		rows.forEach((row) -> row
			.putAll(Call.row("path", "", "title", "", "average_time_spent_seconds", row.remove(number))));
		return rows;
	}

	/** The points are dates or minutes of the zone, although written as if in UTC. */
	private static List<Map<String, @Nullable Object>> byPoint(Call call, Function<Group, Collection<Step>> counted,
			String numbers) {
		Period period = call.period();
		return by(call, counted, period.points(), (time) -> period.point(time.toInstant()), (point) -> {
			Map<String, @Nullable Object> row = Call.row("day", null, "week", null, "month", null, "year", null,
					"minute", null);
			row.put(period.scale(), point.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME) + "Z");
			return row;
		}, numbers);
	}

	/** Counts by a part of the time of day. */
	static Object partsOfTime(Call call, String name, ChronoField part) {
		return by(call, Group::steps, IntStream.rangeClosed(0, (int) part.range().getMaximum()).boxed().toList(),
				(time) -> time.get(part), (value) -> Call.row(name, value), TOTALS);
	}

	/**
	 * Weeks begin on Monday, which is day 0. Only hours in which somebody came have a
	 * row.
	 */
	static @Nullable Object weekdays(Call call) {
		List<?> rows = by(call, Group::steps, IntStream.range(0, 7 * 24).boxed().toList(),
				(time) -> (time.getDayOfWeek().getValue() - 1) * 24 + time.getHour(),
				(hour) -> Call.row("weekday", hour / 24, "hour", hour % 24), COUNTS)
			.stream()
			.filter((row) -> !Objects.equals(row.get("visitors"), 0))
			.toList();
		return rows.isEmpty() ? null : rows;
	}

	/** Returns a row for each part of the time, whether somebody came or not. */
	private static <K> List<Map<String, @Nullable Object>> by(Call call, Function<Group, Collection<Step>> counted,
			List<K> parts, Function<ZonedDateTime, K> part, Function<K, Map<String, @Nullable Object>> row,
			String numbers) {
		Period period = call.period();
		Function<Step, List<K>> ofStep = (step) -> List.of(part.apply(step.time().atZone(period.zone())));
		Group all = call.select(period, true);
		Map<K, Group> groups = Group.by(counted.apply(all), ofStep);
		Map<K, Group> possible = Group.by(call.everybody(period).steps(), ofStep);
		return parts.stream()
			.map((one) -> call.add(row.apply(one), numbers, groups.getOrDefault(one, Group.NOBODY), all,
					possible.getOrDefault(one, Group.NOBODY)))
			.toList();
	}

}
