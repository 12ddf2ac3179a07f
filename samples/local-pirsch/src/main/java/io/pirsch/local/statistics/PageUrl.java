package io.pirsch.local.statistics;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a page, read with patience: it comes from a visitor.
 *
 * @param hostname host without port, empty if there is only a path
 * @param path path without query
 * @param query query parameters, the first of each name
 */
record PageUrl(String hostname, String path, Map<String, String> query) {

	private static final Pattern URL = Pattern.compile(
			"(?:[^/?#]*?://(?:[^/?#]*@)?(?<host>\\[[^\\]/?#]*]|[^/?#:]*)[^/?#]*)?(?<path>[^?#]*)(?:\\?(?<query>[^#]*))?.*",
			Pattern.DOTALL);

	private static final int MAX_PATH = 2000;

	static PageUrl parse(String url) {
		Matcher matcher = URL.matcher(url);
		if (!matcher.matches()) {
			return new PageUrl("", "/", Map.of());
		}
		Map<String, String> query = new HashMap<>();
		for (String pair : Objects.toString(matcher.group("query"), "").split("&", -1)) {
			String[] parts = pair.split("=", 2);
			query.putIfAbsent(decode(parts[0]), (parts.length > 1) ? decode(parts[1]).trim() : "");
		}
		String path = matcher.group("path");
		return new PageUrl(Objects.toString(matcher.group("host"), "").toLowerCase(Locale.ROOT),
				cut(path.startsWith("/") ? path : "/" + path, MAX_PATH), query);
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
		return Stream.of(names)
			.map((name) -> this.query.getOrDefault(name, ""))
			.filter((value) -> !value.isEmpty())
			.findFirst()
			.orElse("");
	}

	/**
	 * Cuts a text as the service does, at a number of code points.
	 */
	static String cut(String text, int max) {
		boolean fits = text.codePointCount(0, text.length()) <= max;
		return fits ? text : text.substring(0, text.offsetByCodePoints(0, max));
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
