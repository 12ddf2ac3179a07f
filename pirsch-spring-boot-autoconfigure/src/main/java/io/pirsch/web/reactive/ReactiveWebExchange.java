package io.pirsch.web.reactive;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.pirsch.web.WebExchange;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * A {@link ServerWebExchange} as the rules see it.
 */
class ReactiveWebExchange implements WebExchange {

	private final ServerHttpRequest request;

	private final ServerHttpResponse response;

	ReactiveWebExchange(ServerWebExchange exchange) {
		this.request = exchange.getRequest();
		this.response = exchange.getResponse();
	}

	ServerHttpResponse response() {
		return this.response;
	}

	@Override
	public String method() {
		return this.request.getMethod().name();
	}

	@Override
	public String url() {
		return this.request.getURI().toString();
	}

	@Override
	public PathContainer path() {
		return this.request.getPath().pathWithinApplication();
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeaders().getFirst(name);
	}

	@Override
	public List<String> headers(String name) {
		return this.request.getHeaders().getOrEmpty(name);
	}

	/**
	 * An address that Spring has taken from a proxy's header is not resolved, and must
	 * not be: it may be any text.
	 */
	@Override
	public @Nullable String remoteAddress() {
		InetSocketAddress remote = this.request.getRemoteAddress();
		if (remote == null) {
			return null;
		}
		InetAddress address = remote.getAddress();
		return (address != null) ? address.getHostAddress() : remote.getHostString();
	}

	@Override
	public int status() {
		HttpStatusCode status = this.response.getStatusCode();
		return (status != null) ? status.value() : 200;
	}

	@Override
	public @Nullable String contentType() {
		return this.response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
	}

	@Override
	public @Nullable String responseHeader(String name) {
		return this.response.getHeaders().getFirst(name);
	}

	@Override
	public List<String> responseHeaders(String name) {
		return this.response.getHeaders().getOrEmpty(name);
	}

}
