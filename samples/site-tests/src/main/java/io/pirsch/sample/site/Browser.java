package io.pirsch.sample.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Asks for pages and what belongs to them with the headers that a browser sends.
 */
final class Browser {

	static final String CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
			+ "Chrome/141.0.0.0 Safari/537.36";

	static final String CHROME_BRANDS = "\"Google Chrome\";v=\"141\", \"Not?A_Brand\";v=\"8\", \"Chromium\";v=\"141\"";

	static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

	private final URI site;

	private final String acceptDocument;

	private final Map<String, String> headers;

	private Browser(URI site, String acceptDocument, Map<String, String> headers) {
		this.site = site;
		this.acceptDocument = acceptDocument;
		this.headers = headers;
	}

	static Browser chrome(URI site) {
		return new Browser(site,
				"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
						+ "application/signed-exchange;v=b3;q=0.7",
				Map.of("User-Agent", CHROME, "Accept-Language", "de-DE,de;q=0.9,en;q=0.8", "Accept-Encoding",
						"gzip, deflate, br, zstd", "sec-ch-ua", CHROME_BRANDS, "sec-ch-ua-mobile", "?0",
						"sec-ch-ua-platform", "\"Windows\""));
	}

	static Browser firefox(URI site) {
		return new Browser(site, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Map.of("User-Agent",
				FIREFOX, "Accept-Language", "en-GB,en;q=0.5", "Accept-Encoding", "gzip, deflate, br, zstd"));
	}

	/**
	 * Returns a browser that sends one more header.
	 */
	Browser with(String name, String value) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.put(name, value);
		return new Browser(this.site, this.acceptDocument, headers);
	}

	/**
	 * Returns a browser behind a proxy on the server's machine.
	 */
	Browser at(String address) {
		return with("X-Forwarded-For", address);
	}

	/**
	 * An address typed, or a bookmark.
	 */
	HttpResponse<String> open(String path) {
		return send(document(path, "none"));
	}

	CompletableFuture<HttpResponse<String>> openAsync(String path) {
		return newConnection().sendAsync(document(path, "none").build(), BodyHandlers.ofString());
	}

	/**
	 * A link on another site.
	 */
	HttpResponse<String> comeFrom(String referrer, String path) {
		return send(document(path, "cross-site").header("Referer", referrer));
	}

	/**
	 * A link on this site.
	 */
	HttpResponse<String> follow(String from, String path) {
		return send(document(path, "same-origin").header("Referer", url(from)));
	}

	/**
	 * The same page once more, if it has changed.
	 */
	HttpResponse<String> reload(HttpResponse<String> page) {
		HttpRequest.Builder request = document(page.uri().getPath(), "none").header("Cache-Control", "max-age=0");
		page.headers().firstValue("ETag").ifPresent((tag) -> request.header("If-None-Match", tag));
		page.headers().firstValue("Last-Modified").ifPresent((time) -> request.header("If-Modified-Since", time));
		return send(request);
	}

	/**
	 * A page that the visitor may or may not go to.
	 */
	HttpResponse<String> prefetch(String from, String path) {
		return send(request(path).header("Accept", "*/*")
			.header("Referer", url(from))
			.header("Sec-Purpose", "prefetch")
			.header("Sec-Fetch-Dest", "empty")
			.header("Sec-Fetch-Mode", "no-cors")
			.header("Sec-Fetch-Site", "same-origin"));
	}

	/**
	 * A page that is rendered before the visitor goes to it, as if it were visited.
	 */
	HttpResponse<String> prerender(String from, String path) {
		return send(
				document(path, "same-origin").header("Referer", url(from)).header("Sec-Purpose", "prefetch;prerender"));
	}

	/**
	 * Something that belongs to a page.
	 */
	HttpResponse<String> load(String from, String path, String destination, String accept) {
		return send(request(path).header("Accept", accept)
			.header("Referer", url(from))
			.header("Sec-Fetch-Dest", destination)
			.header("Sec-Fetch-Mode", destination.equals("empty") ? "cors" : "no-cors")
			.header("Sec-Fetch-Site", "same-origin"));
	}

	/**
	 * A form that is sent.
	 */
	HttpResponse<String> submit(String path, String form) {
		return send(document(path, "same-origin").header("Referer", url(path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	String url(String path) {
		return this.site.resolve(path).toString();
	}

	private HttpRequest.Builder document(String path, String fetchSite) {
		return request(path).header("Accept", this.acceptDocument)
			.header("Upgrade-Insecure-Requests", "1")
			.header("Sec-Fetch-Dest", "document")
			.header("Sec-Fetch-Mode", "navigate")
			.header("Sec-Fetch-Site", fetchSite)
			.header("Sec-Fetch-User", "?1");
	}

	private HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.site.resolve(path));
		this.headers.forEach(request::header);
		return request;
	}

	/**
	 * Opens a connection for each request: before 1.3.8, Reactor Netty can stop reading
	 * from one if the next request is early (reactor-netty issue 4361).
	 */
	private static HttpClient newConnection() {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.build();
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return newConnection().send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
