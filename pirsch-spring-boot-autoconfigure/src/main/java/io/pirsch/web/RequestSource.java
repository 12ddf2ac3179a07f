package io.pirsch.web;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from and which site it is for, by the same rules as for page
 * views: what proxies say counts only if they are trusted.
 *
 * @param network address of the visitor, of one of version 6 the first 64 bits, which is
 * what one household or server has
 * @param origin scheme, host and, if it is not that of the scheme, port of the site as
 * the visitor knows it, in lower case, for example {@code https://example.com}
 * @param basePath what stands before the paths of the application in the visitor's URLs,
 * for example {@code /shop}; empty if nothing does
 */
public record RequestSource(String network, String origin, String basePath) {

	/**
	 * Reads it from a request.
	 * @param exchange the request
	 * @param settings which proxies are trusted, and the site's public URL
	 * @return where it comes from, or {@code null} if the visitor's address is not known
	 */
	public static @Nullable RequestSource of(WebExchange exchange, WebSettings settings) {
		ClientAddress address = settings.clientAddress().resolve(exchange);
		if (address == null) {
			NotCounted.because("the address of the visitor is not known", exchange);
			return null;
		}
		String url = settings.pageUrl().of(exchange.url(), exchange, address);
		return new RequestSource(network(address.ip()), originOf(url), PageUrl.basePath(url, exchange));
	}

	/**
	 * Returns the path of a page of the site within the application.
	 * @param path the path in the visitor's URL
	 * @return the path without the base path, if that stands before it
	 */
	public String within(String path) {
		return PageUrl.within(this.basePath, path);
	}

	/**
	 * Returns the origin of a URL.
	 * @param url a URL with scheme and host
	 * @return its origin in lower case, without the port of its scheme
	 */
	public static String originOf(String url) {
		String origin = url.substring(0, PageUrl.pathStart(url)).toLowerCase(Locale.ROOT);
		String port = origin.startsWith("https:") ? ":443" : ":80";
		return origin.endsWith(port) ? origin.substring(0, origin.length() - port.length()) : origin;
	}

	private static String network(String ip) {
		IpAddress address = IpAddressReader.parse(ip);
		return (address != null && !address.isV4()) ? new IpAddress(address.high(), 0) + "/64" : ip;
	}

}
