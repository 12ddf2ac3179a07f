package io.pirsch.local;

import java.util.Map;

/**
 * Ends the handling of a call with an error answer.
 */
@SuppressWarnings("serial")
class Refusal extends RuntimeException {

	private final transient Answer answer;

	Refusal(int status, String message) {
		this(Answer.error(status, message));
	}

	Refusal(Map<String, String> validation) {
		this(Answer.invalid(validation));
	}

	Refusal(Answer answer) {
		super("Refused with status " + answer.status(), null, false, false);
		this.answer = answer;
	}

	Answer answer() {
		return this.answer;
	}

}
