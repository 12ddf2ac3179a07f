package io.pirsch.local.statistics;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts of some page views and events, each visitor and session once.
 */
class Counts {

	private final Set<String> visitors = new HashSet<>();

	private final Set<Session> sessions = new HashSet<>();

	private long views;

	static Counts of(Collection<Step> steps) {
		Counts counts = new Counts();
		steps.forEach(counts::add);
		return counts;
	}

	/**
	 * Counts by a property of the steps, in the order they come.
	 */
	static <K> Map<K, Counts> by(Collection<Step> steps, Function<Step, K> key) {
		Map<K, Counts> groups = new LinkedHashMap<>();
		steps.forEach((step) -> groups.computeIfAbsent(key.apply(step), (unknown) -> new Counts()).add(step));
		return groups;
	}

	void add(Step step) {
		this.visitors.add(step.session().visitorId());
		this.sessions.add(step.session());
		if (step.isView()) {
			this.views++;
		}
	}

	long visitors() {
		return this.visitors.size();
	}

	long views() {
		return this.views;
	}

	long sessions() {
		return this.sessions.size();
	}

	long bounces() {
		return this.sessions.stream().filter(Session::isBounce).count();
	}

	double bounceRate() {
		return share(bounces(), sessions());
	}

	/**
	 * Returns a share as a fraction.
	 */
	static double share(long part, long whole) {
		return (whole > 0) ? (double) part / whole : 0;
	}

	/**
	 * Returns the average of those that are known, rounded down.
	 */
	static long average(List<Long> values) {
		return (long) values.stream().filter((value) -> value > 0).mapToLong(Long::longValue).average().orElse(0);
	}

}
