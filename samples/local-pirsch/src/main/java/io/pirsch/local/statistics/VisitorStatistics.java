package io.pirsch.local.statistics;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Who the visitors are and where they come from.
 */
final class VisitorStatistics {

	private VisitorStatistics() {
	}

	static @Nullable Object referrers(Question question) {
		return ranked(question, Session::referrer, "referrer",
				(referrer, counts) -> Row.of("referrer", referrer.url())
					.with("referrer_name", referrer.name())
					.with("referrer_icon", "")
					.withVisitors(counts)
					.with("sessions", counts.sessions())
					.with("bounces", counts.bounces())
					.withBounceRate(counts));
	}

	/**
	 * The values of a property of sessions.
	 */
	static @Nullable Object property(Question question, String name) {
		return ranked(question, Dimensions.ofSession(name), name,
				(value, counts) -> Row.of(name, value).withVisitors(counts));
	}

	/**
	 * The values of a part of the campaign, for those who came by one.
	 */
	static @Nullable Object campaign(Question question, String name) {
		return ranked(question, Dimensions.ofSession(name), name,
				(value, counts) -> value.isEmpty() ? null : Row.of(name, value).withVisitors(counts));
	}

	static @Nullable Object browserVersions(Question question) {
		return ranked(question, (session) -> List.of(session.device().browser(), session.device().browserVersion()),
				"browser",
				(version, counts) -> Row.of("browser", version.get(0))
					.with("browser_version", version.get(1))
					.withVisitors(counts));
	}

	private static <K> @Nullable Object ranked(Question question, Function<Session, K> key, String label,
			BiFunction<K, Counts, @Nullable Row> row) {
		Selection selection = question.selection();
		Counts total = selection.total();
		Stream.Builder<Row> rows = Stream.builder();
		Counts.by(selection.steps(), (step) -> key.apply(step.session())).forEach((value, counts) -> {
			Row counted = row.apply(value, counts);
			if (counted != null) {
				rows.add(counted.withVisitorShare(counts, total));
			}
		});
		return question.rows().ranked(rows.build(), label, "visitors");
	}

}
