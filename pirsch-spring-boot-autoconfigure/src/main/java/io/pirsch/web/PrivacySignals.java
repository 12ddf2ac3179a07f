package io.pirsch.web;

import org.jspecify.annotations.Nullable;

/**
 * The signals by which a visitor asks not to be tracked, as far as the site respects
 * them. About such a visitor nothing is sent, neither page views nor events.
 *
 * @param doNotTrack whether {@code DNT: 1} is respected
 * @param globalPrivacyControl whether {@code Sec-GPC: 1} is respected
 */
record PrivacySignals(boolean doNotTrack, boolean globalPrivacyControl) {

	boolean objectTo(WebExchange exchange) {
		return (this.doNotTrack && isOn(exchange.header("DNT")))
				|| (this.globalPrivacyControl && isOn(exchange.header("Sec-GPC")));
	}

	private static boolean isOn(@Nullable String signal) {
		return signal != null && "1".equals(signal.strip());
	}

}
