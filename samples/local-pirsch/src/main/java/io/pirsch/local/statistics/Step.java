package io.pirsch.local.statistics;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * One page view, event or extension within a session.
 *
 * @param session the session
 * @param hit what arrived
 * @param path the page, for an extension the last one if it names none
 */
record Step(Session session, Hit hit, String path) {

	boolean isView() {
		return this.hit.kind == Hit.Kind.VIEW;
	}

	boolean isEvent() {
		return this.hit.kind == Hit.Kind.EVENT;
	}

	boolean isExtension() {
		return this.hit.kind == Hit.Kind.EXTENSION;
	}

	Instant time() {
		return this.hit.time;
	}

	/**
	 * Returns the value of a dimension, empty if it is unknown. What tells sessions apart
	 * is that of the first step.
	 */
	String get(String name) {
		return switch (name) {
			case "path", "pattern" -> this.path;
			case "hostname", "title", "event" -> this.hit.values.getOrDefault(name, "");
			case "entry_path" -> this.session.entry().path;
			case "exit_path" -> this.session.exit().path;
			case "visitor_id" -> this.session.visitorId;
			case "session_id" -> String.valueOf(this.session.id());
			default -> this.session.entry().hit.values.getOrDefault(name, "");
		};
	}

	/**
	 * Returns the values of a dimension, of which there may be several.
	 */
	Collection<String> all(String name) {
		return switch (name) {
			case "tag" -> this.hit.tags.keySet();
			case "event_meta_key" -> this.hit.metadata.keySet();
			default -> List.of(name.startsWith("tag_") ? this.hit.tags.getOrDefault(name.substring(4), "")
					: name.startsWith("meta_") ? this.hit.metadata.getOrDefault(name.substring(5), "") : get(name));
		};
	}

}
