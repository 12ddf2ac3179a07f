package io.pirsch.web;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The page view of the current request, in the hands of the application: its title and
 * tags, events of the visitor, and whether it counts.
 * <p>
 * No method throws because of what Pirsch accepts: what is too long is cut, what is too
 * much is left out, and a warning names the size. Title, tags, {@link #count()} and
 * {@link #doNotCount()} take effect until the response is committed; events and
 * {@link #extendSession()} at any time, also where the visit is first asked for after the
 * commit, for example in a controller of an error page or in an interceptor's
 * {@code afterCompletion}: they are sent at once, with the page and the visitor of the
 * request. Only where the visit was taken straight from the request attribute instead of
 * by {@link #of(Object)} and first used after the commit, they are left out with a
 * warning, as the request may be over. Safe for use by several threads.
 */
public interface PirschVisit {

	/**
	 * Name of the request attribute that holds the visit.
	 */
	String ATTRIBUTE = "io.pirsch.web.PirschVisit";

	/**
	 * Sets the title of the page.
	 * @param title the title, or {@code null} for none
	 * @return this visit
	 */
	PirschVisit title(@Nullable String title);

	/**
	 * Adds a tag to the page and to its events, or replaces the value of this key.
	 * @param key what the tag is about, at most 50 characters
	 * @param value the tag's value, at most 50 characters
	 * @return this visit
	 */
	PirschVisit tag(String key, String value);

	/**
	 * Adds tags to the page and to its events, replacing the values of the same keys.
	 * @param tags at most 20 tags
	 * @return this visit
	 */
	PirschVisit tags(Map<String, String> tags);

	/**
	 * Tracks an event of the visitor on this page. It is sent behind the page view, or
	 * alone if the page is not counted.
	 * @param eventName name of the event
	 * @return this visit
	 */
	PirschVisit track(String eventName);

	/**
	 * Tracks an event of the visitor on this page, with more about it. It is sent behind
	 * the page view, or alone if the page is not counted.
	 * @param eventName name of the event
	 * @param more called at once to add metadata or a duration; not called where there is
	 * no visit
	 * @return this visit
	 */
	PirschVisit track(String eventName, Consumer<EventSpec> more);

	/**
	 * Keeps this page from being counted. Its events are sent all the same.
	 * @return this visit
	 */
	PirschVisit doNotCount();

	/**
	 * Counts this page even if {@link PageViewRules} would leave it out, for example an
	 * answer to a form. A visitor's objection stands, and an answer that failed, with a
	 * status of 500 or more, never counts.
	 * @return this visit
	 */
	PirschVisit count();

	/**
	 * Keeps the visitor's session open, for a request that is a sign of life of somebody
	 * who stays on a page. Where the request itself can be none, as one that a script
	 * makes, that page is taken from its referrer.
	 * @return this visit
	 */
	PirschVisit extendSession();

	/**
	 * Returns a visit that does nothing, for where there is none.
	 * @return the visit
	 */
	static PirschVisit none() {
		return NoVisit.INSTANCE;
	}

	/**
	 * Returns the visit that a request's attribute holds, for use even after the request.
	 * @param attribute value of the attribute {@link #ATTRIBUTE}, or {@code null}
	 * @return the visit, or {@link #none()} if the attribute holds none
	 */
	static PirschVisit of(@Nullable Object attribute) {
		if (attribute instanceof RequestVisit visit) {
			visit.handOut();
			return visit;
		}
		return (attribute instanceof PirschVisit visit) ? visit : none();
	}

	/**
	 * More about an event. Valid only during the call it is passed to.
	 */
	interface EventSpec {

		/**
		 * Adds metadata, or replaces the value of this key.
		 * @param key what it is about, at most 100 characters
		 * @param value the value, at most 2000 characters
		 * @return this event
		 */
		EventSpec metadata(String key, String value);

		/**
		 * Adds metadata, replacing the values of the same keys.
		 * @param metadata the pairs; together with the tags of the page at most 20
		 * @return this event
		 */
		EventSpec metadata(Map<String, String> metadata);

		/**
		 * Sets how long it took.
		 * @param duration the duration, sent in whole seconds
		 * @return this event
		 */
		EventSpec duration(Duration duration);

		/**
		 * Makes a visitor who does nothing else still count as bounced.
		 * @return this event
		 */
		EventSpec nonInteractive();

	}

}
