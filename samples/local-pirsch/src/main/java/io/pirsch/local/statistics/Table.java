package io.pirsch.local.statistics;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Counts what a call asks about: as a whole, over time, or by what visitors have in
 * common. The columns are named one after the other: each is a part of the key of a row,
 * or else a number of the group that has this key.
 *
 * @param call who asks
 * @param period the time in question
 * @param all what is asked about
 */
record Table(Call call, Period period, Group all) {

	private static final int MAX_OPTIONS = 200;

	static Table of(Call call) {
		return of(call, Period.of(call));
	}

	private static Table of(Call call, Period period) {
		return new Table(call, period, call.group(period, true));
	}

	/** All in one row. */
	Map<String, @Nullable Object> total(String columns) {
		return row(columns, Map.of(), this.all, convertible());
	}

	/** What has changed since the period before. */
	Map<String, @Nullable Object> growth(String columns) {
		Map<String, @Nullable Object> before = of(this.call, this.period.previous()).total(columns);
		Map<String, @Nullable Object> growth = new LinkedHashMap<>();
		total(columns).forEach((column, value) -> {
			double current = ((Number) Objects.requireNonNull(value)).doubleValue();
			double previous = ((Number) Objects.requireNonNull(before.get(column))).doubleValue();
			growth.put(column + "_growth", (previous != 0) ? (current - previous) / previous : Math.signum(current));
		});
		return growth;
	}

	/** A row for each day, or what else the scale of the period is. */
	List<Map<String, @Nullable Object>> series(String columns) {
		return series("day week month year minute " + columns, this.period.times(), this.period::point);
	}

	/** A row for each key that the times have, whether somebody came or not. */
	List<Map<String, @Nullable Object>> series(String columns, List<LocalDateTime> times,
			Function<LocalDateTime, Map<String, ?>> key) {
		Function<Step, List<Map<String, ?>>> keys = (step) -> List.of(key.apply(this.period.local(step.time())));
		Map<Map<String, ?>, Group> groups = Group.by(this.all.steps(), keys);
		Map<Map<String, ?>, Group> convertible = Group.by(convertible().steps(), keys);
		return times.stream()
			.map(key)
			.distinct()
			.map((one) -> row(columns, one, groups.getOrDefault(one, Group.NOBODY),
					convertible.getOrDefault(one, Group.NOBODY)))
			.toList();
	}

	/** How long sessions took, by the time they began. */
	Object sessionDuration() {
		Group entries = new Group(this.all.sessions().stream().map(Session::entry).toList());
		return new Table(this.call, this.period, entries).averages("time_spent");
	}

	Object averages(String number) {
		List<Map<String, @Nullable Object>> rows = series("path title " + number);
		rows.forEach((row) -> row.put("average_time_spent_seconds", row.remove(number)));
		return rows;
	}

	/** The values of a dimension. */
	@Nullable Object ranking(Dimension dimension) {
		return ranking(dimension, dimension.numbers(), "visitors", this.all.of(dimension.of()));
	}

	/** The pages on which an event happened, with the views in the same sessions. */
	@Nullable Object pagesOfEvent() {
		Function<Step, List<Object>> place = (step) -> List.of(step.session(), step.get("path"));
		Set<List<Object>> places = this.all.of(Hit.Kind.EVENT).stream().map(place).collect(Collectors.toSet());
		List<Step> steps = this.all.steps().stream().filter((step) -> places.contains(place.apply(step))).toList();
		return ranking(Dimension.PAGE, Dimension.PAGE.numbers(), "visitors", steps);
	}

	/**
	 * The pages through which visitors came or went, even if others are asked for: these
	 * are then the ways of those who saw them.
	 */
	@Nullable Object doors(String numbers, String number) {
		List<Step> steps = this.all.sessions().stream().flatMap((session) -> session.steps(this.period)).toList();
		return ranking(Dimension.PAGE, numbers, number, steps);
	}

	private @Nullable Object ranking(Dimension dimension, String numbers, String number, Collection<Step> counted) {
		boolean titles = this.call.flag("include_title");
		return ranking(dimension.columns() + " " + numbers, number, counted, (step) -> dimension.keys(step, titles));
	}

