package io.pirsch.web;

import java.util.Arrays;
import java.util.List;

import io.pirsch.web.ForwardedHeader.Element;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Puts into a URL what trusted proxies say about scheme, host, port and prefix, since a
 * proxy may ask for another host than its visitor did. Where the server has done so
 * already, it changes nothing: what the headers say is in the URL then, or they are gone.
 * The prefix is lost where a server does not know it, as Tomcat and Jetty: the request
 * then comes from the visitor, and may say what it likes.
 */
final class ForwardedUrl {

	private static final int MAX_PREFIX = 200;

	private final boolean xForwarded;

	private final boolean rfc7239;

	private final boolean rfc7239First;

	/**
	 * Creates the rule. Of the two kinds of headers, those are read whose addresses are
	 * read, in the same order.
	 * @param clientIpHeaders the headers that tell the visitor's address
	 */
	ForwardedUrl(String[] clientIpHeaders) {
		List<String> headers = Arrays.asList(clientIpHeaders);
		int forwarded = headers.indexOf(ForwardedHeader.NAME);
		int xForwardedFor = headers.indexOf(ForwardedHeader.X_FORWARDED_FOR);
		this.rfc7239 = forwarded >= 0;
		this.xForwarded = xForwardedFor >= 0 || !this.rfc7239;
		this.rfc7239First = this.rfc7239 && forwarded < xForwardedFor;
	}

	/**
	 * Returns the URL that the visitor has asked for.
	 * @param url the URL as the server sees it
	 * @param exchange the request of a trusted proxy
	 * @param address what trusted proxies say about the visitor
	 */
	String adapt(String url, WebExchange exchange, ClientAddress address) {
		Origin origin = Origin.NONE;
		if (this.rfc7239First) {
			origin = forwarded(exchange, address);
		}
		if (this.xForwarded && origin.equals(Origin.NONE)) {
			origin = xForwarded(exchange, address.hops());
		}
		if (this.rfc7239 && !this.rfc7239First && origin.equals(Origin.NONE)) {
			origin = forwarded(exchange, address);
		}
		String prefix = this.xForwarded ? prefix(exchange.headers("X-Forwarded-Prefix")) : "";
		return (origin.equals(Origin.NONE) && prefix.isEmpty()) ? url : origin.in(url, prefix);
	}

	private static Origin xForwarded(WebExchange exchange, int hops) {
		return Origin.of(pick(exchange.headers("X-Forwarded-Proto"), hops),
				pick(exchange.headers("X-Forwarded-Host"), hops), pick(exchange.headers("X-Forwarded-Port"), hops));
	}

	private static Origin forwarded(WebExchange exchange, ClientAddress address) {
		if (address.forwarded() == null) {
			return Origin.NONE;
		}
		List<String> lines = exchange.headers(ForwardedHeader.NAME);
		int further = address.hops();
		for (int i = lines.size() - 1; i >= 0; i--) {
			List<Element> elements = ForwardedHeader.elements(lines.get(i));
			if (further < elements.size()) {
				Element element = elements.get(elements.size() - 1 - further);
				return Origin.of(element.proto(), element.host(), null);
			}
			further -= elements.size();
		}
		return Origin.NONE;
	}

	/**
	 * Returns the value of the last trusted proxy on the way to the visitor that has
	 * added one. Each adds its own behind those before, or there is but one.
	 */
	private static @Nullable String pick(List<String> lines, int hops) {
		if (lines.isEmpty()) {
			return null;
		}
		String list = (lines.size() == 1) ? lines.get(0) : String.join(",", lines);
		int end = list.length();
		for (int i = 0; i < hops; i++) {
			int comma = list.lastIndexOf(',', end - 1);
			if (comma < 0) {
				break;
			}
			end = comma;
		}
		return list.substring(list.lastIndexOf(',', end - 1) + 1, end).strip();
	}

	/**
	 * Joins the prefixes that proxies have removed one after the other.
	 */
	private static String prefix(List<String> lines) {
		if (lines.isEmpty()) {
			return "";
		}
		StringBuilder prefix = new StringBuilder();
		for (String part : String.join(",", lines).split(",", -1)) {
			prefix.append(StringUtils.trimTrailingCharacter(part.strip(), '/'));
		}
		boolean valid = prefix.length() <= MAX_PREFIX && (prefix.isEmpty() || prefix.charAt(0) == '/')
				&& prefix.chars().allMatch((c) -> c > ' ' && c < 0x7F && "?#\"<>\\".indexOf(c) < 0);
		return valid ? prefix.toString() : "";
	}

}
