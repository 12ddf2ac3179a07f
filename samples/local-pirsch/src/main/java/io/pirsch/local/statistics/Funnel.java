package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.HashMap;
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

	static Object answer(Question question) {
		if (!question.parameters().text("funnel_id").equals(ID)) {
			throw new InvalidParameter("funnel_id", "must be " + ID);
		}
		List<Map<String, @Nullable Object>> data = new ArrayList<>();
		Set<String> first = Set.of();
		Set<String> previous = Set.of();
		for (Map<String, List<String>> filter : FILTERS) {
			Map<String, List<String>> parameters = new HashMap<>(question.parameters().values());
			parameters.putAll(filter);
			Set<String> visitors = new Question(question.sessions(), new Parameters(parameters), question.now())
				.selection()
				.all()
				.visitors();
			boolean start = data.isEmpty();
			if (start) {
				first = visitors;
			}
			else {
				visitors.retainAll(previous);
			}
			int before = start ? 0 : previous.size();
			int dropped = start ? 0 : before - visitors.size();
			data.add(Question.row("step", data.size() + 1, "visitors", visitors.size(), "relative_visitors",
					start ? 1.0 : Group.share(visitors.size(), first.size()), "previous_visitors", before,
					"relative_previous_visitors", Group.share(start ? 0 : visitors.size(), before), "dropped", dropped,
					"drop_off", Group.share(dropped, before)));
			previous = visitors;
		}
		return Question.row("definition", definition(), "data", data);
	}

	private static Map<String, @Nullable Object> definition() {
		List<Map<String, @Nullable Object>> steps = new ArrayList<>();
		for (String name : NAMES) {
			steps.add(Question.row("id", ID + steps.size(), "funnel_id", ID, "name", name, "step", steps.size(),
					"filter", FILTERS.get(steps.size())));
		}
		return Question.row("id", ID, "domain_id", "localDom01", "name", "Visit", "steps", steps);
	}

}
