package io.pirsch.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something a visitor did on a page. The tags of the page belong to the event, too.
 * <p>
 * Field names and meaning follow the <a href="https://docs.pirsch.io/api-sdks/api">API
 * reference</a>, section "Sending Data".
 *
 * @param name name of the event
 * @param page the page on which it happened; its time is ignored
 * @param duration how long it took, sent in whole seconds
 * @param metadata more about the event, never {@code null}; together with the tags of the
 * page at most {@value #MAX_METADATA} pairs
 * @param nonInteractive whether a visitor who does nothing else still counts as bounced
 * @param time moment of the event; required in a batch, told only there, written with
 * milliseconds
 */
public record Event(String name, PageView page, @Nullable Duration duration, Map<String, String> metadata,
		boolean nonInteractive, @Nullable Instant time) implements Hit {

	/**
	 * Largest number of metadata pairs, tags included.
	 */
	public static final int MAX_METADATA = 20;

	/**
	 * Largest number of characters in a metadata key.
	 */
	public static final int MAX_METADATA_KEY_LENGTH = 100;

	/**
	 * Largest number of characters in a metadata value.
	 */
	public static final int MAX_METADATA_VALUE_LENGTH = 2000;

	private static final long MAX_DURATION_SECONDS = 0xFFFF_FFFFL;

	/**
	 * Checks the fields against the limits of the API.
	 * @param name see {@link #name()}
	 * @param page see {@link #page()}
	 * @param duration see {@link #duration()}
	 * @param metadata see {@link #metadata()}
	 * @param nonInteractive see {@link #nonInteractive()}
	 * @param time see {@link #time()}
	 * @throws IllegalArgumentException if a required field is missing or a limit is
	 * exceeded
	 */
	public Event {
		Check.text("event_name", name);
		if (page == null) {
			throw new IllegalArgumentException("'page' is required but is missing");
		}
		if (duration != null) {
			Check.range("event_duration", duration.toSeconds(), MAX_DURATION_SECONDS);
		}
		metadata = Check.pairs("event_meta", metadata, MAX_METADATA, MAX_METADATA_KEY_LENGTH,
				MAX_METADATA_VALUE_LENGTH);
		Check.size("event_meta and tags together", metadata.size() + page.tags().size(), MAX_METADATA);
	}

	/**
	 * Returns a builder that holds the required fields.
	 * @param name name of the event
	 * @param page the page on which it happened
	 * @return a new builder, with the time of the page
	 */
	public static Builder builder(String name, PageView page) {
		return new Builder(name, page);
	}

	@Override
	public Kind kind() {
		return Kind.EVENT;
	}

	/**
	 * Returns who saw the page on which it happened.
	 */
	@Override
	public Visitor visitor() {
		return this.page.visitor();
	}

	@Override
	public Event withTime(@Nullable Instant time) {
		return new Event(this.name, this.page, this.duration, this.metadata, this.nonInteractive, time);
	}

	/**
	 * Returns a builder that holds the fields of this event.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		Builder builder = new Builder(this.name, this.page);
		builder.duration = this.duration;
		builder.metadata.putAll(this.metadata);
		builder.nonInteractive = this.nonInteractive;
		builder.time = this.time;
		return builder;
	}

	/**
	 * Builds an {@link Event}. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final String name;

		private final PageView page;

		private @Nullable Duration duration;

		private final Map<String, String> metadata = new LinkedHashMap<>();

		private boolean nonInteractive;

		private @Nullable Instant time;

		private Builder(String name, PageView page) {
			this.name = name;
			this.page = page;
			this.time = (page != null) ? page.time() : null;
		}

		/**
		 * Sets how long it took.
		 * @param duration the duration, sent in whole seconds, or {@code null}
		 * @return this builder
		 */
		public Builder duration(@Nullable Duration duration) {
			this.duration = duration;
			return this;
		}

		/**
		 * Adds metadata, or replaces the value of this key.
		 * @param key at most {@value Event#MAX_METADATA_KEY_LENGTH} characters
		 * @param value at most {@value Event#MAX_METADATA_VALUE_LENGTH} characters
		 * @return this builder
		 */
		public Builder metadata(String key, String value) {
			this.metadata.put(key, value);
			return this;
		}

		/**
		 * Adds metadata, replacing the values of the same keys.
		 * @param metadata the pairs to add
		 * @return this builder
		 */
		public Builder metadata(Map<String, String> metadata) {
			this.metadata.putAll(metadata);
			return this;
		}

		/**
		 * Marks the event as one that does not end a bounce.
		 * @param nonInteractive whether a visitor who does nothing else still counts as
		 * bounced
		 * @return this builder
		 */
		public Builder nonInteractive(boolean nonInteractive) {
			this.nonInteractive = nonInteractive;
			return this;
		}

		/**
		 * Sets the moment of the event.
		 * @param time the moment, or {@code null} for the moment Pirsch is told
		 * @return this builder
		 */
		public Builder time(@Nullable Instant time) {
			this.time = time;
			return this;
		}

		/**
		 * Builds the event.
		 * @return the event
		 * @throws IllegalArgumentException if a required field is missing or a limit is
		 * exceeded; the message names the field, the limit and the size of the value
		 */
		public Event build() {
			return new Event(this.name, this.page, this.duration, this.metadata, this.nonInteractive, this.time);
		}

	}

}
