package io.pirsch.web;

import org.jspecify.annotations.Nullable;

/**
 * Where a visitor is, and what trusted proxies have said about it.
 *
 * @param ip address of the visitor
 * @param cfConnectingIp value of {@code CF-Connecting-IP}
 * @param xForwardedFor value of {@code X-Forwarded-For}
 * @param forwarded value of {@code Forwarded}
 * @param xRealIp value of {@code X-Real-IP}
 */
record ClientAddress(String ip, @Nullable String cfConnectingIp, @Nullable String xForwardedFor,
		@Nullable String forwarded, @Nullable String xRealIp) {
}
