package io.pirsch.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What Pirsch is told of a visitor: a page view, an event, or that a session goes on.
 */
public sealed interface Hit permits PageView, Event, SessionExtension {

	/**
	 * Returns which of the three it is.
	 * @return the kind
	 */
	Kind kind();

	/**
	 * Returns whom it is about.
	 * @return the visitor
	 */
	Visitor visitor();

	/**
	 * Returns when it happened.
	 * @return the moment, or {@code null} for the moment Pirsch is told
	 */
	@Nullable Instant time();

	/**
	 * Returns a copy with this time.
	 * @param time the moment, or {@code null} for the moment Pirsch is told
	 * @return the copy
	 */
	Hit withTime(@Nullable Instant time);

	/**
	 * The kinds of hits, in the order in which Pirsch has to be told of them: page views
	 * open the sessions that events and extensions belong to.
	 */
	enum Kind {

		/**
		 * A {@link PageView}.
		 */
		PAGE_VIEW("hit", "page view"),

		/**
		 * An {@link Event}.
		 */
		EVENT("event", "event"),

		/**
		 * A {@link SessionExtension}.
		 */
		SESSION_EXTENSION("session", "session extension");

		private final String id;

		private final String words;

		Kind(String id, String words) {
			this.id = id;
			this.words = words;
		}

		/**
		 * Returns the name that the API has for it, and that stored hits can be told
		 * apart by.
		 * @return a lower-case word
		 */
		public String id() {
			return this.id;
		}

		/**
		 * Returns the kind of a name.
		 * @param id what {@link #id()} returned
		 * @return the kind, or {@code null} if there is none of this name
		 */
		public static @Nullable Kind of(String id) {
			for (Kind kind : values()) {
				if (kind.id.equals(id)) {
					return kind;
				}
			}
			return null;
		}

		/**
		 * Returns what it is called in logs and messages.
		 */
		@Override
		public String toString() {
			return this.words;
		}

	}

}
