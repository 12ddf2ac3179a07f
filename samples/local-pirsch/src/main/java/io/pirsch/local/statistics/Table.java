package io.pirsch.local.statistics;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Counts what a call asks about: as a whole, over time, or by what visitors have in
 * common. The columns are named one after the other: the first are the key of a row, the
 * others are numbers of the group that has this key, perhaps of another name, as in
 * {@code column=number}.
 *
 * @param call who asks
 * @param period the time in question
 * @param all what is asked about
 */
record Table(Call call, Period period, Group all) {

	private static final int MAX_OPTIONS = 200;

	private static final LocalDateTime MONDAY = LocalDate.of(2026, 11, 23).atStartOfDay();

	static Table of(Call call) {
		return of(call, Period.of(call));
	}

	private static Table of(Call call, Period period) {
		return new Table(call, period, call.group(period));
	}

	/** All in one row. */
	Map<String, @Nullable Object> total(String columns) {
		return row(columns, List.of(), this.all, convertible());
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

	/**
	 * A row for each day, or what else the scale of the period is; the others are empty.
	 */
	List<Map<String, @Nullable Object>> series(String columns) {
		return series(this.period.scale() + " day week month year minute " + columns, this.period.times(),
				(time) -> List.of(this.period.point(time)));
	}

	/**
	 * A row for each hour, or what else comes again and again, of which a week has all.
	 */
	List<Map<String, @Nullable Object>> cycle(String columns, Function<LocalDateTime, List<?>> key) {
		return series(columns, LongStream.range(0, 7 * 24 * 60).mapToObj(MONDAY::plusMinutes), key);
	}

	/** A row for each key that the times have, whether somebody came or not. */
	private List<Map<String, @Nullable Object>> series(String columns, Stream<LocalDateTime> times,
			Function<LocalDateTime, List<?>> key) {
		Function<Step, List<List<?>>> keys = (step) -> List.of(key.apply(this.period.local(step.time())));
		Map<List<?>, Group> groups = Group.by(this.all.steps(), keys);
		Map<List<?>, Group> convertible = Group.by(convertible().steps(), keys);
		return times.map(key)
			.distinct()
			.map((one) -> row(columns, one, groups.getOrDefault(one, Group.NOBODY),
					convertible.getOrDefault(one, Group.NOBODY)))
			.toList();
	}

	/** How long sessions took, by the time they began. */
	Object sessionDuration() {
		Group entries = new Group(this.all.sessions().stream().map(Session::entry).toList());
		return new Table(this.call, this.period, entries).series("path title average_time_spent_seconds=time_spent");
	}

	/** The values of dimensions. */
	List<?> ranking(String columns, String... dimensions) {
		return ranking(columns, "visitors", this.all.of(Dimension.of(dimensions[0])), (step) -> keys(step, dimensions));
	}

	/** Returns the one key that a step has, but none without a campaign or tag. */
	static List<List<?>> keys(Step step, String... dimensions) {
		List<String> key = Stream.of(dimensions).map(step::get).toList();
		return (key.get(0).isEmpty() && dimensions[0].matches("(utm|tag)_.*")) ? List.of() : List.of(key);
	}

	/** The pages on which an event happened, with the views in the same sessions. */
	List<?> pagesOfEvent(String numbers) {
		Function<Step, List<Object>> place = (step) -> List.of(step.session(), step.get("path"));
		Set<List<Object>> places = this.all.of(Hit.Kind.EVENT).stream().map(place).collect(Collectors.toSet());
		List<Step> steps = this.all.steps().stream().filter((step) -> places.contains(place.apply(step))).toList();
		return pages(numbers, "visitors", steps);
	}

	/**
	 * The pages through which visitors came or went, even if others are asked for: these
	 * are then the ways of those who saw them.
	 */
	List<?> doors(String numbers, String number) {
		return pages(numbers, number, everything(this.all.sessions()).steps());
	}

	List<?> pages(String numbers, String number, Collection<Step> counted) {
		boolean titles = this.call.flag("include_title");
		return ranking("path title " + numbers, number, counted,
				(step) -> titles ? keys(step, "path", "title") : keys(step, "path"));
	}

	/** Events, beside the page views of the sessions in which they happened. */
	List<?> events(String columns, String number, Function<Step, List<List<?>>> keys) {
		Map<Session, Group> events = Group.by(this.all.of(Hit.Kind.EVENT), (event) -> List.of(event.session()));
		return ranking(columns, number, this.all.steps(), (step) -> {
			List<Step> happened = step.isEvent() ? List.of(step)
					: events.getOrDefault(step.session(), Group.NOBODY).steps();
			return happened.stream().flatMap((event) -> keys.apply(event).stream()).distinct().toList();
		});
	}

	/** Those who came last. */
	Object active() {
		Set<String> visitors = new HashSet<>(this.all.visitors());
		this.call.sessions()
			.stream()
			.filter((session) -> session.extensions.stream().anyMatch(this.period::contains))
			.forEach((session) -> visitors.add(session.visitorId));
		List<?> pages = ranking("path title visitors", "path");
		return Call.row("stats", pages.isEmpty() ? null : pages, "countries", null, "visitors", visitors.size());
	}

	/** The values there are to filter by. */
	List<?> options(String dimension) {
		Set<String> sorted = new TreeSet<>();
		this.all.of(Dimension.of(dimension)).forEach((step) -> sorted.addAll(step.all(dimension)));
		sorted.remove("");
		return sorted.stream().filter(this.call.search()).limit(MAX_OPTIONS).toList();
	}

	/**
	 * Ranks keys as asked for, or else by a number, the largest first. Their first part
	 * is what is searched, and what tells the order of equals.
	 */
	List<?> ranking(String columns, String number, Collection<Step> counted, Function<Step, Collection<List<?>>> keys) {
		String sort = this.call.text("sort");
		Comparator<Map<String, ?>> order = by(sort.isEmpty() ? number : sort);
		Group everything = everything(this.call.sessions());
		boolean descending = sort.isEmpty() || this.call.text("direction").equalsIgnoreCase("desc");
		Map<List<?>, Group> groups = Group.by(counted, keys);
		return this.call.page(groups.keySet()
			.stream()
			.filter((key) -> this.call.search().test(key.get(0).toString()))
			.sorted(Comparator.comparing((key) -> key.get(0).toString()))
			.map((key) -> row(columns, key, groups.getOrDefault(key, Group.NOBODY), everything))
			.filter((row) -> !Objects.equals(row.get(number), 0L))
			.sorted(descending ? order.reversed() : order)
			.toList());
	}

	/** Numbers as such, all else as text. */
	private static Comparator<Map<String, ?>> by(String column) {
		return Comparator
			.<Map<String, ?>>comparingDouble(
					(row) -> (row.get(column) instanceof Number number) ? number.doubleValue() : 0)
			.thenComparing((row) -> String.valueOf(row.get(column)));
	}

	private Map<String, @Nullable Object> row(String columns, List<?> key, Group group, Group whole) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		Iterator<?> parts = key.iterator();
		for (String column : columns.split(" ")) {
			String[] names = column.split("=");
			row.putIfAbsent(names[0],
					parts.hasNext() ? parts.next() : group.number(names[names.length - 1], this.call, whole));
		}
		return row;
	}

	/** Without events that are asked for there is nothing to convert to. */
	private Group convertible() {
		return this.call.has("event") ? everything(this.call.sessions()) : Group.NOBODY;
	}

	/** All that happened in sessions, whatever is asked about. */
	private Group everything(Collection<Session> sessions) {
		return new Group(sessions.stream().flatMap((session) -> session.steps(this.period)).toList());
	}

}
