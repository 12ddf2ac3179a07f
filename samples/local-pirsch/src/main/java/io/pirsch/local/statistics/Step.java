package io.pirsch.local.statistics;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One page view, event or extension within a session, and what it can be filtered and
 * grouped by.
 */
final class Step {

	/** What tells sessions apart. Places and channels are not known. */
	static final Set<String> OF_SESSIONS = Set.of("entry_path", "exit_path", "referrer", "referrer_name", "utm_source",
			"utm_medium", "utm_campaign", "utm_content", "utm_term", "language", "os", "browser", "platform",
			"screen_class", "country", "region", "city", "channel", "visitor_id", "session_id");

	private static final int MAX_TITLE = 512;

	final Session session;

	final Hit.Kind kind;

	final Instant time;

	final int eventSeconds;

	final boolean interactive;

	final Map<String, String> tags;

	final Map<String, String> metadata = new TreeMap<>();

	private final Map<String, String> values;

	Step(Session session, Hit hit, PageUrl page) {
		this.session = session;
		this.kind = hit.kind();
		this.time = hit.time();
		this.eventSeconds = hit.number("event_duration");
		this.interactive = isEvent() && !Boolean.TRUE.equals(hit.fields().get("non_interactive"));
		this.tags = new TreeMap<>(hit.texts("tags"));
		if (isEvent()) {
			this.metadata.putAll(this.tags);
			this.metadata.putAll(hit.texts("event_meta"));
		}
		this.values = Map.of("path", page.path(), "pattern", page.path(), "hostname", page.hostname(), "title",
				PageUrl.cut(hit.text("title"), MAX_TITLE), "event", hit.text("event_name").trim());
	}

	boolean isView() {
		return this.kind == Hit.Kind.VIEW;
	}

	boolean isEvent() {
		return this.kind == Hit.Kind.EVENT;
	}

	String path() {
		return get("path");
	}

	/**
	 * Returns the value of a dimension, empty if it is unknown.
	 */
	String get(String name) {
		return this.values.getOrDefault(name, this.session.values().getOrDefault(name, ""));
	}

	/**
	 * Returns the values of a dimension, of which there may be several.
	 */
	Collection<String> all(String name) {
		return switch (name) {
			case "tag" -> this.tags.keySet();
			case "event_meta_key" -> this.metadata.keySet();
			case "entry_path" -> List.of(this.session.entry().path());
			case "exit_path" -> List.of(this.session.exit().path());
			default -> List.of(name.startsWith("tag_") ? this.tags.getOrDefault(name.substring(4), "")
					: name.startsWith("meta_") ? this.metadata.getOrDefault(name.substring(5), "") : get(name));
		};
	}

}
