package io.pirsch.local.statistics;

import java.util.Map;
import java.util.function.Function;

/**
 * What sessions and steps can be filtered and grouped by, as the API names it.
 */
final class Dimensions {

	/**
	 * Of a session. Places and channels are unknown: there is no data to tell them.
	 */
	static final Map<String, Function<Session, String>> OF_SESSION = Map.ofEntries(
			Map.entry("entry_path", (session) -> session.entry().path()),
			Map.entry("exit_path", (session) -> session.exit().path()),
			Map.entry("referrer", (session) -> session.referrer().url()),
			Map.entry("referrer_name", (session) -> session.referrer().name()),
			Map.entry("utm_source", (session) -> session.utm().source()),
			Map.entry("utm_medium", (session) -> session.utm().medium()),
			Map.entry("utm_campaign", (session) -> session.utm().campaign()),
			Map.entry("utm_content", (session) -> session.utm().content()),
			Map.entry("utm_term", (session) -> session.utm().term()), Map.entry("language", Session::language),
			Map.entry("os", (session) -> session.device().os()),
			Map.entry("browser", (session) -> session.device().browser()),
			Map.entry("platform", (session) -> session.device().platform()),
			Map.entry("screen_class", (session) -> session.device().screenClass()),
			Map.entry("country", (session) -> ""), Map.entry("region", (session) -> ""),
			Map.entry("city", (session) -> ""), Map.entry("channel", (session) -> ""),
			Map.entry("visitor_id", Session::visitorId),
			Map.entry("session_id", (session) -> String.valueOf(session.sessionId())));

	private Dimensions() {
	}

	static Function<Session, String> ofSession(String name) {
		Function<Session, String> dimension = OF_SESSION.get(name);
		if (dimension == null) {
			throw new IllegalArgumentException("There is no dimension " + name);
		}
		return dimension;
	}

}
