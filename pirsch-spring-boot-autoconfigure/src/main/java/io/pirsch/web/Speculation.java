package io.pirsch.web;

import org.jspecify.annotations.Nullable;

/**
 * Whether a browser asks for a page before its visitor does: to have it at hand, or to
 * show a preview. Nobody has seen such a page, nor done what its handler tracks.
 */
final class Speculation {

	/**
	 * Those of Chromium, and of scripts in any browser.
	 */
	private static final String[] OF_CHROMIUM = { "Sec-Purpose", "Purpose", "X-Sec-Purpose" };

	/**
	 * Those that Safari and Firefox have sent.
	 */
	private static final String[] OF_OTHERS = { "X-Purpose", "X-Moz" };

	private static final String[] PURPOSES = { "prefetch", "prerender", "preview" };

	private Speculation() {
	}

	/**
	 * Whether it is behind a request.
	 * @param brands value of {@code Sec-CH-UA}, which only Chromium sends, or
	 * {@code null}
	 */
	static boolean isBehind(WebExchange exchange, @Nullable String brands) {
		return isBehind(exchange, OF_CHROMIUM) || (brands == null && isBehind(exchange, OF_OTHERS));
	}

	private static boolean isBehind(WebExchange exchange, String[] headers) {
		for (String header : headers) {
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
