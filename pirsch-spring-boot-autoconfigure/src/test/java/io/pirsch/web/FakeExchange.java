package io.pirsch.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * An exchange that is a page view unless told otherwise.
 */
class FakeExchange implements WebExchange {

	static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final Map<String, List<String>> responseHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private String method = "GET";

	private String url = "https://example.com/page";

	private @Nullable String remoteAddress = "203.0.113.7";

	private int status = 200;

	FakeExchange() {
		header("User-Agent", USER_AGENT);
		responseHeader("Content-Type", "text/html;charset=UTF-8");
	}

	FakeExchange method(String method) {
		this.method = method;
		return this;
	}

	FakeExchange url(String url) {
		this.url = url;
		return this;
	}

	FakeExchange from(@Nullable String remoteAddress) {
		this.remoteAddress = remoteAddress;
		return this;
	}

	FakeExchange status(int status) {
		this.status = status;
		return this;
	}

	FakeExchange header(String name, String... values) {
		this.headers.put(name, List.of(values));
		return this;
	}

	FakeExchange without(String name) {
		this.headers.remove(name);
		return this;
	}

	FakeExchange responseHeader(String name, String... values) {
		this.responseHeaders.put(name, List.of(values));
		return this;
	}

	FakeExchange withoutContentType() {
		this.responseHeaders.remove("Content-Type");
		return this;
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public String url() {
		return this.url;
	}

	@Override
	public PathContainer path() {
		return PathContainer.parsePath(PageUrl.pathOf(this.url));
	}

	@Override
	public @Nullable String header(String name) {
		List<String> values = headers(name);
		return values.isEmpty() ? null : values.get(0);
	}

	@Override
	public List<String> headers(String name) {
		return new ArrayList<>(this.headers.getOrDefault(name, List.of()));
	}

	@Override
	public @Nullable String remoteAddress() {
		return this.remoteAddress;
	}

	@Override
	public int status() {
		return this.status;
	}

	@Override
	public @Nullable String contentType() {
		List<String> values = responseHeaders("Content-Type");
		return values.isEmpty() ? null : values.get(0);
	}

	@Override
	public List<String> responseHeaders(String name) {
		return this.responseHeaders.getOrDefault(name, List.of());
	}

}
