package io.pirsch.local.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of a period as a whole, and over time.
 */
final class Numbers {

	private static final String COUNTS = "visitors views sessions bounces";

	private static final String TOTALS = COUNTS + " bounce_rate cr custom_metric_avg custom_metric_total";

	private static final String GROWING = COUNTS + " time_spent cr custom_metric_avg custom_metric_total";

	private static final int ACTIVE_SECONDS = 600;

	private static final int OVERVIEW_DAYS = 7;

	private Numbers() {
	}

	static Object total(Question question) {
		return total(question, question.period(), TOTALS);
	}

	static Object growth(Question question) {
		return growth(question, question.period(), GROWING);
	}

	/**
	 * Filters do not apply to it, and it has a period of its own.
	 */
	static Object overview(Question question) {
		LocalDate today = question.now().atZone(Period.zone(question.parameters())).toLocalDate();
		Question week = new Question(
				question.sessions(), new Parameters(Map.of("from",
						List.of(today.minusDays(OVERVIEW_DAYS - 1).toString()), "to", List.of(today.toString()))),
				question.now());
		Map<String, @Nullable Object> row = total(week, week.period(), "visitors views");
		row.put("member", 1);
		row.putAll(growth(week, week.period(), "visitors views"));
		row.put("visitors_time_series", visitors(week));
		return row;
	}

	static Object active(Question question) {
		int seconds = question.parameters().number("start", ACTIVE_SECONDS, Period.MAX_START);
		Period period = Period.last(seconds, question.now(), Period.zone(question.parameters()));
		Selection selection = question.selection(period);
		@Nullable Object pages = Ranking.ranked(question, Group.by(selection.views(), (view) -> List.of(view.path())),
				(path, group) -> Question.row("path", path, "title", "", "visitors", group.visitors().size()), "path",
				"visitors");
		Set<String> visitors = selection.all().visitors();
		question.sessions()
			.stream()
			.filter((session) -> session.steps()
				.stream()
				.anyMatch((step) -> step.kind == Hit.Kind.EXTENSION && period.contains(step.time)))
			.forEach((session) -> visitors.add(session.visitorId()));
		return Question.row("stats", pages, "countries", null, "visitors", visitors.size());
	}

	static Object platform(Question question) {
		Group all = question.selection().all();
		Map<String, Group> platforms = Group.by(all.steps(), (step) -> List.of(step.get("platform")));
		Map<String, @Nullable Object> row = Question.row();
		for (String number : List.of("visitors", "relative_visitors")) {
			for (String platform : List.of("desktop", "mobile", "unknown")) {
				row.put(number.replace("visitors", "platform_" + platform),
						platforms.getOrDefault(platform, Group.NOBODY)
							.number(number, question.parameters(), all, null));
			}
		}
		return row;
	}

	/**
	 * Has a row for each point of the time, whether somebody came or not.
	 */
	static Object visitors(Question question) {
		Period period = question.period();
		return by(question, period.points(), (time) -> period.point(time.toInstant()), (point) -> row(period, point),
				TOTALS);
	}

	/**
	 * Has a row for each value of a part of the time of day.
	 */
	static Object partsOfTime(Question question, String name, ChronoField part) {
		return by(question, IntStream.rangeClosed(0, (int) part.range().getMaximum()).boxed().toList(),
				(time) -> time.get(part), (value) -> Question.row(name, value), TOTALS);
	}

	/**
	 * Weeks begin on Monday, which is day 0. Only hours in which somebody came have a
	 * row.
	 */
	static @Nullable Object weekdays(Question question) {
		List<?> rows = by(question, IntStream.range(0, 7 * 24).boxed().toList(),
				(time) -> (time.getDayOfWeek().getValue() - 1) * 24 + time.getHour(),
				(hour) -> Question.row("weekday", hour / 24, "hour", hour % 24), COUNTS)
			.stream()
			.filter((row) -> !Objects.equals(row.get("visitors"), 0))
			.toList();
		return rows.isEmpty() ? null : rows;
	}

	static Object sessionDuration(Question question) {
		return averages(question, question.selection().all().sessions(), Session::start, Session::seconds);
	}

	static Object timeOnPage(Question question) {
		return averages(question, question.selection().views(), (step) -> step.time,
				(step) -> step.session.secondsOn(step));
	}

	private static <K> List<Map<String, @Nullable Object>> by(Question question, List<K> keys,
			Function<ZonedDateTime, K> key, Function<K, Map<String, @Nullable Object>> row, String numbers) {
		Period period = question.period();
		Function<Step, List<K>> ofStep = (step) -> List.of(key.apply(step.time.atZone(period.zone())));
		Group all = question.selection().all();
		Map<K, Group> groups = Group.by(all.steps(), ofStep);
		// Without an event there is nothing to convert to
		Map<K, Group> possible = question.parameters().has("event")
				? Group.by(question.everybody(period).steps(), ofStep) : Map.of();
		return keys.stream()
			.map((one) -> question.add(row.apply(one), numbers, groups.getOrDefault(one, Group.NOBODY), all,
					possible.get(one)))
			.toList();
	}

	private static <T> Object averages(Question question, Collection<T> measured, Function<T, Instant> time,
			ToLongFunction<T> seconds) {
		Period period = question.period();
		return period.points().stream().map((point) -> {
			Map<String, @Nullable Object> row = row(period, point);
			row.putAll(Question.row("path", "", "title", "", "average_time_spent_seconds",
					Group.average(measured.stream()
						.filter((one) -> period.point(time.apply(one)).equals(point))
						.mapToLong(seconds))));
			return row;
		}).toList();
	}

	/**
	 * Begins a row about a point: a calendar date or minute, although it is written as if
	 * it were in UTC.
	 */
	private static Map<String, @Nullable Object> row(Period period, LocalDateTime point) {
		Map<String, @Nullable Object> row = Question.row("day", null, "week", null, "month", null, "year", null,
				"minute", null);
		row.put(period.scale(), point.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME) + "Z");
		return row;
	}

	private static Map<String, @Nullable Object> total(Question question, Period period, String numbers) {
		Group all = question.selection(period).all();
		Group possible = question.parameters().has("event") ? question.everybody(period) : null;
		return question.add(Question.row(), numbers, all, all, possible);
	}

	private static Map<String, @Nullable Object> growth(Question question, Period period, String numbers) {
		Map<String, @Nullable Object> before = total(question, period.previous(), numbers);
		Map<String, @Nullable Object> growth = Question.row();
		total(question, period, numbers).forEach((name, value) -> {
			double current = ((Number) Objects.requireNonNull(value)).doubleValue();
			double previous = ((Number) Objects.requireNonNull(before.get(name))).doubleValue();
			growth.put(name + "_growth",
					(previous != 0) ? (current - previous) / previous : (current == 0) ? 0.0 : 1.0);
		});
		return growth;
	}

}
