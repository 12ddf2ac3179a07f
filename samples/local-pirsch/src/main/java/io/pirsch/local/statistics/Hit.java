package io.pirsch.local.statistics;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that arrived, as far as statistics are concerned.
 */
public interface Hit {

	/**
	 * Returns what it is.
	 * @return the kind
	 */
	Kind kind();

	/**
	 * Returns when it happened.
	 * @return the time
	 */
	Instant time();

	/**
	 * Returns in which request it came: only what came in the same one is sorted by time.
	 * @return number of the request
	 */
	long request();

	/**
	 * Returns a field that is a text.
	 * @param name JSON name of the field
	 * @return its value, or {@code null} when there is none
	 */
	@Nullable String text(String name);

	/**
	 * Returns a field that is a number.
	 * @param name JSON name of the field
	 * @return its value, or {@code null} when there is none
	 */
	@Nullable Integer number(String name);

	/**
	 * Returns a field that is true or false.
	 * @param name JSON name of the field
	 * @return whether it is true
	 */
	boolean flag(String name);

	/**
	 * Returns a field of texts by name.
	 * @param name JSON name of the field
	 * @return its entries, empty when there is none
	 */
	Map<String, String> texts(String name);

	/**
	 * What a hit is.
	 */
	enum Kind {

		/** A page view. */
		PAGE_VIEW,

		/** An event. */
		EVENT,

		/** A session extension. */
		EXTENSION

	}

}
