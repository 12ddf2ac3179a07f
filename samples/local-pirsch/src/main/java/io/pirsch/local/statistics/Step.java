package io.pirsch.local.statistics;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One page view or event within a session.
 *
 * @param session the session
 * @param hit what arrived
 * @param values what it can be grouped by
 */
record Step(Session session, Hit hit, Map<String, String> values) {

	boolean isView() {
		return this.hit.kind() == Hit.Kind.VIEW;
	}

	boolean isEvent() {
		return this.hit.kind() == Hit.Kind.EVENT;
	}

	Instant time() {
		return this.hit.time();
	}

	long eventSeconds() {
		return (this.hit.fields().get("event_duration") instanceof Number seconds) ? seconds.longValue() : 0;
	}

	boolean isInteractive() {
		return isEvent() && !Boolean.TRUE.equals(this.hit.fields().get("non_interactive"));
	}

	Map<String, String> tags() {
		return this.hit.texts("tags");
	}

	Map<String, String> metadata() {
		Map<String, String> metadata = isEvent() ? tags() : new TreeMap<>();
		metadata.putAll(this.hit.texts("event_meta"));
		return metadata;
	}

	/**
	 * Returns the value of a dimension, empty if it is unknown. What tells sessions apart
	 * is that of the first step.
	 */
	String get(String name) {
		return switch (name) {
			case "pattern" -> get("path");
			case "path", "hostname", "title", "event" -> this.values.getOrDefault(name, "");
			case "entry_path" -> this.session.entry().get("path");
			case "exit_path" -> this.session.exit().get("path");
			case "visitor_id" -> this.session.visitorId;
			case "session_id" -> String.valueOf(this.session.id());
			default -> name.startsWith("tag_") ? tags().getOrDefault(name.substring(4), "")
					: name.startsWith("meta_") ? metadata().getOrDefault(name.substring(5), "")
							: this.session.entry().values.getOrDefault(name, "");
		};
	}

	/** Returns the values of a dimension, of which there may be several. */
	Collection<String> all(String name) {
		return switch (name) {
			case "tag" -> tags().keySet();
			case "event_meta_key" -> metadata().keySet();
			case "event_meta_value" -> metadata().values();
			default -> List.of(get(name));
		};
	}

}
