package io.pirsch.web;

import org.jspecify.annotations.Nullable;

/**
 * Where a visitor is, and what trusted proxies have said about it.
 *
 * @param ip address of the visitor
 * @param hops how many trusted proxies stand between the visitor and the one that has
 * sent the request, as far as that is known; -1 if no trusted proxy has sent it
 * @param cfConnectingIp value of {@code CF-Connecting-IP}
 * @param xForwardedFor value of {@code X-Forwarded-For}
 * @param forwarded value of {@code Forwarded}
 * @param xRealIp value of {@code X-Real-IP}
 */
record ClientAddress(String ip, int hops, @Nullable String cfConnectingIp, @Nullable String xForwardedFor,
		@Nullable String forwarded, @Nullable String xRealIp) {

	static ClientAddress ofPeer(String ip) {
		return new ClientAddress(ip, -1, null, null, null, null);
	}

	boolean isBehindProxy() {
		return this.hops >= 0;
	}

}
