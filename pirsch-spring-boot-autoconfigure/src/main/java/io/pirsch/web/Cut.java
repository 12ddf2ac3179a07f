package io.pirsch.web;

import org.jspecify.annotations.Nullable;

import org.springframework.lang.Contract;

/**
 * Cuts what comes from a visitor, so that one page view never holds more than about 5 KB.
 * What is short enough is not copied.
 */
final class Cut {

	static final int URL = 2000;

	/**
	 * One more than Pirsch accepts: cut to the limit, a bot would become a visitor.
	 */
	static final int USER_AGENT = 501;

	static final int ACCEPT_LANGUAGE = 128;

	static final int BRANDS = 256;

	static final int PLATFORM = 64;

	static final int DIGITS = 16;

	static final int ADDRESS = 64;

	static final int ADDRESSES = 256;

	private Cut() {
	}

	@Contract("!null, _ -> !null")
	static @Nullable String toChars(@Nullable String value, int max) {
		if (value == null || value.length() <= max) {
			return value;
		}
		return value.substring(0, Character.isHighSurrogate(value.charAt(max - 1)) ? max - 1 : max);
	}

	@Contract("!null, _ -> !null")
	static @Nullable String toCodePoints(@Nullable String value, int max) {
		if (value == null || value.length() <= max || value.codePointCount(0, value.length()) <= max) {
			return value;
		}
		return value.substring(0, value.offsetByCodePoints(0, max));
	}

	/**
	 * Cuts a URL, but never in the middle of a percent escape.
	 */
	static String toUrl(String url) {
		if (url.length() <= URL) {
			return url;
		}
		int escape = url.lastIndexOf('%', URL - 1);
		return toChars(url, (escape > URL - 3) ? escape : URL);
	}

}
