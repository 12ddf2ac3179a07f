package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
		return of(call, all, all.of(dimension.of()), dimension.columns(), dimension.numbers(), "visitors");
	}

	private static @Nullable Object of(Call call, Group all, Collection<Step> counted, String columns, String numbers,
			String number) {
		List<String> names = List.of(columns.split(" "));
		Map<List<String>, Group> groups = Group.by(counted, (step) -> List.of(values(call, step, names)));
		// Those who came by no campaign are not counted by it
		groups.keySet().removeIf((values) -> columns.startsWith("utm_") && values.get(0).isEmpty());
		return ranked(call, groups, (values, group) -> {
			Map<String, @Nullable Object> row = Call.row();
			names.forEach((name) -> row.put(name, values.get(row.size())));
			return call.add(row, numbers, group, all, Group.NOBODY);
		}, names.get(0), number);
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
		List<Step> steps = all.steps().stream().filter((step) -> places.contains(place.apply(step))).toList();
		return of(call, all, steps, page.columns(), page.numbers(), "visitors");
	}

	/**
	 * The pages through which visitors came or went, even if others are asked for: these
	 * are then the ways of those who saw them.
	 */
	static @Nullable Object doors(Call call, String numbers, String number) {
		Group all = call.group();
		List<Step> steps = all.sessions().stream().flatMap((session) -> session.steps(call.period())).toList();
		return of(call, all, steps, "path title", numbers, number);
	}

	/** Keys of tags, or the values of one. */
	static @Nullable Object tags(Call call, String label, Function<Step, Collection<String>> texts) {
		Group all = call.group();
		return ranked(call, Group.by(all.of(Dimension.Of.VIEWS), texts), (text, group) -> {
			Map<String, @Nullable Object> row = Call.row("key", "", "value", "");
			row.put(label, text);
			return call.add(row, "visitors views relative_visitors relative_views", group, all, Group.NOBODY);
		}, label, "visitors");
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
		rows.removeIf(
				(one) -> !call.search().test(String.valueOf(one.get(label))) || Objects.equals(one.get(number), 0L));
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

	/** Numbers as such, all else as text. */
	private static Comparator<Map<String, @Nullable Object>> by(String member) {
		return Comparator
			.<Map<String, @Nullable Object>>comparingDouble(
					(row) -> (row.get(member) instanceof Number number) ? number.doubleValue() : 0)
			.thenComparing((row) -> String.valueOf(row.get(member)));
	}

}
