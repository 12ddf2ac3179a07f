package io.pirsch.local.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One call: what is known, and what is asked about it.
 */
class Question {

	private final List<Session> sessions;

	private final Parameters parameters;

	private final Instant now;

	Question(List<Session> sessions, Parameters parameters, Instant now) {
		this.sessions = sessions;
		this.parameters = parameters;
		this.now = now;
	}

	/**
	 * Asks something else at the same moment.
	 */
	Question withParameters(Map<String, List<String>> parameters) {
		return new Question(this.sessions, new Parameters(parameters), this.now);
	}

	Parameters parameters() {
		return this.parameters;
	}

	Instant now() {
		return this.now;
	}

	/**
	 * Returns the session that is asked for by its ids, or nothing.
	 */
	Optional<Session> session() {
		return this.sessions.stream()
			.filter((session) -> session.visitorId().equals(this.parameters.text("visitor_id"))
					&& String.valueOf(session.sessionId()).equals(this.parameters.text("session_id")))
			.findFirst();
	}

	/**
	 * Returns the sessions that were extended in a period.
	 */
	Stream<Session> extendedIn(Period period) {
		Filter filter = Filter.of(this.parameters);
		return this.sessions.stream()
			.filter((session) -> filter.matches(session)
					&& session.steps().stream().anyMatch((step) -> step.isExtension() && period.contains(step.time())));
	}

	Rows rows() {
		return new Rows(this.parameters);
	}

	Period period() {
		return Period.of(this.parameters, this.now);
	}

	Selection selection() {
		return selection(period());
	}

	Selection selection(Period period) {
		return Selection.of(this.sessions, Filter.of(this.parameters), period);
	}

	/**
	 * Returns all of a period, whether they caused the events that are asked for or not:
	 * the share of those who did is the conversion rate.
	 */
	Selection everybody(Period period) {
		return Selection.of(this.sessions, Filter.withoutEvents(this.parameters), period);
	}

}
