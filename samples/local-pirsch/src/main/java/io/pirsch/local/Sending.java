package io.pirsch.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Takes in page views, events and session extensions; one that is wrong refuses its whole
 * batch.
 */
class Sending {

	Answer single(Arrival.Kind kind, ApiCall call) {
		Map<String, @Nullable Object> fields = Json.object(call.json());
		if (fields == null) {
			throw new Refusal(400, "The body must be a JSON object");
		}
		Map<String, String> problems = FieldRules.check(kind, false, fields);
		if (!problems.isEmpty()) {
			throw new Refusal(problems);
		}
		return Answer.accepted(List.of(new Arrival(kind, fields, call.number(), false, call.receivedAt())));
	}

	Answer batch(Arrival.Kind kind, ApiCall call) {
		if (!(call.json() instanceof List<?> items)) {
			throw new Refusal(400, "The body must be a JSON array");
		}
		Map<String, String> problems = new LinkedHashMap<>();
		List<Arrival> arrivals = new ArrayList<>(items.size());
		for (int i = 0; i < items.size(); i++) {
			Map<String, @Nullable Object> fields = Json.object(items.get(i));
			if (fields == null) {
				throw new Refusal(400, "Item " + i + " must be a JSON object");
			}
			int index = i;
			FieldRules.check(kind, true, fields)
				.forEach((name, problem) -> problems.putIfAbsent(name, problem + " (item " + index + ")"));
			arrivals.add(new Arrival(kind, fields, call.number(), true, call.receivedAt()));
		}
		if (!problems.isEmpty()) {
			throw new Refusal(problems);
		}
		return Answer.accepted(arrivals);
	}

}
