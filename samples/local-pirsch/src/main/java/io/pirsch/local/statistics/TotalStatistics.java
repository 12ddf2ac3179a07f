package io.pirsch.local.statistics;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of a period as a whole.
 */
final class TotalStatistics {

	private static final int ACTIVE_SECONDS = 600;

	private static final int OVERVIEW_DAYS = 7;

	private static final List<String> GROWING = List.of("visitors", "views", "sessions", "bounces", "time_spent", "cr",
			"custom_metric_avg", "custom_metric_total");

	private TotalStatistics() {
	}

	static Object total(Question question) {
		return total(question, question.period());
	}

	static Object growth(Question question) {
		return growth(question, question.period(), GROWING).members();
	}

	/**
	 * Filters do not apply to it, and it has a period of its own.
	 */
	static Object overview(Question question) {
		LocalDate today = question.now().atZone(Period.zone(question.parameters())).toLocalDate();
		Question week = question.withParameters(Map.of("from", List.of(today.minusDays(OVERVIEW_DAYS - 1).toString()),
				"to", List.of(today.toString())));
		Counts counts = week.selection().total();
		Row row = new Row().withVisitors(counts).with("views", counts.views()).with("member", 1);
		row.members().putAll(growth(week, week.period(), List.of("visitors", "views")).members());
		return row.with("visitors_time_series", TimeStatistics.visitors(week)).members();
	}

	static Object active(Question question) {
		int seconds = question.parameters().number("start", ACTIVE_SECONDS, Period.MAX_START);
		Period period = Period.last(seconds, question.now(), Period.zone(question.parameters()));
		Selection selection = question.selection(period);
		Set<String> visitors = new HashSet<>();
		selection.sessions().forEach((session) -> visitors.add(session.visitorId()));
		question.extendedIn(period).forEach((session) -> visitors.add(session.visitorId()));
		Stream<Row> pages = Counts.by(selection.views(), Step::path)
			.entrySet()
			.stream()
			.map((entry) -> Row.of("path", entry.getKey()).with("title", "").withVisitors(entry.getValue()));
		return Row.of("stats", question.rows().ranked(pages, "path", "visitors"))
			.with("countries", null)
			.with("visitors", visitors.size())
			.members();
	}

	static Object platform(Question question) {
		Selection selection = question.selection();
		Map<String, Counts> platforms = Counts.by(selection.steps(), (step) -> step.session().device().platform());
		Row row = new Row();
		Row shares = new Row();
		for (String platform : List.of("desktop", "mobile", "unknown")) {
			Counts counts = platforms.getOrDefault(platform, new Counts());
			row.with("platform_" + platform, counts.visitors());
			shares.with("relative_platform_" + platform, Counts.share(counts.visitors(), selection.total().visitors()));
		}
		row.members().putAll(shares.members());
		return row.members();
	}

	private static Map<String, @Nullable Object> total(Question question, Period period) {
		return new TotalsBy<>(question, period, (step) -> "").addTo(new Row(), "").members();
	}

	private static Row growth(Question question, Period period, List<String> names) {
		Map<String, @Nullable Object> now = withTimeSpent(question, period);
		Map<String, @Nullable Object> before = withTimeSpent(question, period.previous());
		Row growth = new Row();
		names.forEach((name) -> growth.with(name + "_growth", growth(number(now, name), number(before, name))));
		return growth;
	}

	private static Map<String, @Nullable Object> withTimeSpent(Question question, Period period) {
		Map<String, @Nullable Object> total = total(question, period);
		total.put("time_spent",
				Counts.average(question.selection(period).sessions().stream().map(Session::durationSeconds).toList()));
		return total;
	}

	private static double number(Map<String, @Nullable Object> numbers, String name) {
		return ((Number) Objects.requireNonNull(numbers.get(name))).doubleValue();
	}

	private static double growth(double current, double previous) {
		if (previous == 0) {
			return (current == 0) ? 0 : 1;
		}
		return (current - previous) / previous;
	}

}
