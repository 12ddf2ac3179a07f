package io.pirsch.web;

import org.jspecify.annotations.Nullable;

/**
 * Whether a visitor asks not to be tracked, in a way that the site respects. About such a
 * visitor nothing is sent, neither page views nor events.
 *
 * @param doNotTrack whether {@code DNT: 1} is respected
 * @param globalPrivacyControl whether {@code Sec-GPC: 1} is respected
 */
record Objections(boolean doNotTrack, boolean globalPrivacyControl) {

	boolean raisedBy(WebExchange exchange) {
		return (this.doNotTrack && isOn(exchange.header("DNT")))
				|| (this.globalPrivacyControl && isOn(exchange.header("Sec-GPC")));
	}

	private static boolean isOn(@Nullable String signal) {
		return signal != null && "1".equals(signal.strip());
	}

}
