package io.pirsch.benchmarks.memory;

import java.util.List;
import java.util.Locale;

import io.pirsch.benchmarks.load.Browser;
import io.pirsch.benchmarks.load.Hit;
import io.pirsch.web.WebExchange;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * A page view whose headers are strings of its own, as a server makes them for each
 * request: those of a browser, or of a client that sends as much as servers take.
 */
final class VisitorExchange implements WebExchange {

	/** Longest request line of Netty's HTTP codec by default. */
	private static final int LONGEST_REQUEST_LINE = 4096;

	/** Largest header of Netty's HTTP codec and of Tomcat by default. */
	private static final int LARGEST_HEADER = 8192;

	private final Hit hit;

	private final boolean hostile;

	VisitorExchange(long number, boolean hostile) {
		this.hit = Hit.of(number);
		this.hostile = hostile;
	}

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public String url() {
		String url = "https://www.example.com" + this.hit.path() + "?page=2&utm_source=newsletter";
		return this.hostile ? filled(url + "&q=", LONGEST_REQUEST_LINE) : url;
	}

	@Override
	public PathContainer path() {
		return PathContainer.parsePath(this.hit.path());
	}

	@Override
	public @Nullable String header(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return this.hostile ? hostileHeader(lowerCase) : copy(browserHeader(lowerCase));
	}

	@Override
	public List<String> headers(String name) {
		String value = header(name);
		return (value != null) ? List.of(value) : List.of();
	}

	private @Nullable String browserHeader(String name) {
		Browser browser = this.hit.browser();
		return switch (name) {
			case "user-agent" -> browser.userAgent();
			case "accept-language" -> browser.acceptLanguage();
			case "accept" -> "text/html,application/xhtml+xml";
			case "referer" -> "https://www.example.com/articles";
			case "sec-fetch-dest" -> "document";
			case "sec-ch-ua" -> browser.brands();
			case "sec-ch-ua-mobile" -> browser.mobile();
			case "sec-ch-ua-platform" -> browser.platform();
			case "x-forwarded-for" -> this.hit.ip();
			default -> null;
		};
	}

	/**
	 * Fills each header alone to what a server takes for all of them together. Those that
	 * would say that this is no page view say nothing.
	 */
	private @Nullable String hostileHeader(String name) {
		return switch (name) {
			case "sec-fetch-dest", "sec-purpose", "purpose", "x-purpose", "x-moz", "sec-gpc" -> null;
			case "cf-connecting-ip", "true-client-ip", "x-real-ip" -> copy(this.hit.ip());
			case "x-forwarded-for" -> (this.hit.ip() + ", ").repeat(LARGEST_HEADER / 20) + this.hit.ip();
			case "forwarded" -> ("for=" + this.hit.ip() + ", ").repeat(LARGEST_HEADER / 20) + "for=" + this.hit.ip();
			case "referer" -> filled("https://" + this.hit.number() + ".example.org/", LARGEST_HEADER);
			default -> filled(name + this.hit.number(), LARGEST_HEADER);
		};
	}

	private static String filled(String start, int length) {
		return start + "x".repeat(length - start.length());
	}

	@SuppressWarnings("StringCopy")
	private static @Nullable String copy(@Nullable String value) {
		return (value != null) ? new String(value.toCharArray()) : null;
	}

	@Override
	public String remoteAddress() {
		return "10.1.2.3";
	}

	@Override
	public int status() {
		return 200;
	}

	@Override
	public String contentType() {
		return "text/html;charset=UTF-8";
	}

	@Override
	public List<String> responseHeaders(String name) {
		return List.of();
	}

}
