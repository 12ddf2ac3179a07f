package io.pirsch.local.statistics;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The address of a page, read with patience: it comes from a visitor.
 *
 * @param hostname host without port, empty if there is only a path
 * @param path path without query
 * @param query query parameters, the first of each name
 */
record PageUrl(String hostname, String path, Map<String, String> query) {

	private static final int MAX_PATH = 2000;

	static PageUrl parse(String url) {
		String rest = before(url, '#');
		String query = rest.substring(before(rest, '?').length());
		rest = before(rest, '?');
		String hostname = "";
		int scheme = rest.indexOf("://");
		if (scheme >= 0) {
			rest = rest.substring(scheme + 3);
			String authority = before(rest, '/');
			hostname = withoutPort(authority.substring(authority.lastIndexOf('@') + 1)).toLowerCase(Locale.ROOT);
			rest = rest.substring(authority.length());
		}
		String path = rest.startsWith("/") ? rest : "/" + rest;
		return new PageUrl(hostname, Texts.cut(path, MAX_PATH), parameters(query));
	}

	/**
	 * Returns the host as people name it.
	 */
	String site() {
		return this.hostname.startsWith("www.") ? this.hostname.substring(4) : this.hostname;
	}

	/**
	 * Returns the first of these parameters that is not empty, or an empty text.
	 */
	String parameter(String... names) {
		for (String name : names) {
			String value = this.query.getOrDefault(name, "");
			if (!value.isEmpty()) {
				return value;
			}
		}
		return "";
	}

	private static Map<String, String> parameters(String query) {
		if (query.length() < 2) {
			return Map.of();
		}
		Map<String, String> parameters = new HashMap<>();
		for (String pair : query.substring(1).split("&", -1)) {
			String name = before(pair, '=');
			String value = pair.substring(Math.min(pair.length(), name.length() + 1));
			parameters.putIfAbsent(decode(name), decode(value).trim());
		}
		return parameters;
	}

	private static String withoutPort(String authority) {
		int colon = authority.lastIndexOf(':');
		return (colon > authority.lastIndexOf(']')) ? authority.substring(0, colon) : authority;
	}

	private static String before(String text, char end) {
		int index = text.indexOf(end);
		return (index >= 0) ? text.substring(0, index) : text;
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}
