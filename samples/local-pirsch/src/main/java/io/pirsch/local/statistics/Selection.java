package io.pirsch.local.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a question is about: page views and events of a period.
 *
 * @param views the page views
 * @param events the events
 * @param all both
 */
record Selection(List<Step> views, List<Step> events, Group all) {

	private static final Set<String> OF_PAGES = Set.of("path", "pattern", "hostname", "tag");

	private static final Set<String> OF_EVENTS = Set.of("event", "event_meta_key");

	/**
	 * Selects by the filter in the parameters.
	 * @param onEvents whether those who caused no event that is asked for are left out
	 */
	static Selection of(List<Session> sessions, Parameters parameters, Period period, boolean onEvents) {
		Predicate<Step> ofSessions = test(parameters, Step.OF_SESSIONS, "-");
		Predicate<Step> ofPages = test(parameters, OF_PAGES, "tag_");
		Predicate<Step> ofEvents = onEvents ? test(parameters, OF_EVENTS, "meta_") : (step) -> true;
		boolean needsEvent = onEvents && parameters.names()
			.stream()
			.anyMatch((name) -> parameters.has(name) && (OF_EVENTS.contains(name) || name.startsWith("meta_")));
		List<Step> views = new ArrayList<>();
		List<Step> events = new ArrayList<>();
		for (Session session : sessions) {
			List<Step> steps = !ofSessions.test(session.entry()) ? List.of()
					: session.steps().stream().filter((step) -> period.contains(step.time)).filter(ofPages).toList();
			List<Step> caused = steps.stream().filter(Step::isEvent).filter(ofEvents).toList();
			if (!caused.isEmpty() || !needsEvent) {
				steps.stream().filter(Step::isView).forEach(views::add);
				events.addAll(caused);
			}
		}
		List<Step> all = new ArrayList<>(views);
		all.addAll(events);
		return new Selection(views, events, new Group(all));
	}

	private static Predicate<Step> test(Parameters parameters, Set<String> names, String prefix) {
		Predicate<Step> test = (step) -> true;
		for (String name : parameters.names()) {
			if (parameters.has(name) && (names.contains(name) || name.startsWith(prefix))) {
				Condition condition = new Condition(name, parameters.all(name));
				test = test.and((step) -> condition.test(step.all(name)));
			}
		}
		return test;
	}

}
