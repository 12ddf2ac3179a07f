package io.pirsch.local.statistics;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Something that arrived, as far as statistics are concerned.
 *
 * @param kind what it is
 * @param time when it happened
 * @param request number of the request it came in: only what came in the same one is
 * sorted by time
 * @param fields its fields by their JSON names
 */
public record Hit(Kind kind, Instant time, long request, Map<String, @Nullable Object> fields) {

	String text(String name) {
		return Objects.toString(this.fields.get(name), "");
	}

	Map<String, String> texts(String name) {
		Map<String, String> texts = new TreeMap<>();
		if (this.fields.get(name) instanceof Map<?, ?> map) {
			map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
		}
		return texts;
	}

	/**
	 * What a hit is, and what it tells of: a page view, an event, or the extension of a
	 * session.
	 */
	public enum Kind {

		VIEW, EVENT, SESSION

	}

}
