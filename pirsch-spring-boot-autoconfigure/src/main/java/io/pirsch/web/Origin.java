package io.pirsch.web;

import org.jspecify.annotations.Nullable;

/**
 * What a proxy says about the beginning of a URL. What it does not say, or says in a way
 * that nobody can read, is {@code null}.
 *
 * @param scheme {@code http} or {@code https}
 * @param host host without a port
 * @param port port without its colon
 */
record Origin(@Nullable String scheme, @Nullable String host, @Nullable String port) {

	static final Origin NONE = new Origin(null, null, null);

	private static final int MAX_HOST = 255;

	static Origin of(@Nullable String proto, @Nullable String authority, @Nullable String port) {
		String scheme = null;
		if ("https".equalsIgnoreCase(proto) || "http".equalsIgnoreCase(proto)) {
			scheme = "https".equalsIgnoreCase(proto) ? "https" : "http";
		}
		int colon = (authority != null) ? authority.indexOf(':', authority.lastIndexOf(']') + 1) : -1;
		String host = (authority != null && colon >= 0) ? authority.substring(0, colon) : authority;
		String hostPort = (authority != null && colon >= 0) ? authority.substring(colon + 1) : null;
		if (host == null || !isHost(host) || (hostPort != null && !isPort(hostPort))) {
			host = null;
			hostPort = null;
		}
		String anyPort = (port != null && isPort(port)) ? port : hostPort;
		return (scheme == null && host == null && anyPort == null) ? NONE : new Origin(scheme, host, anyPort);
	}

	private static boolean isHost(String host) {
		if (host.isEmpty() || host.length() > MAX_HOST) {
			return false;
		}
		if (host.charAt(0) == '[') {
			return host.endsWith("]") && host.indexOf(':') > 0 && host.indexOf('%') < 0
					&& IpAddressReader.parse(host.substring(1, host.length() - 1)) != null;
		}
		for (int i = 0; i < host.length(); i++) {
			char c = host.charAt(i);
			boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
			if (!letterOrDigit && c != '.' && c != '-' && c != '_') {
				return false;
			}
		}
		return true;
	}

	private static boolean isPort(String port) {
		if (port.isEmpty() || port.length() > 5) {
			return false;
		}
		int value = 0;
		for (int i = 0; i < port.length(); i++) {
			char c = port.charAt(i);
			if (c < '0' || c > '9') {
				return false;
			}
			value = value * 10 + c - '0';
		}
		return value > 0 && value <= 0xFFFF;
	}

	/**
	 * Puts this into a URL.
	 * @param url a URL with scheme and host
	 * @param prefix what stands before the path, unless it does so already
	 */
	String in(String url, String prefix) {
		int end = url.indexOf("://");
		int path = PageUrl.pathStart(url);
		if (end < 0) {
			return url;
		}
		if (this.host == null && this.port == null && prefix.isEmpty() && isSchemeOf(url, end, path)) {
			return url;
		}
		String authority = url.substring(end + 3, path);
		int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
		String newScheme = (this.scheme != null) ? this.scheme : url.substring(0, end);
		String newHost = this.host;
		String newPort = this.port;
		if (newHost == null) {
			newHost = (colon >= 0) ? authority.substring(0, colon) : authority;
			// The port of one scheme says nothing about that of another
			newPort = (newPort == null && this.scheme == null && colon >= 0) ? authority.substring(colon + 1) : newPort;
		}
		StringBuilder result = new StringBuilder(url.length() + prefix.length() + newHost.length());
		result.append(newScheme).append("://").append(newHost);
		if (newPort != null && !newPort.equals(newScheme.equals("https") ? "443" : "80")) {
			result.append(':').append(newPort);
		}
		if (!prefix.isEmpty() && !hasPrefix(url, path, prefix)) {
			result.append(prefix);
		}
		return result.append(url, path, url.length()).toString();
	}

	/**
	 * Whether the URL has this scheme already, and no port that could be another's.
	 */
	private boolean isSchemeOf(String url, int end, int path) {
		return this.scheme == null || (end == this.scheme.length() && url.startsWith(this.scheme)
				&& url.lastIndexOf(':', path - 1) == end);
	}

	private static boolean hasPrefix(String url, int path, String prefix) {
		int end = path + prefix.length();
		return url.startsWith(prefix, path) && (end == url.length() || "/?#".indexOf(url.charAt(end)) >= 0);
	}

}
