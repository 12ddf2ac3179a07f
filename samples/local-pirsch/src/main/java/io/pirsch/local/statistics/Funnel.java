package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The one funnel there is: who came, who looked at a second page, and who did something.
 */
final class Funnel {

	/** Its id. */
	static final String ID = "localFun01";

	private static final List<String> NAMES = List.of("Came", "Looked around", "Did something");

	/** What counts as each step; like the filter of a call. */
	private static final List<Map<String, List<String>>> FILTERS = List.of(Map.of("path", List.of("~/")),
			Map.of("path", List.of("!/")), Map.of("event", List.of("!null")));

	private Funnel() {
	}

	static Object answer(Call call) {
		if (!call.text("funnel_id").equals(ID)) {
			throw new InvalidParameter("funnel_id", "must be " + ID);
		}
		List<Map<String, @Nullable Object>> data = new ArrayList<>();
		Set<String> first = call.with(FILTERS.get(0)).group().visitors();
		Set<String> previous = Set.of();
		for (Map<String, List<String>> filter : FILTERS) {
			Set<String> visitors = call.with(filter).group().visitors();
			if (!data.isEmpty()) {
				visitors.retainAll(previous);
			}
			int before = previous.size();
			int dropped = Math.max(0, before - visitors.size());
			data.add(Call.row("step", data.size() + 1, "visitors", visitors.size(), "relative_visitors",
					data.isEmpty() ? 1.0 : Group.share(visitors.size(), first.size()), "previous_visitors", before,
					"relative_previous_visitors", Group.share(visitors.size(), before), "dropped", dropped, "drop_off",
					Group.share(dropped, before)));
			previous = visitors;
		}
		return Call.row("definition", definition(), "data", data);
	}

	private static Map<String, @Nullable Object> definition() {
		List<Map<String, @Nullable Object>> steps = new ArrayList<>();
		for (String name : NAMES) {
			steps.add(Call.row("id", ID + steps.size(), "funnel_id", ID, "name", name, "step", steps.size(), "filter",
					FILTERS.get(steps.size())));
		}
		return Call.row("id", ID, "domain_id", "localDom01", "name", "Visit", "steps", steps);
	}

}
