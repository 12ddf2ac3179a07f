package io.pirsch.local.statistics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Single sessions.
 */
final class SessionStatistics {

	private SessionStatistics() {
	}

	/**
	 * The latest first.
	 */
	static @Nullable Object list(Question question) {
		return question.rows()
			.inOrder(question.selection()
				.sessions()
				.stream()
				.sorted(Comparator.comparing(Session::lastTime).reversed())
				.map((session) -> row(session).members())
				.toList());
	}

	static @Nullable Object details(Question question) {
		List<Map<String, @Nullable Object>> steps = new ArrayList<>();
		question.session()
			.ifPresent((session) -> session.steps()
				.stream()
				.filter((step) -> !step.isExtension())
				.forEach((step) -> steps.add(Row.of("page_view", step.isView() ? pageView(step) : null)
					.with("event", step.isEvent() ? event(step) : null)
					.members())));
		return question.rows().inOrder(steps);
	}

	private static Row row(Session session) {
		Row row = Row.of("visitor_id", session.visitorId())
			.with("session_id", session.sessionId())
			.with("hostname", session.entry().hostname())
			.with("time", session.lastTime().toString())
			.with("start", session.start().toString())
			.with("duration_seconds", session.durationSeconds())
			.with("entry_path", session.entry().path())
			.with("exit_path", session.exit().path())
			.with("page_views", session.views())
			.with("is_bounce", session.isBounce())
			.with("entry_title", session.entry().title())
			.with("exit_title", session.exit().title());
		return addVisitor(row, session).with("extended", session.extended());
	}

	private static Map<String, @Nullable Object> pageView(Step step) {
		return step(step, new Row()).with("tag_keys", List.copyOf(step.tags().keySet()))
			.with("tag_values", List.copyOf(step.tags().values()))
			.members();
	}

	private static Map<String, @Nullable Object> event(Step step) {
		return step(step, Row.of("name", step.eventName())).with("meta_keys", List.copyOf(step.metadata().keySet()))
			.with("meta_values", List.copyOf(step.metadata().values()))
			.members();
	}

	/**
	 * Here the id of the visitor is a number, unlike in the list.
	 */
	private static Row step(Step step, Row row) {
		return addVisitor(row.with("visitor_id", new BigInteger(step.session().visitorId()))
			.with("session_id", step.session().sessionId())
			.with("time", step.time().toString())
			.with("duration_seconds", step.isEvent() ? step.eventSeconds() : step.secondsOnPage())
			.with("path", step.path())
			.with("title", step.title()), step.session());
	}

	private static Row addVisitor(Row row, Session session) {
		for (String name : List.of("language", "referrer", "referrer_name", "os", "browser", "screen_class",
				"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")) {
			row.with(name, Dimensions.ofSession(name).apply(session));
		}
		for (String unknown : List.of("country_code", "region", "city", "channel", "referrer_icon", "os_version")) {
			row.with(unknown, "");
		}
		return row.with("browser_version", session.device().browserVersion())
			.with("desktop", session.device().isDesktop())
			.with("mobile", session.device().isMobile());
	}

}
