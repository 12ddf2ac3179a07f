package io.pirsch.local.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What one visitor did without a pause.
 *
 * @param start when it began
 * @param values the values of the dimensions that tell sessions apart
 * @param steps what the visitor did, in its order
 */
record Session(Instant start, Map<String, String> values, List<Step> steps) {

	Session(Instant start, Map<String, String> values) {
		this(start, values, new ArrayList<>());
		values.put("session_id", String.valueOf(Integer.toUnsignedLong(Objects.hash(visitorId(), start))));
	}

	String visitorId() {
		return this.values.getOrDefault("visitor_id", "");
	}

	Step entry() {
		return this.steps.get(0);
	}

	Step last() {
		return this.steps.get(this.steps.size() - 1);
	}

	Step exit() {
		return last().isEvent() ? views().reduce((first, second) -> second).orElse(last()) : last();
	}

	Stream<Step> views() {
		return this.steps.stream().filter(Step::isView);
	}

	/**
	 * A reload is no second page.
	 */
	boolean isBounce() {
		return views().map(Step::path).distinct().count() <= 1
				&& this.steps.stream().noneMatch((step) -> step.interactive);
	}

	long seconds() {
		return seconds(this.start, last().time);
	}

	/**
	 * Returns how long a page was looked at, as far as is known: to the next page, or
	 * else to the last that is known of the visitor.
	 */
	long secondsOn(Step step) {
		Instant end = step.time;
		for (Step later : this.steps.subList(this.steps.indexOf(step) + 1, this.steps.size())) {
			end = later.time;
			if (later.isView()) {
				break;
			}
		}
		return step.isView() ? seconds(step.time, end) : 0;
	}

	/**
	 * Data that is late makes a time short, never negative.
	 */
	private static long seconds(Instant from, Instant to) {
		return Math.max(0, Duration.between(from, to).toSeconds());
	}

	/**
	 * Each session is its own.
	 */
	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
