package io.pirsch.local.statistics;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Builds a row of a result, member by member.
 */
class Row {

	private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

	static Row of(String name, @Nullable Object value) {
		return new Row().with(name, value);
	}

	Row with(String name, @Nullable Object value) {
		this.members.put(name, value);
		return this;
	}

	Row withVisitors(Counts counts) {
		return with("visitors", counts.visitors());
	}

	Row withCounts(Counts counts) {
		return withVisitors(counts).with("views", counts.views())
			.with("sessions", counts.sessions())
			.with("bounces", counts.bounces());
	}

	/**
	 * Adds counts, their shares in a total, and the bounce rate.
	 */
	Row withCountsAndShares(Counts counts, Counts total) {
		return withCounts(counts).withShares(counts, total).withBounceRate(counts);
	}

	/**
	 * Adds the shares in a total.
	 */
	Row withShares(Counts counts, Counts total) {
		return withVisitorShare(counts, total).with("relative_views", Counts.share(counts.views(), total.views()));
	}

	Row withVisitorShare(Counts counts, Counts total) {
		return with("relative_visitors", Counts.share(counts.visitors(), total.visitors()));
	}

	Row withBounceRate(Counts counts) {
		return with("bounce_rate", counts.bounceRate());
	}

	Map<String, @Nullable Object> members() {
		return this.members;
	}

}
