package io.pirsch.local.statistics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Pages and hosts.
 */
final class PageStatistics {

	private PageStatistics() {
	}

	static @Nullable Object pages(Question question) {
		Selection selection = question.selection();
		return pages(question, selection.views(), selection.total());
	}

	/**
	 * The pages on which an event happened, with the views in the same sessions.
	 */
	static @Nullable Object eventPages(Question question) {
		if (!question.parameters().has("event")) {
			return null;
		}
		Selection selection = question.selection();
		Set<Place> places = selection.events().stream().map(Place::of).collect(Collectors.toSet());
		List<Step> steps = selection.steps().stream().filter((step) -> places.contains(Place.of(step))).toList();
		return pages(question, steps, selection.total());
	}

	static @Nullable Object entryPages(Question question) {
		return doors(question, Session::entry, "entries", "entry_rate");
	}

	static @Nullable Object exitPages(Question question) {
		return doors(question, Session::exit, "exits", "exit_rate");
	}

	static @Nullable Object hostnames(Question question) {
		Selection selection = question.selection();
		Counts total = selection.total();
		Stream<Row> rows = Counts.by(selection.views(), Step::hostname)
			.entrySet()
			.stream()
			.map((entry) -> Row.of("hostname", entry.getKey()).withCountsAndShares(entry.getValue(), total));
		return question.rows().ranked(rows, "hostname", "visitors");
	}

	private static @Nullable Object pages(Question question, List<Step> steps, Counts total) {
		Stream<Row> rows = byPage(question, steps).entrySet()
			.stream()
			.map((page) -> page.getKey()
				.row()
				.withCountsAndShares(Counts.of(page.getValue()), total)
				.with("average_time_spent_seconds", averageTime(question, page.getValue())));
		return question.rows().ranked(rows, "path", "visitors");
	}

	private static Map<Page, List<Step>> byPage(Question question, List<Step> steps) {
		boolean titles = question.parameters().flag("include_title");
		return steps.stream()
			.collect(Collectors.groupingBy((step) -> new Page(step.path(), titles ? step.title() : "")));
	}

	private static long averageTime(Question question, List<Step> steps) {
		boolean wanted = question.parameters().flag("include_avg_time_on_page");
		return wanted ? Counts.average(steps.stream().map(Step::secondsOnPage).toList()) : 0;
	}

	/**
	 * The pages through which visitors came or went, beside how many saw them at all.
	 */
	private static @Nullable Object doors(Question question, Function<Session, Step> door, String number, String rate) {
		Selection selection = question.selection();
		Map<Page, List<Step>> seen = byPage(question, selection.steps());
		Map<Page, List<Step>> used = byPage(question, selection.sessionsWith(door).stream().map(door).toList());
		Stream<Row> rows = used.entrySet().stream().map((entry) -> {
			List<Step> steps = seen.getOrDefault(entry.getKey(), List.of());
			Counts counts = Counts.of(steps);
			int times = entry.getValue().size();
			Row row = entry.getKey()
				.row()
				.withVisitors(counts)
				.with("sessions", counts.sessions())
				.with(number, times)
				.with(rate, Counts.share(times, counts.sessions()));
			return number.equals("entries") ? row.with("average_time_spent_seconds", averageTime(question, steps))
					: row;
		});
		return question.rows().ranked(rows, "path", number);
	}

	private record Page(String path, String title) {

		private Row row() {
			return Row.of("path", this.path).with("title", this.title);
		}

	}

	private record Place(Session session, String path) {

		private static Place of(Step step) {
			return new Place(step.session(), step.path());
		}

	}

}
