package io.pirsch.local;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One call of the API as the endpoints see it.
 */
class ApiCall {

	private final long number;

	private final Instant receivedAt;

	private final HttpExchange exchange;

	private final byte[] body;

	ApiCall(long number, Instant receivedAt, HttpExchange exchange, byte[] body) {
		this.number = number;
		this.receivedAt = receivedAt;
		this.exchange = exchange;
		this.body = body;
	}

	long number() {
		return this.number;
	}

	Instant receivedAt() {
		return this.receivedAt;
	}

	String method() {
		return this.exchange.getRequestMethod();
	}

	String path() {
		return this.exchange.getRequestURI().getPath();
	}

	Map<String, String> query() {
		return Http.query(this.exchange);
	}

	/**
	 * Returns the query parameters with all their values.
	 */
	Map<String, List<String>> parameters() {
		return Http.parameters(this.exchange);
	}

	/**
	 * Returns the token or access key of the call.
	 */
	@Nullable String bearer() {
		String authorization = this.exchange.getRequestHeaders().getFirst("Authorization");
		String scheme = "Bearer ";
		if (authorization == null || !authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
			return null;
		}
		return authorization.substring(scheme.length()).trim();
	}

	/**
	 * Returns the body as JSON; the content type does not matter, as in the service.
	 */
	@Nullable Object json() {
		try {
			return Json.read(this.body);
		}
		catch (JacksonException ex) {
			throw new Refusal(400, "The body is not valid JSON: " + ex.getOriginalMessage());
		}
	}

}
