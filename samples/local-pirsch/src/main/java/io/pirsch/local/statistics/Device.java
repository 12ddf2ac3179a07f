package io.pirsch.local.statistics;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Guesses what a visitor uses: the usual browsers and systems, and nothing for all
 * others. The service knows many more.
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
	static Map<String, String> of(Map<String, @Nullable Object> fields) {
		String userAgent = Hit.text(fields, "user_agent");
		String[] browser = find(BROWSERS, userAgent);
		String hint = Hit.text(fields, "sec_ch_ua_platform").replace("\"", "").trim();
		String os = (hint.isEmpty() || hint.equalsIgnoreCase("Unknown")) ? find(SYSTEMS, userAgent)[0]
				: hint.equals("macOS") ? "Mac" : hint;
		String mobile = Hit.text(fields, "sec_ch_ua_mobile");
		boolean small = mobile.startsWith("?") ? mobile.equals("?1")
				: os.equals("Android") || os.equals("iOS") || userAgent.contains("Mobile");
		Map.Entry<Integer, String> screen = Stream.of("screen_width", "sec_ch_width", "sec_ch_viewport_width")
			.map((name) -> Hit.text(fields, name))
			.filter((text) -> text.matches("[1-9]\\d{0,4}"))
			.map((text) -> SCREENS.floorEntry(Integer.valueOf(text)))
			.findFirst()
			.orElse(Map.entry(0, ""));
		return Map.of("os", os, "browser", browser[0], "browser_version", browser[1], "platform",
				(os.isEmpty() && !mobile.startsWith("?")) ? "unknown" : small ? "mobile" : "desktop", "screen_class",
				screen.getValue());
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
