package io.pirsch.local.statistics;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a hit with patience, as much of it comes from a visitor: the page, where the
 * visitor came from, and the usual browsers and systems. The service knows many more.
 */
final class Reading {

	/** What tells where a visitor came from. */
	static final List<String> SOURCE = List.of("referrer", "referrer_name", "utm_source", "utm_medium", "utm_campaign",
			"utm_content", "utm_term");

	private static final String SENT = "sent";

	/** In the order of the service: what the browser sent, between parts of the query. */
	private static final List<String> REFERRERS = List.of("ref", "referer", "referrer", SENT, "source", "utm_source");

	/** It takes any text. */
	private static final Pattern URL = Pattern
		.compile("(?:(?<scheme>[^/?#]*?://)(?:[^/?#]*@)?(?<host>\\[[^\\]/?#]*]|[^/?#:]*)[^/?#]*)?"
				+ "/?(?<path>[^?#]*)(?:\\?(?<query>[^#]*))?.*", Pattern.DOTALL);

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]*|\\[.*]");

	/** In this order: each of them also names those after it. */
	private static final String[][] BROWSERS = { { "Edge", "Edg(?:e|A|iOS)?/(\\d+)" }, { "Opera", "OPR/(\\d+)" },
			{ "Firefox", "(?:Firefox|FxiOS)/(\\d+)" }, { "Chrome", "(?:Chrome|CriOS)/(\\d+)" },
			{ "Safari", "Version/([\\d.]+).* Safari/" } };

	private static final String[][] SYSTEMS = { { "Windows", "(Windows NT)" }, { "iOS", "(iPhone|iPad|iPod)" },
			{ "Mac", "(Macintosh|Mac OS X|macOS)" }, { "Android", "(Android)" }, { "Chrome OS", "(CrOS)" },
			{ "Linux", "(Linux|X11)" } };

	private static final TreeMap<Integer, String> SCREENS = new TreeMap<>(Map.of(5120, "UHD 5K", 3840, "UHD 4K", 2560,
			"WQHD", 1920, "Full HD", 1280, "HD", 1024, "XL", 800, "L", 600, "M", 415, "S", 1, "XS"));

	private Reading() {
	}

	/** Returns the values of the dimensions. */
	static Map<String, String> of(Hit hit) {
		String url = hit.text("url");
		String host = host(url);
		Map<String, String> query = query(part("query", url));
		Map<String, String> values = new HashMap<>(query);
		values.keySet().retainAll(SOURCE);
		values.putAll(device(hit));
		query.put(SENT, hit.text("referrer").trim());
		values.putAll(referrer(query, site(host)));
		// The code of the first language
		String language = hit.text("accept_language").split("[,;-]", 2)[0].trim().toLowerCase(Locale.ROOT);
		values.putAll(Map.of("hostname", host, "title", hit.text("title"), "event", hit.text("event_name").trim(),
				"language", language.equals("*") ? "" : language, "path", "/" + part("path", url)));
		return values;
	}

	private static Map<String, String> device(Hit hit) {
		String userAgent = hit.text("user_agent");
		String[] browser = find(BROWSERS, userAgent);
		String hint = hit.text("sec_ch_ua_platform").replace("\"", "").trim();
		String os = (hint.isEmpty() || hint.equalsIgnoreCase("Unknown")) ? find(SYSTEMS, userAgent)[0]
				: hint.equals("macOS") ? "Mac" : hint;
		String mobile = hit.text("sec_ch_ua_mobile");
		boolean small = mobile.startsWith("?") ? mobile.equals("?1")
				: os.equals("Android") || os.equals("iOS") || userAgent.contains("Mobile");
		String screen = Stream.of("screen_width", "sec_ch_width", "sec_ch_viewport_width")
			.map(hit::text)
			.filter((text) -> text.matches("[1-9]\\d{0,4}"))
			.map((text) -> SCREENS.floorEntry(Integer.valueOf(text)).getValue())
			.findFirst()
			.orElse("");
		return Map.of("os", os, "browser", browser[0], "browser_version", browser[1], "platform",
				(os.isEmpty() && !mobile.startsWith("?")) ? "unknown" : small ? "mobile" : "desktop", "screen_class",
				screen);
	}

	/** A page of the site itself is no referrer. */
	private static Map<String, String> referrer(Map<String, String> query, String own) {
		return REFERRERS.stream()
			.map((name) -> referrer(query.getOrDefault(name, "")))
			.filter((referrer) -> !referrer.containsValue(""))
			.findFirst()
			.filter((referrer) -> !referrer.containsValue(own))
			.orElse(Map.of("referrer", "", "referrer_name", ""));
	}

	private static Map<String, String> referrer(String text) {
		String scheme = part("scheme", text);
		if (scheme.isEmpty()) {
			return Map.of("referrer", text, "referrer_name", text);
		}
		String host = host(text);
		return Map.of("referrer", scheme + host + "/" + part("path", text), "referrer_name",
				ADDRESS.matcher(host).matches() ? "" : site(host));
	}

	private static String site(String host) {
		return host.replaceFirst("^www\\.", "");
	}

	private static String host(String url) {
		return part("host", url).toLowerCase(Locale.ROOT);
	}

	/** Returns a part of a URL, empty if it has no such part. */
	private static String part(String name, String url) {
		return URL.matcher(url).replaceFirst("${" + name + "}");
	}

	private static Map<String, String> query(String query) {
		Map<String, String> parameters = new HashMap<>();
		for (String pair : query.split("&", -1)) {
			String[] parts = pair.split("=", 2);
			parameters.putIfAbsent(decode(parts[0]), (parts.length > 1) ? decode(parts[1]).trim() : "");
		}
		return parameters;
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	private static String[] find(String[][] patterns, String userAgent) {
		for (String[] pattern : patterns) {
			Matcher matcher = Pattern.compile(pattern[1]).matcher(userAgent);
			if (matcher.find()) {
				return new String[] { pattern[0], matcher.group(1) };
			}
		}
		return new String[] { "", "" };
	}

}
