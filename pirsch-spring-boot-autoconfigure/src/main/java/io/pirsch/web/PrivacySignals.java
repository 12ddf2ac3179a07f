package io.pirsch.web;

import org.jspecify.annotations.Nullable;

/**
 * The signals by which a visitor asks not to be tracked, as far as the site respects
 * them. About such a visitor nothing is sent, neither page views nor events.
 *
 * @param doNotTrack whether {@code DNT: 1} is respected
 * @param globalPrivacyControl whether {@code Sec-GPC: 1} is respected
 * @param optOutCookie name of the cookie by which a visitor has opted out, or
 * {@code null} if there is none
 */
record PrivacySignals(boolean doNotTrack, boolean globalPrivacyControl, @Nullable String optOutCookie) {

	/**
	 * Whether the visitor objects.
	 * @param dnt value of {@code DNT}, or {@code null}
	 */
	boolean objectTo(WebExchange exchange, @Nullable String dnt) {
		return (this.doNotTrack && isOn(dnt)) || (this.globalPrivacyControl && isOn(exchange.header("Sec-GPC")))
				|| (this.optOutCookie != null && hasCookie(exchange, this.optOutCookie));
	}

	private static boolean isOn(@Nullable String signal) {
		return signal != null && "1".equals(signal.strip());
	}

	/**
	 * Whether the visitor has the cookie, with any value but an empty one.
	 */
	private static boolean hasCookie(WebExchange exchange, String name) {
		for (String line : exchange.headers("Cookie")) {
			int at = line.indexOf(name);
			while (at >= 0) {
				int value = at + name.length() + 1;
				boolean begins = at == 0 || line.charAt(at - 1) == ' ' || line.charAt(at - 1) == ';';
				if (begins && value < line.length() && line.charAt(value - 1) == '=' && line.charAt(value) != ';') {
					return true;
				}
				at = line.indexOf(name, at + 1);
			}
		}
		return false;
	}

}
