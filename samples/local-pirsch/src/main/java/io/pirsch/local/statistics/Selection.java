package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a question is about: page views and events of a period.
 */
class Selection {

	private final Period period;

	private final List<Step> views = new ArrayList<>();

	private final List<Step> events = new ArrayList<>();

	private Selection(Period period) {
		this.period = period;
	}

	static Selection of(List<Session> sessions, Filter filter, Period period) {
		Selection selection = new Selection(period);
		sessions.stream().filter(filter::matches).forEach((session) -> selection.add(session, filter));
		return selection;
	}

	private void add(Session session, Filter filter) {
		List<Step> happened = session.steps().stream().filter((step) -> this.period.contains(step.time())).toList();
		List<Step> matchingViews = happened.stream().filter(filter::matchesView).toList();
		List<Step> matchingEvents = happened.stream().filter(filter::matchesEvent).toList();
		if (!matchingEvents.isEmpty() || !filter.isOnEvents()) {
			this.views.addAll(matchingViews);
			this.events.addAll(matchingEvents);
		}
	}

	Period period() {
		return this.period;
	}

	List<Step> views() {
		return this.views;
	}

	List<Step> events() {
		return this.events;
	}

	/**
	 * Returns page views and events.
	 */
	List<Step> steps() {
		List<Step> steps = new ArrayList<>(this.views);
		steps.addAll(this.events);
		return steps;
	}

	/**
	 * Returns the sessions that have a page view or event in the period.
	 */
	Set<Session> sessions() {
		Set<Session> sessions = new LinkedHashSet<>();
		steps().forEach((step) -> sessions.add(step.session()));
		return sessions;
	}

	Counts total() {
		return Counts.of(steps());
	}

	/**
	 * Returns the sessions of which this step was in the period.
	 */
	List<Session> sessionsWith(Function<Session, Step> step) {
		return sessions().stream().filter((session) -> this.period.contains(step.apply(session).time())).toList();
	}

}
