package io.pirsch.web.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the script tells.
 *
 * @param type what it is about
 * @param path path of the page as the visitor knows it, not decoded
 * @param query query of the page without question mark, or {@code null}
 * @param title title of the page
 * @param referrer where the visitor came from
 * @param width width of the screen in pixels
 * @param height height of the screen in pixels
 * @param tags tags of the page
 * @param event the event, if it is about one
 * @param mark what the server has said when it answered the request for the page, if the
 * script can't tell whether that was for this very visit
 */
record BrowserMessage(Type type, String path, @Nullable String query, @Nullable String title, @Nullable String referrer,
		@Nullable Integer width, @Nullable Integer height, Map<String, String> tags, @Nullable EventPart event,
		@Nullable Mark mark) {

	enum Type {

		VIEW, EVENT, PING

	}

	/**
	 * Something that has happened.
	 *
	 * @param name what it is called
	 * @param meta metadata
	 * @param duration how long it took
	 * @param nonInteractive whether it does not count as activity
	 */
	record EventPart(String name, Map<String, String> meta, @Nullable Duration duration, boolean nonInteractive) {
	}

	/**
	 * The mark of a page of which the server has charge.
	 *
	 * @param moment when the request has arrived at the server, in seconds since the
	 * epoch
	 * @param sinceRequest milliseconds since the browser has asked for the page
	 * @param sinceResponse milliseconds since it got the beginning of an answer
	 */
	record Mark(long moment, long sinceRequest, long sinceResponse) {

		private static final long EARLIER_MILLIS = 15_000;

		private static final long LATER_MILLIS = 5_000;

		/**
		 * Whether the server's answer was to the request of this very visit, and not from
		 * a cache: it lies between request and answer, give or take some seconds. Only
		 * clocks of servers are asked.
		 */
		boolean isOfThisLoad(Instant now) {
			long millis = this.moment * 1000;
			return millis >= now.toEpochMilli() - this.sinceRequest - EARLIER_MILLIS
					&& millis <= now.toEpochMilli() - this.sinceResponse + LATER_MILLIS;
		}

	}

}
