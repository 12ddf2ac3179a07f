package io.pirsch.smoke;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a gateway counts the pages that pass through it, behind Spring Security and
 * with sessions of Spring Session.
 */
class GatewayTests {

	private static final LocalPirsch pirsch = LocalPirsch.start();

	private static final HttpClient browser = HttpClient.newHttpClient();

	@SuppressWarnings("NullAway.Init")
	private static HttpServer shop;

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext gateway;

	@BeforeAll
	static void start() throws IOException {
		shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		answer("/shop/page", 200, "text/html");
		answer("/shop/data", 200, "application/json");
		answer("/shop/moved", 302, "text/html");
		answer("/shop/gone", 410, "text/html");
		shop.start();
		String route = "spring.cloud.gateway.server.webflux.routes[0].";
		gateway = new SpringApplicationBuilder(Gateway.class)
			.properties("server.port=0", "pirsch.base-url=" + pirsch.baseUrl(), "pirsch.client-id=" + pirsch.clientId(),
					"pirsch.client-secret=" + pirsch.clientSecret(), "spring.reactor.netty.shutdown-quiet-period=10ms",
					route + "id=shop", route + "uri=http://localhost:" + shop.getAddress().getPort(),
					route + "predicates[0]=Path=/shop/**")
			.run();
	}

	private static void answer(String path, int status, String type) {
		shop.createContext(path, (exchange) -> {
			byte[] body = "<p>shop</p>".getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", type);
			exchange.getResponseHeaders().add("Location", "/shop/page");
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	@AfterAll
	static void stop() {
		gateway.close();
		shop.stop(0);
		pirsch.close();
	}

	@BeforeEach
	void forgetTheLastTest() {
		pirsch.reset();
	}

	@Test
	void aPageOfTheBackendCountsOnceUnderItsAddressAtTheGateway() throws Exception {
		assertThat(get("/shop/page?from=letter").body()).isEqualTo("<p>shop</p>");
		get("/shop/data");
		get("/shop/moved");
		get("/shop/gone");
		get("/shop/page");
		assertThat(urls(2)).containsExactly(url("/shop/page?from=letter"), url("/shop/page"));
	}

	@Test
	void thePageThatSpringSecurityShowsInsteadCounts() throws Exception {
		assertThat(get("/shop/private").statusCode()).isEqualTo(302);
		assertThat(get("/login").body()).contains("form");
		get("/shop/page");
		assertThat(urls(2)).containsExactly(url("/login"), url("/shop/page"));
	}

	@Test
	void aPageWithASessionOfSpringSessionCounts() throws Exception {
		String cookie = get("/visits").headers().firstValue("Set-Cookie").orElseThrow();
		assertThat(cookie).startsWith("SESSION=");
		assertThat(get("/visits", "Cookie", cookie.substring(0, cookie.indexOf(';'))).body()).isEqualTo("<p>2</p>");
		assertThat(urls(2)).containsExactly(url("/visits"), url("/visits"));
	}

	private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
			.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
			.header("Accept", "text/html");
		if (headers.length > 0) {
			request.headers(headers);
		}
		return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String url(String path) {
		return "http://localhost:%s%s".formatted(gateway.getEnvironment().getProperty("local.server.port"), path);
	}

	private static List<String> urls(int count) {
		return await().until(pirsch::arrivals, (arrivals) -> arrivals.size() >= count)
			.stream()
			.map((arrival) -> String.valueOf(arrival.text("url")))
			.toList();
	}

}
