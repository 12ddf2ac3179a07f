package io.pirsch.local.statistics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The values there are to filter by.
 */
final class Options {

	private static final int MAX_VALUES = 200;

	private Options() {
	}

	static @Nullable Object ofSessions(Question question, String name) {
		return values(question,
				question.selection().sessions().stream().map((session) -> Dimensions.ofSession(name).apply(session)));
	}

	static @Nullable Object ofViews(Question question, Function<Step, Stream<String>> values) {
		return values(question, question.selection().views().stream().flatMap(values));
	}

	static @Nullable Object ofEvents(Question question, Function<Step, Stream<String>> values) {
		return values(question, question.selection().events().stream().flatMap(values));
	}

	/**
	 * The values of the one tag that is asked for.
	 */
	static @Nullable Object ofTag(Question question) {
		List<String> keys = question.parameters().all("tag");
		if (keys.size() != 1) {
			return null;
		}
		return ofViews(question, (view) -> Stream.ofNullable(view.tags().get(keys.get(0))));
	}

	/**
	 * The values of the metadata keys that are asked for, of all keys when none is.
	 */
	static @Nullable Object ofMetadata(Question question) {
		List<String> keys = question.parameters().all("event_meta_key");
		return ofEvents(question,
				(event) -> event.metadata()
					.entrySet()
					.stream()
					.filter((entry) -> keys.isEmpty() || keys.contains(entry.getKey()))
					.map(Map.Entry::getValue));
	}

	private static @Nullable Object values(Question question, Stream<String> values) {
		Condition search = Condition.ofSearch(question.parameters().text("search"));
		Set<String> sorted = new TreeSet<>();
		values.filter((value) -> !value.isEmpty() && search.test(value)).forEach(sorted::add);
		return sorted.isEmpty() ? null : sorted.stream().limit(MAX_VALUES).toList();
	}

}
