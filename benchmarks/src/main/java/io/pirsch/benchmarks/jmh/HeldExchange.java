package io.pirsch.benchmarks.jmh;

import java.util.List;

import io.pirsch.web.WebExchange;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;

/**
 * An exchange whose parts are at hand, as far as servers have them at hand.
 */
final class HeldExchange implements WebExchange {

	private final HttpHeaders headers;

	private final String url;

	private final PathContainer path;

	private final @Nullable String contentType;

	HeldExchange(ServerWebExchange exchange) {
		this.headers = exchange.getRequest().getHeaders();
		this.url = exchange.getRequest().getURI().toString();
		this.path = exchange.getRequest().getPath().pathWithinApplication();
		this.contentType = exchange.getResponse().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
	}

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public String url() {
		return this.url;
	}

	@Override
	public PathContainer path() {
		return this.path;
	}

	@Override
	public @Nullable String header(String name) {
		return this.headers.getFirst(name);
	}

	@Override
	public List<String> headers(String name) {
		return this.headers.getOrEmpty(name);
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
	public @Nullable String contentType() {
		return this.contentType;
	}

	@Override
	public List<String> responseHeaders(String name) {
		return List.of();
	}

}
