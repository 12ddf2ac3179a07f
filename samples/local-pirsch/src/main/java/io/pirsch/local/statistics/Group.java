package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * Some page views and events, and the numbers of them: visitors and sessions count once.
 *
 * @param steps the page views and events
 * @param sessions their sessions
 * @param visitors the ids of their visitors
 */
record Group(List<Step> steps, Set<Session> sessions, Set<String> visitors) {

	static final Group NOBODY = new Group(List.of());

	Group(List<Step> steps) {
		this(steps, new LinkedHashSet<>(), new HashSet<>());
		steps.forEach((step) -> this.sessions.add(step.session()));
		this.sessions.forEach((session) -> this.visitors.add(session.visitorId));
	}

	/** Groups steps by what each may have several of, in the order they come. */
	static <K> Map<K, Group> by(Collection<Step> steps, Function<Step, ? extends Collection<K>> keys) {
		Map<K, List<Step>> lists = new LinkedHashMap<>();
		steps.forEach((step) -> keys.apply(step)
			.forEach((key) -> lists.computeIfAbsent(key, (unknown) -> new ArrayList<>()).add(step)));
		Map<K, Group> groups = new LinkedHashMap<>();
		lists.forEach((key, list) -> groups.put(key, new Group(list)));
		return groups;
	}

	/** Returns the page views, or the events, or all if it is sessions that count. */
	List<Step> of(Hit.@Nullable Kind kind) {
		return this.steps.stream().filter((step) -> kind == Hit.Kind.SESSION || kind == step.hit().kind()).toList();
	}

	/**
	 * Returns a number as the API names it, or what it answers in place of one.
	 * @param whole of what it may be a share
	 */
	@Nullable Object number(String name, Call call, Group whole) {
		return switch (name) {
			case "visitors" -> this.visitors.size();
			case "views" -> of(Hit.Kind.VIEW).size();
			case "sessions" -> this.sessions.size();
			case "bounces" -> this.sessions.stream().filter(Session::isBounce).count();
			case "bounce_rate" -> share(this.sessions.stream().filter(Session::isBounce).count(), this.sessions.size());
			case "relative_visitors", "cr" -> share(this.visitors.size(), whole.visitors.size());
			case "relative_views" -> share(of(Hit.Kind.VIEW).size(), whole.of(Hit.Kind.VIEW).size());
			case "count" -> of(Hit.Kind.EVENT).size();
			case "time_spent" -> average(this.sessions.stream().mapToLong(Session::seconds));
			case "average_duration_seconds" -> average(this.steps.stream().mapToLong(Step::eventSeconds));
			case "time_on_page" -> average(this.steps.stream().mapToLong((step) -> step.session().secondsOn(step)));
			case "average_time_spent_seconds" ->
				call.flag("include_avg_time_on_page") ? number("time_on_page", call, whole) : 0L;
			case "entries" -> count(Session::entry);
			case "entry_rate" -> share(count(Session::entry), this.sessions.size());
			case "exits" -> count(Session::exit);
			case "exit_rate" -> share(count(Session::exit), this.sessions.size());
			case "custom_metric_avg" -> metric(call).average().orElse(0);
			case "custom_metric_total" -> metric(call).sum();
			case "platform_desktop", "platform_mobile", "platform_unknown" -> visitorsWith(name).size();
			case "relative_platform_desktop", "relative_platform_mobile", "relative_platform_unknown" ->
				share(visitorsWith(name).size(), this.visitors.size());
			case "meta_keys" -> metaKeys();
			case "path", "title", "referrer_icon", "key", "value", "meta_value" -> "";
			default -> null;
		};
	}

	private Set<String> visitorsWith(String platform) {
		return new Group(
				this.steps.stream().filter((step) -> platform.endsWith("platform_" + step.get("platform"))).toList())
			.visitors();
	}

	private @Nullable Object metaKeys() {
		Set<String> keys = new TreeSet<>();
		this.steps.forEach((step) -> keys.addAll(step.metadata().keySet()));
		return keys.isEmpty() ? null : keys;
	}

	/** Counts the steps with which sessions began or ended. */
	@SuppressWarnings("ReferenceEquality")
	private long count(Function<Session, Step> door) {
		return this.steps.stream().filter((step) -> step == door.apply(step.session())).count();
	}

	private DoubleStream metric(Call call) {
		boolean asked = call.has("event") && call.has("custom_metric_type");
		return this.steps.stream()
			.map((step) -> step.metadata().getOrDefault(call.text("custom_metric_key"), ""))
			.filter((value) -> asked && value.matches("-?\\d{1,15}(\\.\\d{1,15})?"))
			.mapToDouble(Double::parseDouble);
	}

	/** Returns a share as a fraction. */
	static double share(long part, long whole) {
		return (whole > 0) ? (double) part / whole : 0;
	}

	/** Returns the average of those that are known, rounded down. */
	static long average(LongStream values) {
		return (long) values.filter((value) -> value > 0).average().orElse(0);
	}

}
