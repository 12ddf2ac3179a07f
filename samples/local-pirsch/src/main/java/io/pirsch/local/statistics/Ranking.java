package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A list of what visitors are counted by, the most frequent first.
 *
 * @param steps what is counted
 * @param columns names of the columns, of which a dimension has its values
 * @param numbers names of the numbers
 */
record Ranking(Function<Selection, Collection<Step>> steps, String columns, String numbers) {

	private static final int MAX_LIMIT = 100;

	private static final int MAX_OPTIONS = 200;

	@Nullable Object answer(Question question) {
		Selection selection = question.selection();
		return answer(question, selection, this.steps.apply(selection));
	}

	private @Nullable Object answer(Question question, Selection selection, Collection<Step> steps) {
		List<String> names = List.of(this.columns.split(" "));
		boolean titles = question.parameters().flag("include_title");
		Map<List<String>, Group> groups = Group.by(steps, (step) -> List
			.of(names.stream().map((name) -> (name.equals("title") && !titles) ? "" : step.get(name)).toList()));
		// Those who came by no campaign are not counted by it
		groups.keySet().removeIf((values) -> names.get(0).startsWith("utm_") && values.get(0).isEmpty());
		return ranked(question, groups, (values, group) -> {
			Map<String, @Nullable Object> row = Question.row();
			names.forEach((name) -> row.put(name, values.get(row.size())));
			return question.add(row, this.numbers, group, selection.all(), null);
		}, names.get(0), "visitors");
	}

	/**
	 * The pages on which an event happened, with the views in the same sessions.
	 */
	@Nullable Object ofEvent(Question question) {
		if (!question.parameters().has("event")) {
			return null;
		}
		Selection selection = question.selection();
		Set<List<Object>> places = selection.events()
			.stream()
			.map((event) -> List.<Object>of(event.session, event.path()))
			.collect(Collectors.toSet());
		return answer(question, selection,
				selection.all()
					.steps()
					.stream()
					.filter((step) -> places.contains(List.<Object>of(step.session, step.path())))
					.toList());
	}

	/**
	 * The pages through which visitors came or went, beside how many saw them at all.
	 */
	static @Nullable Object doors(Question question, Function<Session, Step> door, String number, String rate) {
		Selection selection = question.selection();
		Period period = question.period();
		boolean titles = question.parameters().flag("include_title");
		Function<Step, List<List<String>>> page = (step) -> List
			.of(List.of(step.path(), titles ? step.get("title") : ""));
		Map<List<String>, Group> seen = Group.by(selection.all().steps(), page);
		List<Step> used = selection.all()
			.sessions()
			.stream()
			.map(door)
			.filter((step) -> period.contains(step.time))
			.toList();
		return ranked(question, Group.by(used, page), (key, group) -> {
			Group all = seen.getOrDefault(key, Group.NOBODY);
			Map<String, @Nullable Object> row = Question.row("path", key.get(0), "title", key.get(1));
			question.add(row, "visitors sessions", all, all, null);
			row.put(number, group.steps().size());
			row.put(rate, Group.share(group.steps().size(), all.sessions().size()));
			return number.equals("entries") ? question.add(row, "average_time_spent_seconds", all, all, null) : row;
		}, "path", number);
	}

	/**
	 * Events by a key, beside the page views of the sessions in which they happened.
	 */
	static <K> @Nullable Object events(Question question, Function<Step, ? extends Collection<K>> keys, String numbers,
			String label, String number, BiFunction<K, Group, Map<String, @Nullable Object>> members) {
		Selection selection = question.selection();
		Group everybody = question.everybody(question.period());
		return ranked(question, Group.by(selection.events(), keys), (key, events) -> {
			List<Step> steps = new ArrayList<>(events.steps());
			selection.views().stream().filter((view) -> events.sessions().contains(view.session)).forEach(steps::add);
			Map<String, @Nullable Object> all = members.apply(key, events);
			Map<String, @Nullable Object> row = Question.row("name", all.remove("name"));
			if (all.containsKey("meta")) {
				row.put("meta", all.remove("meta"));
			}
			question.add(row, numbers, new Group(steps), selection.all(), everybody).putAll(all);
			return row;
		}, label, number);
	}

	/**
	 * Keys of tags, or the values of one.
	 */
	static @Nullable Object tags(Question question, boolean values) {
		String tag = question.parameters().text("tag");
		if (values && tag.isEmpty()) {
			return null;
		}
		Selection selection = question.selection();
		Function<Step, Collection<String>> texts = (view) -> !values ? view.tags.keySet()
				: view.tags.containsKey(tag) ? view.all("tag_" + tag) : List.of();
		return ranked(question, Group.by(selection.views(), texts),
				(text, group) -> question.add(Question.row("key", values ? "" : text, "value", values ? text : ""),
						"visitors views relative_visitors relative_views", group, selection.all(), null),
				values ? "value" : "key", "visitors");
	}

	/**
	 * The values there are to filter by.
	 */
	static @Nullable Object options(Question question, Function<Selection, Collection<Step>> steps,
			Function<Step, Collection<String>> values) {
		Condition search = new Condition("search", question.parameters().all("search"));
		Set<String> sorted = new TreeSet<>();
		steps.apply(question.selection()).forEach((step) -> sorted.addAll(values.apply(step)));
		sorted.removeIf((value) -> value.isEmpty() || !search.test(List.of(value)));
		return sorted.isEmpty() ? null : sorted.stream().limit(MAX_OPTIONS).toList();
	}

	/**
	 * Returns the rows of the groups that are asked for, sorted as asked for or else by a
	 * number, the largest first.
	 */
	static <K> @Nullable Object ranked(Question question, Map<K, Group> groups,
			BiFunction<K, Group, Map<String, @Nullable Object>> row, String label, String number) {
		Condition search = new Condition("search", question.parameters().all("search"));
		String sort = question.parameters().text("sort");
		Comparator<Map<String, @Nullable Object>> order = by(sort.isEmpty() ? number : sort);
		if (sort.isEmpty() || question.parameters().text("direction").equalsIgnoreCase("desc")) {
			order = order.reversed();
		}
		return paged(question,
				groups.entrySet()
					.stream()
					.map((entry) -> row.apply(entry.getKey(), entry.getValue()))
					.filter((one) -> search.test(List.of(String.valueOf(one.get(label)))))
					.sorted(order.thenComparing(by(label)))
					.toList());
	}

	/**
	 * Returns the rows that are asked for. Without any, that is nothing, as in the
	 * service.
	 */
	static @Nullable Object paged(Question question, List<Map<String, @Nullable Object>> rows) {
		int limit = question.parameters().number("limit", MAX_LIMIT, MAX_LIMIT);
		List<?> page = rows.stream()
			.skip(question.parameters().number("offset", 0, Integer.MAX_VALUE))
			.limit((limit > 0) ? limit : MAX_LIMIT)
			.toList();
		return page.isEmpty() ? null : page;
	}

	private static Comparator<Map<String, @Nullable Object>> by(String member) {
		return (first,
				second) -> (first.get(member) instanceof Number one && second.get(member) instanceof Number other)
						? Double.compare(one.doubleValue(), other.doubleValue())
						: String.valueOf(first.get(member)).compareTo(String.valueOf(second.get(member)));
	}

}
