package io.pirsch.web;

import org.jspecify.annotations.Nullable;

/**
 * Whether a browser asks for a page before its visitor does: to have it at hand, or to
 * show a preview. Nobody has seen such a page, nor done what its handler tracks.
 */
final class Speculation {

	private static final String[] HEADERS = { "Sec-Purpose", "Purpose", "X-Purpose", "X-Moz", "X-Sec-Purpose" };

	private static final String[] PURPOSES = { "prefetch", "prerender", "preview" };

	private Speculation() {
	}

	static boolean isBehind(WebExchange exchange) {
		for (String header : HEADERS) {
			if (isSpeculative(exchange.header(header))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A prefetch may have parameters, such as {@code prefetch;prerender}.
	 */
	private static boolean isSpeculative(@Nullable String value) {
		if (value == null) {
			return false;
		}
		String purpose = value.strip();
		for (String speculative : PURPOSES) {
			if (purpose.regionMatches(true, 0, speculative, 0, speculative.length())) {
				return true;
			}
		}
		return false;
	}

}
