package io.pirsch.web.reactive;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactiveWebExchange}.
 */
class ReactiveWebExchangeTests {

	@Test
	void tellsTheRequest() {
		ReactiveWebExchange exchange = exchange(
				MockServerHttpRequest.method(HttpMethod.PUT, URI.create("https://example.com/site/a%20b?c=%26"))
					.contextPath("/site")
					.header("X-Forwarded-For", "203.0.113.1", "203.0.113.2"));
		assertThat(exchange.method()).isEqualTo("PUT");
		assertThat(exchange.url()).isEqualTo("https://example.com/site/a%20b?c=%26");
		assertThat(exchange.path().value()).isEqualTo("/a%20b");
		assertThat(exchange.header("x-forwarded-for")).isEqualTo("203.0.113.1");
		assertThat(exchange.headers("x-forwarded-for")).containsExactly("203.0.113.1", "203.0.113.2");
		assertThat(exchange.header("X-Real-IP")).isNull();
		assertThat(exchange.headers("X-Real-IP")).isEmpty();
	}

	@Test
	void tellsTheResponse() {
		MockServerWebExchange source = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
		ReactiveWebExchange exchange = new ReactiveWebExchange(source);
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(exchange.contentType()).isNull();
		source.getResponse().setStatusCode(HttpStatus.NOT_FOUND);
		source.getResponse().getHeaders().setContentType(MediaType.parseMediaType("text/html;charset=UTF-8"));
		source.getResponse().getHeaders().add("Accept-CH", "DPR");
		assertThat(exchange.status()).isEqualTo(404);
		assertThat(exchange.contentType()).isEqualTo("text/html;charset=UTF-8");
		assertThat(exchange.responseHeaders("accept-ch")).containsExactly("DPR");
		assertThat(exchange.responseHeaders("Vary")).isEmpty();
	}

	@Test
	void tellsTheAddressOfThePeer() throws Exception {
		InetAddress named = InetAddress.getByAddress("proxy.example", new byte[] { 10, 0, 0, 1 });
		assertThat(from(new InetSocketAddress(named, 80)).remoteAddress()).isEqualTo("10.0.0.1");
	}

	@Test
	void tellsTheTextOfAnAddressThatIsNotResolved() {
		assertThat(from(InetSocketAddress.createUnresolved("[2001:db8::1]", 80)).remoteAddress())
			.isEqualTo("[2001:db8::1]");
	}

	@Test
	void tellsNoAddressOfAPeerThatHasNone() {
		assertThat(exchange(MockServerHttpRequest.get("/")).remoteAddress()).isNull();
	}

	private static ReactiveWebExchange from(InetSocketAddress address) {
		return exchange(MockServerHttpRequest.get("/").remoteAddress(address));
	}

	private static ReactiveWebExchange exchange(MockServerHttpRequest.BaseBuilder<?> request) {
		return new ReactiveWebExchange(MockServerWebExchange.from(request));
	}

}
