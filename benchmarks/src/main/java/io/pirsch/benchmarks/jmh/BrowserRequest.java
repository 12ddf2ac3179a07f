package io.pirsch.benchmarks.jmh;

import java.net.InetSocketAddress;
import java.net.URI;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;

/**
 * A request of a browser as a WebFlux server on Netty passes it to its filters, and its
 * response: the same classes of headers, and nothing behind them.
 */
final class BrowserRequest {

	private static final InetSocketAddress PEER = new InetSocketAddress("10.1.2.3", 54321);

	private static final DefaultWebSessionManager SESSIONS = new DefaultWebSessionManager();

	private static final ServerCodecConfigurer CODECS = ServerCodecConfigurer.create();

	private static final AcceptHeaderLocaleContextResolver LOCALES = new AcceptHeaderLocaleContextResolver();

	private static final DefaultDataBufferFactory BUFFERS = new DefaultDataBufferFactory();

	private final URI uri;

	private final HttpHeaders headers;

	private final String contentType;

	private BrowserRequest(String uri, String dest, String accept, String contentType) {
		this.uri = URI.create(uri);
		this.headers = headers(dest, accept);
		this.contentType = contentType;
	}

	static BrowserRequest page() {
		return new BrowserRequest("https://www.example.com/articles/a-view-of-the-sea?utm_source=newsletter&page=2",
				"document", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
				"text/html;charset=UTF-8");
	}

	static BrowserRequest data() {
		return new BrowserRequest("https://www.example.com/api/articles?page=2", "empty", "application/json",
				"application/json");
	}

	private static HttpHeaders headers(String dest, String accept) {
		DefaultHttpHeaders headers = new DefaultHttpHeaders();
		headers.add("Host", "www.example.com");
		headers.add("Connection", "keep-alive");
		headers.add("Cache-Control", "max-age=0");
		headers.add("sec-ch-ua", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"");
		headers.add("sec-ch-ua-mobile", "?0");
		headers.add("sec-ch-ua-platform", "\"Windows\"");
		headers.add("Upgrade-Insecure-Requests", "1");
		headers.add("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
				+ "Chrome/142.0.0.0 Safari/537.36");
		headers.add("Accept", accept);
		headers.add("Sec-Fetch-Site", "same-origin");
		headers.add("Sec-Fetch-Mode", dest.equals("document") ? "navigate" : "cors");
		headers.add("Sec-Fetch-User", "?1");
		headers.add("Sec-Fetch-Dest", dest);
		headers.add("Referer", "https://www.example.com/articles");
		headers.add("Accept-Encoding", "gzip, deflate, br, zstd");
		headers.add("Accept-Language", "en-US,en;q=0.9,de;q=0.8");
		headers.add("Cookie", "SESSION=MTIzNDU2NzgtMTIzNC0xMjM0LTEyMzQtMTIzNDU2Nzg5MGFi; theme=dark");
		headers.add("X-Forwarded-For", "203.0.113.7");
		headers.add("X-Forwarded-Proto", "https");
		return new HttpHeaders(new Netty4HeadersAdapter(headers));
	}

	/**
	 * Makes the exchange that a server makes for each request.
	 */
	ServerWebExchange exchange() {
		return exchange(request(), response());
	}

	/**
	 * Makes the request that a server passes to its handler.
	 */
	ServerHttpRequest request() {
		return new Request(this.uri, this.headers);
	}

	/**
	 * Makes the response that a server passes to its handler.
	 */
	ServerHttpResponse response() {
		Response response = new Response();
		response.setStatusCode(HttpStatus.OK);
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, this.contentType);
		return response;
	}

	static ServerWebExchange exchange(ServerHttpRequest request, ServerHttpResponse response) {
		return new DefaultServerWebExchange(request, response, SESSIONS, CODECS, LOCALES);
	}

	/**
	 * Makes the request that a servlet server passes to its filters.
	 */
	RecycledRequest servletRequest() {
		return new RecycledRequest(this.uri, this.headers);
	}

	/**
	 * Makes the response that a servlet server passes to its filters.
	 */
	RecycledResponse servletResponse() {
		return new RecycledResponse(this.contentType);
	}

	private static final class Request extends AbstractServerHttpRequest {

		Request(URI uri, HttpHeaders headers) {
			super(HttpMethod.GET, uri, "", headers);
		}

		@Override
		public InetSocketAddress getRemoteAddress() {
			return PEER;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

		@Override
		protected MultiValueMap<String, HttpCookie> initCookies() {
			return new LinkedMultiValueMap<>();
		}

		@Override
		protected @Nullable SslInfo initSslInfo() {
			return null;
		}

		@Override
		public <T> T getNativeRequest() {
			throw new UnsupportedOperationException();
		}

	}

	private static final class Response extends AbstractServerHttpResponse {

		Response() {
			super(BUFFERS, new HttpHeaders(new Netty4HeadersAdapter(new DefaultHttpHeaders())));
		}

		@Override
		protected Mono<Void> writeWithInternal(org.reactivestreams.Publisher<? extends DataBuffer> body) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> writeAndFlushWithInternal(
				org.reactivestreams.Publisher<? extends org.reactivestreams.Publisher<? extends DataBuffer>> body) {
			return Mono.empty();
		}

		@Override
		protected void applyStatusCode() {
		}

		@Override
		protected void applyHeaders() {
		}

		@Override
		protected void applyCookies() {
		}

		@Override
		public <T> T getNativeResponse() {
			throw new UnsupportedOperationException();
		}

	}

}
