package io.pirsch.local.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a visitor uses, guessed from the user agent and the client hints: the usual
 * browsers and systems, and nothing for all others. The service knows many more.
 *
 * @param os operating system
 * @param browser browser
 * @param browserVersion version of the browser
 * @param platform {@code desktop}, {@code mobile} or {@code unknown}
 * @param screenClass class of the screen's width
 */
record Device(String os, String browser, String browserVersion, String platform, String screenClass) {

	/** In this order: each of them also names those after it. */
	private static final Map<String, Pattern> BROWSERS = orderedMap(
			List.of("Edge", "Opera", "Firefox", "Chrome", "Safari"), List.of("Edg(?:e|A|iOS)?/(\\d+)", "OPR/(\\d+)",
					"(?:Firefox|FxiOS)/(\\d+)", "(?:Chrome|CriOS)/(\\d+)", "Version/([\\d.]+).* Safari/"));

	private static final Map<String, Pattern> SYSTEMS = orderedMap(
			List.of("Windows", "iOS", "Mac", "Android", "Chrome OS", "Linux"),
			List.of("Windows NT", "iPhone|iPad|iPod", "Macintosh|Mac OS X|macOS", "Android", "CrOS", "Linux|X11"));

	static Device of(Hit hit) {
		String userAgent = Objects.requireNonNullElse(hit.text("user_agent"), "");
		String browser = find(BROWSERS, userAgent);
		Pattern version = BROWSERS.get(browser);
		String os = os(hit.text("sec_ch_ua_platform"), userAgent);
		return new Device(os, browser, (version != null) ? firstGroup(version, userAgent) : "",
				platform(hit.text("sec_ch_ua_mobile"), os, userAgent), screenClass(hit));
	}

	boolean isDesktop() {
		return this.platform.equals("desktop");
	}

	boolean isMobile() {
		return this.platform.equals("mobile");
	}

	private static String os(@Nullable String hint, String userAgent) {
		String hinted = (hint != null) ? hint.replace("\"", "").trim() : "";
		if (hinted.isEmpty() || hinted.equalsIgnoreCase("Unknown")) {
			return find(SYSTEMS, userAgent);
		}
		return hinted.equals("macOS") ? "Mac" : hinted;
	}

	private static String platform(@Nullable String hint, String os, String userAgent) {
		if (hint != null && hint.startsWith("?")) {
			return hint.equals("?1") ? "mobile" : "desktop";
		}
		if (os.isEmpty()) {
			return "unknown";
		}
		return (os.equals("Android") || os.equals("iOS") || userAgent.contains("Mobile")) ? "mobile" : "desktop";
	}

	private static String screenClass(Hit hit) {
		int width = width(hit);
		if (width <= 0) {
			return "";
		}
		int[] widths = { 5120, 3840, 2560, 1920, 1280, 1024, 800, 600, 415 };
		String[] classes = { "UHD 5K", "UHD 4K", "WQHD", "Full HD", "HD", "XL", "L", "M", "S" };
		for (int i = 0; i < widths.length; i++) {
			if (width >= widths[i]) {
				return classes[i];
			}
		}
		return "XS";
	}

	private static int width(Hit hit) {
		Integer width = hit.number("screen_width");
		if (width != null && width > 0) {
			return width;
		}
		for (String name : List.of("sec_ch_width", "sec_ch_viewport_width")) {
			String hint = hit.text(name);
			if (hint != null && hint.matches("\\d{1,5}")) {
				return Integer.parseInt(hint);
			}
		}
		return 0;
	}

	private static String find(Map<String, Pattern> patterns, String text) {
		return patterns.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().matcher(text).find())
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse("");
	}

	private static String firstGroup(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? matcher.group(1) : "";
	}

	private static Map<String, Pattern> orderedMap(List<String> names, List<String> patterns) {
		Map<String, Pattern> map = new LinkedHashMap<>();
		for (int i = 0; i < names.size(); i++) {
			map.put(names.get(i), Pattern.compile(patterns.get(i)));
		}
		return map;
	}

}
