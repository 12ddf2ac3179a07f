package io.pirsch.local.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Makes the answer out of the rows of a result.
 */
class Rows {

	private static final int MAX_LIMIT = 100;

	private final Parameters parameters;

	Rows(Parameters parameters) {
		this.parameters = parameters;
	}

	/**
	 * Returns the rows that are asked for, sorted as asked for or else by a number, the
	 * largest first.
	 */
	@Nullable Object ranked(Stream<Row> rows, String label, String number) {
		Condition search = Condition.ofSearch(this.parameters.text("search"));
		List<Map<String, @Nullable Object>> found = rows.map(Row::members)
			.filter((row) -> search.test(String.valueOf(row.get(label))))
			.sorted(order(label, number))
			.toList();
		return inOrder(found);
	}

	/**
	 * Returns the rows that are asked for, in the order they are in. Without any, that is
	 * nothing, as in the service.
	 */
	@Nullable Object inOrder(List<Map<String, @Nullable Object>> rows) {
		int offset = this.parameters.number("offset", 0, Integer.MAX_VALUE);
		int limit = this.parameters.number("limit", MAX_LIMIT, MAX_LIMIT);
		List<Map<String, @Nullable Object>> page = rows.stream()
			.skip(offset)
			.limit((limit > 0) ? limit : MAX_LIMIT)
			.toList();
		return page.isEmpty() ? null : page;
	}

	private Comparator<Map<String, @Nullable Object>> order(String label, String number) {
		Comparator<Map<String, @Nullable Object>> byLabel = by(label);
		String sort = this.parameters.text("sort");
		if (sort.isEmpty()) {
			return by(number).reversed().thenComparing(byLabel);
		}
		boolean descending = this.parameters.text("direction").equalsIgnoreCase("desc");
		return (descending ? by(sort).reversed() : by(sort)).thenComparing(byLabel);
	}

	private static Comparator<Map<String, @Nullable Object>> by(String member) {
		return (first, second) -> compare(first.get(member), second.get(member));
	}

	private static int compare(@Nullable Object first, @Nullable Object second) {
		if (first instanceof Number one && second instanceof Number other) {
			return Double.compare(one.doubleValue(), other.doubleValue());
		}
		return String.valueOf(first).compareTo(String.valueOf(second));
	}

}
