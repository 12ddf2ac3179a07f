package io.pirsch.local.statistics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One call: what is known, and what is asked about it.
 *
 * @param sessions all sessions
 * @param parameters the parameters of the call
 * @param now the moment of the call
 */
record Question(List<Session> sessions, Parameters parameters, Instant now) {

	Period period() {
		return Period.of(this.parameters, this.now);
	}

	Selection selection() {
		return selection(period());
	}

	Selection selection(Period period) {
		return Selection.of(this.sessions, this.parameters, period, true);
	}

	/**
	 * Returns all of a period, whether they caused the events that are asked for or not:
	 * the share of those who did is the conversion rate.
	 */
	Group everybody(Period period) {
		return Selection.of(this.sessions, this.parameters, period, false).all();
	}

	/**
	 * Adds numbers, named one after the other, to a row.
	 */
	Map<String, @Nullable Object> add(Map<String, @Nullable Object> row, String numbers, Group group, Group total,
			@Nullable Group possible) {
		for (String name : numbers.split(" ")) {
			row.put(name, group.number(name, this.parameters, total, possible));
		}
		return row;
	}

	/**
	 * Returns a row of names and values in turn.
	 */
	static Map<String, @Nullable Object> row(@Nullable Object... members) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		for (int i = 0; i < members.length; i += 2) {
			row.put(String.valueOf(members[i]), members[i + 1]);
		}
		return row;
	}

}
