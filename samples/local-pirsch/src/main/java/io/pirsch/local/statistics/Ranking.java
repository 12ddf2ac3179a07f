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
 * Lists of what visitors are counted by, the most frequent first.
 */
final class Ranking {

	private static final int MAX_LIMIT = 100;

	private static final int MAX_OPTIONS = 200;

	private Ranking() {
	}

	static @Nullable Object of(Call call, Dimension dimension) {
		Group all = call.group();
		return of(call, dimension, all, all.of(dimension.of()));
	}

	private static @Nullable Object of(Call call, Dimension dimension, Group all, Collection<Step> steps) {
		List<String> names = List.of(dimension.columns().split(" "));
		Map<List<String>, Group> groups = Group.by(steps, (step) -> List.of(values(call, step, names)));
		// Those who came by no campaign are not counted by it
		groups.keySet().removeIf((values) -> names.get(0).startsWith("utm_") && values.get(0).isEmpty());
		return ranked(call, groups, (values, group) -> {
			Map<String, @Nullable Object> row = Call.row();
			names.forEach((name) -> row.put(name, values.get(row.size())));
			return call.add(row, dimension.numbers(), group, all, Group.NOBODY);
		}, names.get(0), "visitors");
	}

	private static List<String> values(Call call, Step step, List<String> names) {
		return names.stream()
			.map((name) -> (name.equals("title") && !call.flag("include_title")) ? "" : step.get(name))
			.toList();
	}

	/** The pages on which an event happened, with the views in the same sessions. */
	static @Nullable Object pagesOfEvent(Call call, Dimension page) {
		if (!call.has("event")) {
			return null;
		}
		Group all = call.group();
		Function<Step, List<Object>> place = (step) -> List.of(step.session(), step.path());
		Set<List<Object>> places = all.of(Dimension.Of.EVENTS).stream().map(place).collect(Collectors.toSet());
		return of(call, page, all, all.steps().stream().filter((step) -> places.contains(place.apply(step))).toList());
	}

	/**
	 * The pages through which visitors came or went, beside how many saw them at all.
	 */
	static @Nullable Object doors(Call call, Function<Session, Step> door, String number, String rate) {
		Group all = call.group();
		Period period = call.period();
		Function<Step, List<List<String>>> page = (step) -> List.of(values(call, step, List.of("path", "title")));
		Map<List<String>, Group> seen = Group.by(all.steps(), page);
		List<Step> used = all.sessions().stream().map(door).filter((step) -> period.contains(step.time())).toList();
		return ranked(call, Group.by(used, page), (key, group) -> {
			Group here = seen.getOrDefault(key, Group.NOBODY);
			Map<String, @Nullable Object> row = Call.row("path", key.get(0), "title", key.get(1));
			call.add(row, "visitors sessions", here, here, Group.NOBODY);
			int times = group.steps().size();
			row.put(number, times);
			row.put(rate, Group.share(times, here.sessions().size()));
			return number.equals("entries") ? call.add(row, "average_time_spent_seconds", here, here, Group.NOBODY)
					: row;
		}, "path", number);
	}

	/** Keys of tags, or the values of one. */
	static @Nullable Object tags(Call call, boolean values) {
		String tag = call.text("tag");
		if (values && tag.isEmpty()) {
			return null;
		}
		Group all = call.group();
		Function<Step, Collection<String>> texts = (view) -> !values ? view.all("tag")
				: view.all("tag").contains(tag) ? view.all("tag_" + tag) : List.of();
		return ranked(call, Group.by(all.of(Dimension.Of.VIEWS), texts),
				(text, group) -> call.add(Call.row("key", values ? "" : text, "value", values ? text : ""),
						"visitors views relative_visitors relative_views", group, all, Group.NOBODY),
				values ? "value" : "key", "visitors");
	}

	/**
	 * Events by name and the values of keys of their metadata, beside the page views of
	 * the sessions in which they happened.
	 */
	static <K> @Nullable Object events(Call call, Function<Step, ? extends Collection<K>> keys, String numbers,
			String label, String number, BiFunction<K, Group, Map<String, @Nullable Object>> members) {
		Group all = call.group();
		Group everybody = call.select(call.period(), false);
		return ranked(call, Group.by(all.of(Dimension.Of.EVENTS), keys), (key, events) -> {
			List<Step> steps = new ArrayList<>(events.steps());
			all.of(Dimension.Of.VIEWS)
				.stream()
				.filter((view) -> events.sessions().contains(view.session()))
				.forEach(steps::add);
			Map<String, @Nullable Object> row = Call.row("name", "");
			call.add(row, numbers, new Group(steps), all, everybody).putAll(members.apply(key, events));
			return row;
		}, label, number);
	}

	/** The values there are to filter by. */
	static @Nullable Object options(Call call, Dimension.Of of, Function<Step, Collection<String>> values) {
		Set<String> sorted = new TreeSet<>();
		call.group().of(of).forEach((step) -> sorted.addAll(values.apply(step)));
		List<String> found = sorted.stream().filter((value) -> !value.isEmpty()).filter(call.search()).toList();
		return found.isEmpty() ? null : found.stream().limit(MAX_OPTIONS).toList();
	}

	/**
	 * Returns the rows of the groups that are asked for, sorted as asked for or else by a
	 * number, the largest first.
	 */
	static <K> @Nullable Object ranked(Call call, Map<K, Group> groups,
			BiFunction<K, Group, Map<String, @Nullable Object>> row, String label, String number) {
		String sort = call.text("sort");
		Comparator<Map<String, @Nullable Object>> order = by(sort.isEmpty() ? number : sort);
		if (sort.isEmpty() || call.text("direction").equalsIgnoreCase("desc")) {
			order = order.reversed();
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		groups.forEach((key, group) -> rows.add(row.apply(key, group)));
		rows.removeIf((one) -> !call.search().test(String.valueOf(one.get(label))));
		rows.sort(order.thenComparing(by(label)));
		return paged(call, rows);
	}

	/**
	 * Returns the rows that are asked for. Without any, that is nothing, as in the
	 * service.
	 */
	static @Nullable Object paged(Call call, List<Map<String, @Nullable Object>> rows) {
		int limit = call.number("limit", MAX_LIMIT, MAX_LIMIT);
		List<?> page = rows.stream()
			.skip(call.number("offset", 0, Integer.MAX_VALUE))
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
