package io.pirsch.web;

import java.util.List;

import io.pirsch.web.ForwardedHeader.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of the visitor. Anybody can send a header that names any address, so
 * headers count only if a trusted proxy has sent the request. One that comes over a
 * socket without addresses comes from this machine, so from a trusted proxy.
 */
final class ClientAddressResolver {

	private static final String CF_CONNECTING_IP = "CF-Connecting-IP";

	private static final String X_REAL_IP = "X-Real-IP";

	private final TrustedProxies trusted;

	private final String[] headers;

	ClientAddressResolver(TrustedProxies trusted, String[] headers) {
		this.trusted = trusted;
		this.headers = headers;
	}

	static String[] parseHeaders(List<String> names) {
		String[] headers = names.toArray(new String[0]);
		for (int i = 0; i < headers.length; i++) {
			headers[i] = checkHeader(headers[i]);
		}
		return headers;
	}

	private static String checkHeader(String name) {
		String header = name.strip();
		if (header.isEmpty() || HeaderText.hasBlankOr(",;:\"", header)) {
			throw new IllegalArgumentException(
					"Client address header '%s' is not the name of a header such as 'X-Forwarded-For'".formatted(name));
		}
		// One spelling, so that the headers known by name are found by comparing
		for (String known : List.of(CF_CONNECTING_IP, ForwardedHeader.X_FORWARDED_FOR, ForwardedHeader.NAME,
				X_REAL_IP)) {
			if (known.equalsIgnoreCase(header)) {
				return known;
			}
		}
		return header;
	}

	/**
	 * Finds the address of the visitor.
	 * @return the address, or {@code null} if it is not known
	 */
	@Nullable ClientAddress resolve(WebExchange exchange) {
		String remote = exchange.remoteAddress();
		if (remote == null || remote.isBlank()) {
			return resolve(exchange, null, "");
		}
		IpAddress peer = IpAddressReader.parseNode(remote, 0, remote.length());
		if (peer == null || peer.isUnspecified()) {
			return null;
		}
		return this.trusted.include(peer) ? resolve(exchange, peer, remote)
				: ClientAddress.ofPeer(peer.toString(remote));
	}

	private @Nullable ClientAddress resolve(WebExchange exchange, @Nullable IpAddress peer, String remote) {
		Walk visitor = null;
		Walk proxies = null;
		String cfConnectingIp = null;
		String xForwardedFor = null;
		String forwarded = null;
		String xRealIp = null;
		for (String header : this.headers) {
			List<String> lines = exchange.headers(header);
			if (lines.isEmpty()) {
				continue;
			}
			boolean list = isList(header);
			if (visitor == null || (list && proxies == null)) {
				Walk walk = walk(lines, header.equals(ForwardedHeader.NAME));
				boolean tellsVisitor = visitor == null && walk.found != null;
				visitor = tellsVisitor ? walk : visitor;
				proxies = (list && (tellsVisitor || proxies == null)) ? walk : proxies;
			}
			switch (header) {
				case CF_CONNECTING_IP -> cfConnectingIp = raw(lines, Cut.ADDRESS);
				case ForwardedHeader.X_FORWARDED_FOR -> xForwardedFor = raw(lines, Cut.ADDRESSES);
				case ForwardedHeader.NAME -> forwarded = raw(lines, Cut.ADDRESSES);
				case X_REAL_IP -> xRealIp = raw(lines, Cut.ADDRESS);
				default -> {
				}
			}
		}
		String ip = ip(visitor, peer, remote);
		// A header with one address says nothing of the proxies that pass it on
		int hops = hops((proxies != null) ? proxies : visitor);
		return (ip != null) ? new ClientAddress(ip, hops, cfConnectingIp, xForwardedFor, forwarded, xRealIp) : null;
	}

	/**
	 * Whether each proxy adds an address to the header.
	 */
	private static boolean isList(String header) {
		return header.equals(ForwardedHeader.X_FORWARDED_FOR) || header.equals(ForwardedHeader.NAME);
	}

	private static @Nullable String ip(@Nullable Walk visitor, @Nullable IpAddress peer, String remote) {
		if (visitor != null && visitor.found != null) {
			return visitor.found.toString(visitor.source);
		}
		return (peer != null) ? peer.toString(remote) : null;
	}

	private static int hops(@Nullable Walk walk) {
		return (walk != null) ? Math.max(0, walk.hops) : 0;
	}

	private static String raw(List<String> lines, int max) {
		return Cut.toChars((lines.size() == 1) ? lines.get(0) : String.join(", ", lines), max);
	}

	/**
	 * Walks from the entry of the nearest proxy towards the visitor, as far as each entry
	 * was written by somebody trusted. Finds the first address that is not trusted, or
	 * the last one if all are (as on an intranet); nothing if there is an entry on the
	 * way that is no address.
	 */
	private Walk walk(List<String> lines, boolean rfc7239) {
		Walk walk = new Walk();
		for (int i = lines.size() - 1; i >= 0 && !walk.ended; i--) {
			if (rfc7239) {
				walk.along(ForwardedHeader.elements(lines.get(i)));
			}
			else {
				walk.along(lines.get(i));
			}
		}
		return walk;
	}

	private final class Walk {

		private @Nullable IpAddress found;

		private String source = "";

		private int hops = -1;

		private boolean ended;

		void along(List<Element> elements) {
			for (int i = elements.size() - 1; i >= 0 && !this.ended; i--) {
				String node = elements.get(i).node();
				step((node != null) ? node : "", 0, (node != null) ? node.length() : 0);
			}
		}

		void along(String list) {
			int end = list.length();
			while (end >= 0 && !this.ended) {
				int comma = list.lastIndexOf(',', end - 1);
				if (!isBlank(list, comma + 1, end)) {
					step(list, comma + 1, end);
				}
				end = comma;
			}
		}

		private void step(String text, int from, int to) {
			IpAddress address = IpAddressReader.parseNode(text, from, to);
			boolean valid = address != null && !address.isUnspecified();
			this.found = valid ? address : null;
			this.source = text;
			this.ended = address == null || !valid || !ClientAddressResolver.this.trusted.include(address);
			this.hops++;
		}

		private static boolean isBlank(String text, int from, int to) {
			for (int i = from; i < to; i++) {
				if (text.charAt(i) > ' ') {
					return false;
				}
			}
			return true;
		}

	}

}
