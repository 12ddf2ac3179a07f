package io.pirsch.client;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Refuses what the API would refuse, with the name of the field, its limit and the size
 * of the value, and never with the value itself.
 */
final class Check {

	/** More than any token has, and less than any server takes in a header. */
	private static final int MAX_CREDENTIAL = 7000;

	private Check() {
	}

	static void text(String field, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("'%s' is required but is %s".formatted(field,
					(value != null) ? "blank (%d characters)".formatted(value.length()) : "missing"));
		}
	}

	static void credential(String what, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("The %s is missing".formatted(what));
		}
		if ("\"'".indexOf(value.charAt(0)) >= 0 || "\"'".indexOf(value.charAt(value.length() - 1)) >= 0) {
			throw new IllegalArgumentException(
					"The %s is in quotation marks, which became part of it: remove them".formatted(what));
		}
		// Anything else could not stand in a header, and is most likely a slip of pasting
		if (!isCredential(value)) {
			throw new IllegalArgumentException(
					"The %s holds white space or characters other than visible ASCII".formatted(what));
		}
	}

	static boolean isCredential(String value) {
		if (value.isEmpty() || value.length() > MAX_CREDENTIAL) {
			return false;
		}
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c <= ' ' || c >= 0x7F) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns the URL without a slash at its end.
	 */
	static URI baseUrl(URI url) {
		boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
		if (!http || url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null
				|| url.getRawFragment() != null) {
			throw new IllegalArgumentException("The base URL must be like 'https://api.pirsch.io': "
					+ "http or https, a host, and neither user information nor query nor fragment");
		}
		String text = url.toString();
		if (text.replaceAll("/+$", "").endsWith(PirschClient.API_PATH)) {
			throw new IllegalArgumentException(
					"The base URL must not end in '%s', which each call adds".formatted(PirschClient.API_PATH));
		}
		return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : url;
	}

	static void range(String field, @Nullable Number value, long max) {
		if (value != null && (value.longValue() < 0 || value.longValue() > max)) {
			throw new IllegalArgumentException("'%s' must be from 0 to %d but is %s".formatted(field, max, value));
		}
	}

	static void size(String field, int size, int max) {
		if (size > max) {
			throw new IllegalArgumentException(
					"'%s' must have at most %d pairs but has %d".formatted(field, max, size));
		}
	}

	/**
	 * Returns an unmodifiable copy that keeps the order.
	 */
	static Map<String, String> pairs(String field, Map<String, String> pairs, int maxPairs, int maxKey, int maxValue) {
		if (pairs.isEmpty()) {
			return Map.of();
		}
		size(field, pairs.size(), maxPairs);
		pairs.forEach((key, value) -> {
			text("key in " + field, key);
			length("key in '%s'".formatted(field), key, maxKey);
			if (value == null) {
				throw new IllegalArgumentException("'%s' has no value for the key '%s'".formatted(field, key));
			}
			length("value of '%s' in '%s'".formatted(key, field), value, maxValue);
		});
		return Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
	}

	private static void length(String what, String value, int max) {
		if (value.length() > max) {
			throw new IllegalArgumentException(
					"%s must have at most %d characters but has %d".formatted(what, max, value.length()));
		}
	}

}
