package io.pirsch.local.statistics;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Single sessions.
 */
final class SessionLists {

	private static final List<String> VISITOR = List.of("language", "country_code", "region", "city", "channel",
			"referrer", "referrer_name", "referrer_icon", "os", "os_version", "browser", "browser_version",
			"screen_class", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term");

	private SessionLists() {
	}

	/**
	 * The latest first.
	 */
	static @Nullable Object list(Question question) {
		return Ranking.paged(question, question.selection()
			.all()
			.sessions()
			.stream()
			.sorted(Comparator.comparing((Session session) -> session.last().time).reversed())
			.map((session) -> with(session, Question.row("visitor_id", session.visitorId(), "session_id",
					Long.valueOf(session.entry().get("session_id")), "hostname", session.entry().get("hostname"),
					"time", session.last().time.toString(), "start", session.start().toString(), "duration_seconds",
					session.seconds(), "entry_path", session.entry().path(), "exit_path", session.exit().path(),
					"page_views", session.views().count(), "is_bounce", session.isBounce(), "entry_title",
					session.entry().get("title"), "exit_title", session.exit().get("title"), "extended",
					session.steps().stream().filter((step) -> step.kind == Hit.Kind.EXTENSION).count())))
			.toList());
	}

	static @Nullable Object details(Question question) {
		return Ranking.paged(question,
				question.sessions()
					.stream()
					.filter((session) -> session.visitorId().equals(question.parameters().text("visitor_id"))
							&& session.entry().get("session_id").equals(question.parameters().text("session_id")))
					.flatMap((session) -> session.steps().stream())
					.filter((step) -> step.kind != Hit.Kind.EXTENSION)
					.map((step) -> Question.row("page_view", step.isView() ? step(step, "tag", step.tags) : null,
							"event", step.isEvent() ? step(step, "meta", step.metadata) : null))
					.toList());
	}

	/**
	 * Here the id of the visitor is a number, unlike in the list.
	 */
	private static Map<String, @Nullable Object> step(Step step, String pairs, Map<String, String> values) {
		Map<String, @Nullable Object> row = step.isEvent() ? Question.row("name", step.get("event")) : Question.row();
		row.putAll(Question.row("visitor_id", new BigInteger(step.session.visitorId()), "session_id",
				Long.valueOf(step.get("session_id")), "time", step.time.toString(), "duration_seconds",
				step.isEvent() ? step.eventSeconds : step.session.secondsOn(step), "path", step.path(), "title",
				step.get("title")));
		with(step.session, row);
		row.put(pairs + "_keys", List.copyOf(values.keySet()));
		row.put(pairs + "_values", List.copyOf(values.values()));
		return row;
	}

	private static Map<String, @Nullable Object> with(Session session, Map<String, @Nullable Object> row) {
		VISITOR.forEach((name) -> row.put(name, session.entry().get(name)));
		row.put("desktop", session.entry().get("platform").equals("desktop"));
		row.put("mobile", session.entry().get("platform").equals("mobile"));
		return row;
	}

}