	/** Events, beside the page views of the sessions in which they happened. */
	@Nullable Object events(String columns, String number, Function<Step, List<Map<String, ?>>> keys) {
		Map<Session, Set<Map<String, ?>>> happened = new HashMap<>();
		this.all.of(Hit.Kind.EVENT)
			.forEach((event) -> happened.computeIfAbsent(event.session(), (session) -> new LinkedHashSet<>())
				.addAll(keys.apply(event)));
		return ranking(columns, number, this.all.steps(),
				(step) -> step.isEvent() ? keys.apply(step) : happened.getOrDefault(step.session(), Set.of()));
	}

	/**
	 * Those who came last. An extension is no page, but it shows that somebody is there.
	 */
	Object active() {
		Set<String> visitors = this.all.visitors();
		this.call.sessions()
			.stream()
			.flatMap((session) -> session.steps.stream())
			.filter((step) -> step.isExtension() && this.period.contains(step.time()))
			.forEach((step) -> visitors.add(step.session().visitorId));
		@Nullable Object pages = ranking("path title visitors", "visitors", this.all.of(Hit.Kind.VIEW),
				(view) -> keys("path", view.all("path")));
		return Call.row("stats", pages, "countries", null, "visitors", visitors.size());
	}

	/** The values there are to filter by. */
	@Nullable Object options(Hit.Kind of, Function<Step, Collection<String>> values) {
		Set<String> sorted = new TreeSet<>();
		this.all.of(of).forEach((step) -> sorted.addAll(values.apply(step)));
		List<String> found = sorted.stream().filter((value) -> !value.isEmpty()).filter(this.call.search()).toList();
		return found.isEmpty() ? null : found.stream().limit(MAX_OPTIONS).toList();
	}

	/** Keys of one part; nothing is no key. */
	static List<Map<String, ?>> keys(String column, Collection<String> values) {
		return values.stream()
			.filter((value) -> !value.isEmpty())
			.<Map<String, ?>>map((value) -> Map.of(column, value))
			.toList();
	}

	/**
	 * Ranks keys as asked for, or else by a number, the largest first. Their first part
	 * is what is searched, and what tells the order of equals.
	 */
	@Nullable Object ranking(String columns, String number, Collection<Step> counted,
			Function<Step, Collection<Map<String, ?>>> keys) {
		String sort = this.call.text("sort");
		Comparator<Map<String, ?>> order = by(sort.isEmpty() ? number : sort);
		Group everybody = everybody();
		boolean descending = sort.isEmpty() || this.call.text("direction").equalsIgnoreCase("desc");
		return this.call.page(Group.by(counted, keys)
			.entrySet()
			.stream()
			.filter((row) -> this.call.search().test(label(row.getKey())))
			.sorted(Comparator.comparing((row) -> label(row.getKey())))
			.map((row) -> row(columns, row.getKey(), row.getValue(), everybody))
			.filter((row) -> !Objects.equals(row.get(number), 0L))
			.sorted(descending ? order.reversed() : order)
			.toList());
	}

	private static String label(Map<String, ?> key) {
		return String.valueOf(key.values().iterator().next());
	}

	/** Numbers as such, all else as text. */
	private static Comparator<Map<String, ?>> by(String column) {
		return Comparator
			.<Map<String, ?>>comparingDouble(
					(row) -> (row.get(column) instanceof Number number) ? number.doubleValue() : 0)
			.thenComparing((row) -> String.valueOf(row.get(column)));
	}

	private Map<String, @Nullable Object> row(String columns, Map<String, ?> key, Group group, Group convertible) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		for (String column : columns.split(" ")) {
			row.put(column,
					key.containsKey(column) ? key.get(column) : group.number(column, this.call, this.all, convertible));
		}
		return row;
	}

	/** Without events that are asked for there is nothing to convert to. */
	private Group convertible() {
		return this.call.has("event") ? everybody() : Group.NOBODY;
	}

	/** Those who caused the events that are asked for, and all others. */
	private Group everybody() {
		return this.call.group(this.period, false);
	}

}
