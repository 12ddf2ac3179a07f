package io.pirsch.local;

import java.util.Map;

import io.pirsch.local.statistics.InvalidParameter;

/**
 * Answers what is asked about the one dashboard there is.
 */
class Reporting {

	static final String PATH = "/statistics";

	private final History history;

	Reporting(History history) {
		this.history = history;
	}

	Answer answer(String path, ApiCall call) {
		String domain = call.query().get("id");
		if (domain == null || domain.isEmpty()) {
			throw new Refusal(Map.of("id", FieldRules.REQUIRED));
		}
		if (!domain.equals(Domains.ID)) {
			throw new Refusal(404, "There is no such domain");
		}
		try {
			return Answer.json(this.history.statistics().answer(path, call.parameters(), call.receivedAt()));
		}
		catch (InvalidParameter ex) {
			throw new Refusal(Map.of(ex.name(), ex.problem()));
		}
	}

}
