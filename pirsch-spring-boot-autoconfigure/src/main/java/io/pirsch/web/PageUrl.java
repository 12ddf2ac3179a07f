package io.pirsch.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The URL of a page as the visitor knows it.
 */
final class PageUrl {

	private final @Nullable String publicUrl;

	private final @Nullable Set<String> queryParameters;

	private final @Nullable ForwardedUrl forwardedUrl;

	/**
	 * Creates the rule.
	 * @param publicUrl what stands before the path, or {@code null} to believe the server
	 * @param queryParameters names of the query parameters to keep, or {@code null} for
	 * all
	 * @param forwardedUrl what proxies say about it, or {@code null} not to ask them
	 */
	PageUrl(@Nullable String publicUrl, @Nullable Set<String> queryParameters, @Nullable ForwardedUrl forwardedUrl) {
		this.publicUrl = publicUrl;
		this.queryParameters = queryParameters;
		this.forwardedUrl = forwardedUrl;
	}

	/**
	 * Returns the rule for URLs that visitors tell as they know them.
	 */
	PageUrl asReported() {
		return new PageUrl(null, this.queryParameters, null);
	}

	/**
	 * Checks scheme and host of a site.
	 * @return the URL without slashes at its end
	 */
	static String checkPublicUrl(String publicUrl) {
		String url = publicUrl.strip();
		try {
			URI uri = new URI(url);
			boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
			if (web && uri.getHost() != null && uri.getPort() <= 0xFFFF && uri.getRawUserInfo() == null
					&& uri.getRawQuery() == null && uri.getRawFragment() == null) {
				return StringUtils.trimTrailingCharacter(url, '/');
			}
		}
		catch (URISyntaxException ex) {
			// Said below, with the way out
		}
		throw new IllegalArgumentException(
				"Public URL '%s' is not a scheme and a host, optionally with a path, such as 'https://example.com'"
					.formatted(publicUrl));
	}

	/**
	 * Returns the URL to tell.
	 * @param url the URL as the server sees it
	 * @param exchange its request
	 * @param address from where the request comes
	 */
	String of(String url, WebExchange exchange, ClientAddress address) {
		String result = SessionId.removedFrom(url);
		if (this.queryParameters != null) {
			result = new QueryString(result).retain(this.queryParameters);
		}
		if (this.publicUrl != null) {
			result = this.publicUrl + result.substring(pathStart(result));
		}
		else if (this.forwardedUrl != null && address.isBehindProxy()) {
			result = this.forwardedUrl.adapt(result, exchange, address);
		}
		return Cut.toUrl(result);
	}

	/**
	 * Returns the path of a URL, without the query.
	 */
	static String pathOf(String url) {
		int start = pathStart(url);
		int end = start;
		while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
			end++;
		}
		return (end > start) ? url.substring(start, end) : "/";
	}

	/**
	 * Returns what stands before the paths of the application in the URL of a page that
	 * is asked for, such as {@code /shop}. Behind that, the page at the root may have no
	 * slash.
	 */
	static String basePath(String url, WebExchange exchange) {
		String path = pathOf(url);
		String within = SessionId.removedFrom(exchange.path().value());
		if (path.endsWith(within)) {
			return path.substring(0, path.length() - within.length());
		}
		return within.equals("/") ? path : "";
	}

	/**
	 * Returns a path without the base path, if that stands before it.
	 */
	static String within(String basePath, String path) {
		String rest = path.startsWith(basePath) ? path.substring(basePath.length()) : path;
		if (rest.isEmpty()) {
			return "/";
		}
		return rest.startsWith("/") ? rest : path;
	}

	/**
	 * Returns the host of a URL without its port, and nothing of what is none.
	 */
	static String hostOf(String url) {
		int scheme = url.indexOf("://");
		int end = pathStart(url);
		if (scheme < 0 || scheme + 3 > end) {
			return "";
		}
		int port = url.lastIndexOf(':', end);
		boolean hasPort = port > scheme + 2 && port > url.lastIndexOf(']', end);
		return url.substring(scheme + 3, hasPort ? port : end);
	}

	static int pathStart(String url) {
		int scheme = url.indexOf("://");
		int at = (scheme < 0) ? 0 : scheme + 3;
		while (at < url.length() && url.charAt(at) != '/' && url.charAt(at) != '?' && url.charAt(at) != '#') {
			at++;
		}
		return at;
	}

}
