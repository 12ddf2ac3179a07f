package io.pirsch.local;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One call of the API, whatever became of it.
 *
 * @param number counts up from 1 in the order the calls came in
 * @param receivedAt when it came in
 * @param method HTTP method
 * @param path path without the query
 * @param query raw query, if there was one
 * @param headers headers by lower-case name, without the credentials
 * @param bytes size of the body
 * @param arrivals how many page views, events or session extensions were accepted from it
 * @param status status it was answered with, 0 when it got no answer
 * @param complete whether it got a whole answer
 * @param error what the answer says is wrong, if something is
 * @param fault the fault that was applied to it, if one was
 */
public record ReceivedRequest(long number, Instant receivedAt, String method, String path, @Nullable String query,
		Map<String, String> headers, long bytes, int arrivals, int status, boolean complete, @Nullable String error,
		@Nullable String fault) {

	/**
	 * Returns whether it was a batch call.
	 * @return whether it was a batch call
	 */
	public boolean batch() {
		return this.path.endsWith("/batch");
	}

	/**
	 * Returns a header.
	 * @param name name of the header, in any case
	 * @return its value, or {@code null} when it was not sent
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name.toLowerCase(Locale.ROOT));
	}

}
