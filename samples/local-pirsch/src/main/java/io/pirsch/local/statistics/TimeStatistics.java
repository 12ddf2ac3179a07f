package io.pirsch.local.statistics;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Numbers over time.
 */
final class TimeStatistics {

	private TimeStatistics() {
	}

	/**
	 * Has a row for each point of the time, whether somebody came or not.
	 */
	static @Nullable Object visitors(Question question) {
		Period period = question.period();
		Timeline timeline = new Timeline(period, question.parameters());
		TotalsBy<LocalDateTime> totals = new TotalsBy<>(question, period, (step) -> timeline.point(step.time()));
		return all(timeline.points().stream().map((point) -> totals.addTo(timeline.row(point), point)).toList());
	}

	static @Nullable Object hours(Question question) {
		return clock(question, "hour", 24, ZonedDateTime::getHour);
	}

	static @Nullable Object minutes(Question question) {
		return clock(question, "minute", 60, ZonedDateTime::getMinute);
	}

	/**
	 * Weeks begin on Monday, which is day 0.
	 */
	static @Nullable Object weekdays(Question question) {
		Period period = question.period();
		TotalsBy<Integer> totals = new TotalsBy<>(question, period, (step) -> {
			ZonedDateTime time = step.time().atZone(period.zone());
			return (time.getDayOfWeek().getValue() - 1) * 24 + time.getHour();
		});
		return all(totals.keys()
			.stream()
			.sorted(Comparator.naturalOrder())
			.map((key) -> Row.of("weekday", key / 24).with("hour", key % 24).withCounts(totals.counts(key)))
			.toList());
	}

	static @Nullable Object sessionDuration(Question question) {
		return averages(question, question.selection().sessions(), Session::start, Session::durationSeconds);
	}

	static @Nullable Object timeOnPage(Question question) {
		return averages(question, question.selection().views(), Step::time, Step::secondsOnPage);
	}

	private static @Nullable Object clock(Question question, String name, int count,
			Function<ZonedDateTime, Integer> hand) {
		Period period = question.period();
		TotalsBy<Integer> totals = new TotalsBy<>(question, period,
				(step) -> hand.apply(step.time().atZone(period.zone())));
		return all(IntStream.range(0, count).mapToObj((value) -> totals.addTo(Row.of(name, value), value)).toList());
	}

	private static <T> @Nullable Object averages(Question question, Collection<T> measured, Function<T, Instant> time,
			Function<T, Long> seconds) {
		Timeline timeline = new Timeline(question.period(), question.parameters());
		Map<LocalDateTime, List<Long>> durations = measured.stream()
			.collect(Collectors.groupingBy((one) -> timeline.point(time.apply(one)),
					Collectors.mapping(seconds, Collectors.toList())));
		return all(timeline.points()
			.stream()
			.map((point) -> timeline.row(point)
				.with("path", "")
				.with("title", "")
				.with("average_time_spent_seconds",
						Counts.average(Objects.requireNonNullElse(durations.get(point), List.of()))))
			.toList());
	}

	/**
	 * A time without gaps is not cut into pages.
	 */
	private static @Nullable Object all(List<Row> rows) {
		List<@Nullable Object> all = new ArrayList<>();
		rows.forEach((row) -> all.add(row.members()));
		return all.isEmpty() ? null : all;
	}

}
