package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Events and tags.
 */
final class EventStatistics {

	private EventStatistics() {
	}

	static @Nullable Object events(Question question) {
		Selection selection = question.selection();
		long everybody = question.everybody(selection.period()).total().visitors();
		Stream<Row> rows = selection.events()
			.stream()
			.collect(Collectors.groupingBy(Step::eventName))
			.entrySet()
			.stream()
			.map((event) -> row(selection, everybody, event.getKey(), event.getValue())
				.with("meta_keys", keys(event.getValue()))
				.with("meta_value", ""));
		return question.rows().ranked(rows, "name", "visitors");
	}

	static @Nullable Object metadata(Question question) {
		List<String> keys = question.parameters().all("event_meta_key");
		if (keys.isEmpty() || !question.parameters().has("event")) {
			return null;
		}
		Selection selection = question.selection();
		long everybody = question.everybody(selection.period()).total().visitors();
		Map<Breakdown, List<Step>> breakdown = new HashMap<>();
		for (Step event : selection.events()) {
			for (String key : keys) {
				String value = event.metadata().get(key);
				if (value != null) {
					breakdown.computeIfAbsent(new Breakdown(event.eventName(), value), (unknown) -> new ArrayList<>())
						.add(event);
				}
			}
		}
		Stream<Row> rows = breakdown.entrySet()
			.stream()
			.map((entry) -> row(selection, everybody, entry.getKey().event(), entry.getValue()).with("meta_keys", null)
				.with("meta_value", entry.getKey().value()));
		return question.rows().ranked(rows, "meta_value", "visitors");
	}

	static @Nullable Object list(Question question) {
		Map<Occurrence, List<Step>> occurrences = question.selection()
			.events()
			.stream()
			.collect(Collectors.groupingBy((event) -> new Occurrence(event.eventName(), event.metadata())));
		Stream<Row> rows = occurrences.entrySet()
			.stream()
			.map((entry) -> Row.of("name", entry.getKey().event())
				.with("meta", entry.getKey().metadata())
				.withVisitors(Counts.of(entry.getValue()))
				.with("count", entry.getValue().size()));
		return question.rows().ranked(rows, "name", "count");
	}

	static @Nullable Object tags(Question question) {
		Selection selection = question.selection();
		Map<String, Counts> byKey = new HashMap<>();
		selection.views()
			.forEach((view) -> view.tags()
				.keySet()
				.forEach((key) -> byKey.computeIfAbsent(key, (unknown) -> new Counts()).add(view)));
		return tags(question, selection, byKey, "key");
	}

	static @Nullable Object tagDetails(Question question) {
		String key = question.parameters().text("tag");
		if (key.isEmpty()) {
			return null;
		}
		Selection selection = question.selection();
		Collection<Step> tagged = selection.views().stream().filter((view) -> view.tags().containsKey(key)).toList();
		return tags(question, selection, Counts.by(tagged, (view) -> view.tags().getOrDefault(key, "")), "value");
	}

	private static @Nullable Object tags(Question question, Selection selection, Map<String, Counts> groups,
			String label) {
		Counts total = selection.total();
		Stream<Row> rows = groups.entrySet()
			.stream()
			.map((entry) -> Row.of("key", "")
				.with("value", "")
				.with(label, entry.getKey())
				.withVisitors(entry.getValue())
				.with("views", entry.getValue().views())
				.withShares(entry.getValue(), total));
		return question.rows().ranked(rows, label, "visitors");
	}

	private static Row row(Selection selection, long everybody, String name, List<Step> events) {
		Counts counts = Counts.of(events);
		Set<Session> sessions = events.stream().map(Step::session).collect(Collectors.toSet());
		return Row.of("name", name)
			.with("count", events.size())
			.withVisitors(counts)
			.with("views", selection.views().stream().filter((view) -> sessions.contains(view.session())).count())
			.with("cr", Counts.share(counts.visitors(), everybody))
			.with("average_duration_seconds",
					Counts.average(events.stream().map((event) -> (long) event.eventSeconds()).toList()));
	}

	private static @Nullable Collection<String> keys(List<Step> events) {
		Set<String> keys = new TreeSet<>();
		events.forEach((event) -> keys.addAll(event.metadata().keySet()));
		return keys.isEmpty() ? null : keys;
	}

	private record Breakdown(String event, String value) {
	}

	private record Occurrence(String event, Map<String, String> metadata) {
	}

}
