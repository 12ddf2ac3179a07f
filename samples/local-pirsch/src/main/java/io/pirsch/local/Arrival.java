package io.pirsch.local;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One page view, event or session extension that was accepted.
 *
 * @param kind what it is
 * @param fields its JSON members, in the order they were sent
 * @param request number of the request it came in, see {@link ReceivedRequest#number()}
 * @param batch whether it came in a batch
 * @param receivedAt when the request arrived
 */
public record Arrival(Kind kind, Map<String, @Nullable Object> fields, long request, boolean batch,
		Instant receivedAt) {

	/**
	 * Creates an arrival whose fields cannot be changed.
	 */
	public Arrival {
		fields = Collections.unmodifiableMap(fields);
	}

	/**
	 * Returns a field that is a text.
	 * @param name JSON name of the field
	 * @return its value, or {@code null} when it was not sent or is no text
	 */
	public @Nullable String text(String name) {
		return (this.fields.get(name) instanceof String text) ? text : null;
	}

	/**
	 * Returns a field that is a number.
	 * @param name JSON name of the field
	 * @return its value, or {@code null} when it was not sent or is no whole number
	 */
	public @Nullable Long number(String name) {
		Object value = this.fields.get(name);
		return (value instanceof Integer || value instanceof Long) ? ((Number) value).longValue() : null;
	}

	/**
	 * Returns whether a field was sent as {@code true}.
	 * @param name JSON name of the field
	 * @return whether it was sent as {@code true}
	 */
	public boolean flag(String name) {
		return Boolean.TRUE.equals(this.fields.get(name));
	}

	/**
	 * Returns a field of texts by name, such as {@code tags} or {@code event_meta}.
	 * @param name JSON name of the field
	 * @return its entries, empty when it was not sent
	 */
	@SuppressWarnings("unchecked") // validated before an arrival is made
	public Map<String, String> texts(String name) {
		return (this.fields.get(name) instanceof Map<?, ?> map) ? Collections.unmodifiableMap((Map<String, String>) map)
				: Map.of();
	}

	/**
	 * Returns the moment the visitor's request was made, as the sender says.
	 * @return the {@code time} field, or {@code null} when it was not sent
	 */
	public @Nullable Instant time() {
		String time = text("time");
		return (time != null) ? OffsetDateTime.parse(time).toInstant() : null;
	}

	/**
	 * What arrived.
	 */
	public enum Kind {

		/**
		 * A page view, sent to {@code /hit}.
		 */
		PAGE_VIEW,

		/**
		 * An event, sent to {@code /event}.
		 */
		EVENT,

		/**
		 * A session extension, sent to {@code /session}.
		 */
		SESSION

	}

}
