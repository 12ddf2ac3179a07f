package io.pirsch.local.statistics;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Guesses what a visitor uses from the user agent and the client hints: the usual
 * browsers and systems, and nothing for all others. The service knows many more.
 */
final class Device {

	/** In this order: each of them also names those after it. */
	private static final String[][] BROWSERS = { { "Edge", "Edg(?:e|A|iOS)?/(\\d+)" }, { "Opera", "OPR/(\\d+)" },
			{ "Firefox", "(?:Firefox|FxiOS)/(\\d+)" }, { "Chrome", "(?:Chrome|CriOS)/(\\d+)" },
			{ "Safari", "Version/([\\d.]+).* Safari/" } };

	private static final String[][] SYSTEMS = { { "Windows", "(Windows NT)" }, { "iOS", "(iPhone|iPad|iPod)" },
			{ "Mac", "(Macintosh|Mac OS X|macOS)" }, { "Android", "(Android)" }, { "Chrome OS", "(CrOS)" },
			{ "Linux", "(Linux|X11)" } };

	private static final TreeMap<Integer, String> SCREENS = new TreeMap<>(Map.of(5120, "UHD 5K", 3840, "UHD 4K", 2560,
			"WQHD", 1920, "Full HD", 1280, "HD", 1024, "XL", 800, "L", 600, "M", 415, "S", 1, "XS"));

	private Device() {
	}

	/**
	 * Returns the values of the dimensions.
	 */
	static Map<String, String> of(Hit hit) {
		String userAgent = hit.text("user_agent");
		String[] browser = find(BROWSERS, userAgent);
		String hint = hit.text("sec_ch_ua_platform").replace("\"", "").trim();
		String os = (hint.isEmpty() || hint.equalsIgnoreCase("Unknown")) ? find(SYSTEMS, userAgent)[0]
				: hint.equals("macOS") ? "Mac" : hint;
		Map.Entry<Integer, String> screen = SCREENS.floorEntry(width(hit));
		return Map.of("os", os, "browser", browser[0], "browser_version", browser[1], "platform",
				platform(hit.text("sec_ch_ua_mobile"), os, userAgent), "screen_class",
				(screen != null) ? screen.getValue() : "");
	}

	private static String platform(String hint, String os, String userAgent) {
		if (hint.startsWith("?")) {
			return hint.equals("?1") ? "mobile" : "desktop";
		}
		boolean mobile = os.equals("Android") || os.equals("iOS") || userAgent.contains("Mobile");
		return os.isEmpty() ? "unknown" : mobile ? "mobile" : "desktop";
	}

	private static int width(Hit hit) {
		int width = hit.number("screen_width");
		return (width > 0) ? width
				: Stream.of("sec_ch_width", "sec_ch_viewport_width")
					.map(hit::text)
					.filter((text) -> text.matches("\\d{1,5}"))
					.mapToInt(Integer::parseInt)
					.findFirst()
					.orElse(0);
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
