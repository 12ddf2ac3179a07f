package io.pirsch.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The hints about browser and device that Pirsch has a use for. Browsers send most of
 * them only to sites that ask.
 *
 * @see <a href="https://docs.pirsch.io/api-sdks/api">API reference</a>
 */
final class ClientHints {

	static final String ACCEPT_CH = "Accept-CH";

	private static final List<String> HINTS = List.of("Sec-CH-UA", "Sec-CH-UA-Mobile", "Sec-CH-UA-Platform",
			"Sec-CH-UA-Platform-Version", "Sec-CH-Width", "Sec-CH-Viewport-Width");

	private static final String ALL = String.join(", ", HINTS);

	private ClientHints() {
	}

	/**
	 * Adds what is missing to the hints a response asks for.
	 * @param existing values of the response's {@code Accept-CH}
	 * @return the value to set, or {@code null} if all is asked for already
	 */
	static @Nullable String addTo(List<String> existing) {
		if (existing.isEmpty()) {
			return ALL;
		}
		String present = String.join(", ", existing);
		StringBuilder value = new StringBuilder(present);
		for (String hint : HINTS) {
			if (!names(present, hint)) {
				value.append(value.isEmpty() ? "" : ", ").append(hint);
			}
		}
		return (value.length() > present.length()) ? value.toString() : null;
	}

	private static boolean names(String list, String hint) {
		for (String name : StringUtils.tokenizeToStringArray(list, ",")) {
			if (name.equalsIgnoreCase(hint)) {
				return true;
			}
		}
		return false;
	}

}
