package io.pirsch.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the address of the visitor. Anybody can send a header that names any address, so
 * headers count only if a trusted proxy has sent the request.
 */
final class ClientAddressResolver {

	private static final String FORWARDED = "Forwarded";

	private static final String CF_CONNECTING_IP = "CF-Connecting-IP";

	private static final String X_FORWARDED_FOR = "X-Forwarded-For";

	private static final String X_REAL_IP = "X-Real-IP";

	static final List<String> DEFAULT_HEADERS = List.of(CF_CONNECTING_IP, "True-Client-IP", X_FORWARDED_FOR, FORWARDED,
			X_REAL_IP);

	/**
	 * Loopback, private, carrier-grade NAT and link-local.
	 */
	static final List<String> DEFAULT_TRUSTED_PROXIES = List.of("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12",
			"192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "::1", "fc00::/7", "fe80::/10");

	private final IpNetwork[] trusted;

	private final String[] headers;

	ClientAddressResolver(IpNetwork[] trusted, String[] headers) {
		this.trusted = trusted;
		this.headers = headers;
	}

	static IpNetwork[] parseNetworks(List<String> blocks) {
		return blocks.stream().map(IpNetwork::parse).toArray(IpNetwork[]::new);
	}

	static String[] parseHeaders(List<String> names) {
		return names.stream().map(ClientAddressResolver::checkHeader).toArray(String[]::new);
	}

	private static String checkHeader(String name) {
		String header = name.strip();
		if (header.isEmpty() || header.chars().anyMatch((c) -> c <= ' ' || c >= 0x7F || ",;:\"".indexOf(c) >= 0)) {
			throw new IllegalArgumentException(
					"Client address header '%s' is not the name of a header such as 'X-Forwarded-For'".formatted(name));
		}
		// One spelling, so that the headers known by name are found by comparing
		return DEFAULT_HEADERS.stream().filter(header::equalsIgnoreCase).findFirst().orElse(header);
	}

	/**
	 * Finds the address of the visitor.
	 * @return the address, or {@code null} if it is not known
	 */
	@Nullable ClientAddress resolve(WebExchange exchange) {
		String remote = exchange.remoteAddress();
		IpAddress peer = (remote != null) ? IpAddress.parseNode(remote, 0, remote.length()) : null;
		if (peer == null || peer.isUnspecified()) {
			return null;
		}
		if (!isTrusted(peer)) {
			return new ClientAddress(peer.toString(), null, null, null, null);
		}
		IpAddress visitor = null;
		String cfConnectingIp = null;
		String xForwardedFor = null;
		String forwarded = null;
		String xRealIp = null;
		for (String header : this.headers) {
			List<String> lines = exchange.headers(header);
			if (lines.isEmpty()) {
				continue;
			}
			if (visitor == null) {
				visitor = walk(lines, header.equals(FORWARDED));
			}
			switch (header) {
				case CF_CONNECTING_IP -> cfConnectingIp = raw(lines, Cut.ADDRESS);
				case X_FORWARDED_FOR -> xForwardedFor = raw(lines, Cut.ADDRESSES);
				case FORWARDED -> forwarded = raw(lines, Cut.ADDRESSES);
				case X_REAL_IP -> xRealIp = raw(lines, Cut.ADDRESS);
				default -> {
				}
			}
		}
		String ip = ((visitor != null) ? visitor : peer).toString();
		return new ClientAddress(ip, cfConnectingIp, xForwardedFor, forwarded, xRealIp);
	}

	private static String raw(List<String> lines, int max) {
		return Cut.toChars((lines.size() == 1) ? lines.get(0) : String.join(", ", lines), max);
	}

	private boolean isTrusted(IpAddress address) {
		for (IpNetwork network : this.trusted) {
			if (network.contains(address)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Walks from the entry of the nearest proxy towards the visitor, as far as each entry
	 * was written by somebody trusted.
	 * @return the first address that is not trusted, or the last one if all are (as on an
	 * intranet); {@code null} if there is an entry on the way that is no address
	 */
	private @Nullable IpAddress walk(List<String> lines, boolean rfc7239) {
		Walk walk = new Walk();
		for (int i = lines.size() - 1; i >= 0 && !walk.ended; i--) {
			if (rfc7239) {
				walk.along(ForwardedHeader.nodes(lines.get(i)));
			}
			else {
				walk.along(lines.get(i));
			}
		}
		return walk.found;
	}

	private final class Walk {

		private @Nullable IpAddress found;

		private boolean ended;

		void along(List<String> nodes) {
			for (int i = nodes.size() - 1; i >= 0 && !this.ended; i--) {
				step(nodes.get(i), 0, nodes.get(i).length());
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
			IpAddress address = IpAddress.parseNode(text, from, to);
			boolean valid = address != null && !address.isUnspecified();
			this.found = valid ? address : null;
			this.ended = address == null || !valid || !isTrusted(address);
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
