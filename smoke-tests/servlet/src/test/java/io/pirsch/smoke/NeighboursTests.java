package io.pirsch.smoke;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.pirsch.local.LocalPirsch;
import io.pirsch.local.ReceivedRequest;
import io.pirsch.web.browser.BrowserScript;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a site counts whatever else it uses. It reaches Pirsch through an HTTP proxy
 * alone.
 */
class NeighboursTests {

	private static final String ACCESS_KEY = "pa_" + "k".repeat(45);

	private static final List<String> log = new CopyOnWriteArrayList<>();

	/** Is the proxy, too: it answers for any host. */
	private static final LocalPirsch pirsch = LocalPirsch.builder().accessKey(ACCESS_KEY).start();

	private static final HttpClient browser = HttpClient.newHttpClient();

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext site;

	@BeforeAll
	static void start() {
		site = application("http://api.pirsch.test").sources(Clients.class).run();
	}

	private static SpringApplicationBuilder application(String baseUrl) {
		return new SpringApplicationBuilder(Site.class).properties("server.port=0", "pirsch.base-url=" + baseUrl,
				"pirsch.access-key=" + ACCESS_KEY, "spring.devtools.restart.enabled=false");
	}

	@AfterAll
	static void stop() {
		site.close();
		pirsch.close();
	}

	@BeforeEach
	void forgetTheLastTest() {
		pirsch.reset();
		log.clear();
	}

	@Test
	void aPageOfThymeleafCountsOnceWithASessionOfSpringSession() throws Exception {
		HttpResponse<String> first = get(site, "/visits");
		String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
		assertThat(cookie).startsWith("SESSION=");
		assertThat(get(site, "/visits", "Cookie", cookie.substring(0, cookie.indexOf(';'))).body())
			.contains("<p>2</p>");
		assertThat(urls(pirsch, 2)).containsExactly(url(site, "/visits"), url(site, "/visits"));
	}

	@Test
	void theTagOfTheScriptIsInAPageOfThymeleafWhereTheScriptIsEnabled() throws Exception {
		assertThat(get(site, "/visits").body()).doesNotContain("<script");
		try (ConfigurableApplicationContext withScript = application(pirsch.baseUrl().toString())
			.run("--pirsch.browser.enabled=TRUE")) {
			String hash = withScript.getBean(BrowserScript.class).hash();
			assertThat(get(withScript, "/visits").body()).contains("src=\"/pirsch/p.js?v=" + hash + '"');
		}
		try (ConfigurableApplicationContext without = application(pirsch.baseUrl().toString())
			.run("--pirsch.browser.enabled=0")) {
			assertThat(get(without, "/visits").body()).doesNotContain("<script");
		}
		assertThat(urls(pirsch, 3)).hasSize(3);
	}

	@Test
	void eachPathOfASinglePageApplicationIsAPageAndItsScriptIsNone() throws Exception {
		assertThat(get(site, "/app/teas").body()).contains("app.js");
		get(site, "/app/app.js");
		get(site, "/app/teas/sencha");
		assertThat(urls(pirsch, 2)).containsExactly(url(site, "/app/teas"), url(site, "/app/teas/sencha"));
	}

	@Test
	void theApplicationsOwnCustomizersApplyAndDoNotSeeTheToken() throws Exception {
		get(site, "/visits");
		assertThat(urls(pirsch, 1)).hasSize(1);
		ReceivedRequest request = pirsch.requests().get(0);
		assertThat(request.header("X-Site")).isEqualTo("tea");
		assertThat(log).hasSize(1).allSatisfy((line) -> assertThat(line).contains("X-Site").doesNotContain(ACCESS_KEY));
	}

	@Test
	void twoSitesOfOneJvmCountEachTheirOwn() throws Exception {
		try (LocalPirsch another = LocalPirsch.builder().accessKey(ACCESS_KEY).start();
				ConfigurableApplicationContext anotherSite = application(another.baseUrl().toString()).run()) {
			get(anotherSite, "/visits");
			get(site, "/app/teas");
			assertThat(urls(another, 1)).containsExactly(url(anotherSite, "/visits"));
			assertThat(urls(pirsch, 1)).containsExactly(url(site, "/app/teas"));
		}
		get(site, "/visits");
		assertThat(urls(pirsch, 2)).endsWith(url(site, "/visits"));
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext site, String path, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(site, path)))
			.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)");
		if (headers.length > 0) {
			request.headers(headers);
		}
		return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String url(ConfigurableApplicationContext site, String path) {
		return "http://localhost:%s%s".formatted(site.getEnvironment().getProperty("local.server.port"), path);
	}

	private static List<String> urls(LocalPirsch pirsch, int count) {
		return await().until(pirsch::arrivals, (arrivals) -> arrivals.size() >= count)
			.stream()
			.map((arrival) -> String.valueOf(arrival.text("url")))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Clients {

		@Bean
		WebClientCustomizer named() {
			return (client) -> client.defaultHeader("X-Site", "tea");
		}

		@Bean
		WebClientCustomizer logging() {
			return (client) -> client.filter((request, next) -> {
				log.add(request.url() + " " + request.headers());
				return next.exchange(request);
			});
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<JdkClientHttpConnectorBuilder> proxied() {
			InetSocketAddress proxy = new InetSocketAddress("localhost", pirsch.baseUrl().getPort());
			return (connector) -> connector.withHttpClientCustomizer((client) -> client.proxy(ProxySelector.of(proxy)));
		}

	}

}
