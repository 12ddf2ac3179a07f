package io.pirsch.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.pirsch.local.Arrival;
import io.pirsch.local.LocalPirsch;
import io.pirsch.web.PageViewCustomizer;
import io.pirsch.web.PirschVisit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What each web property does to a real site on each server, seen from the API.
 */
@ParameterizedClass
@EnumSource
class SiteTests {

	private final TestServer server;

	private final LocalPirsch pirsch = LocalPirsch.start();

	private @Nullable ConfigurableApplicationContext site;

	SiteTests(TestServer server) {
		this.server = server;
	}

	@AfterEach
	void stop() {
		if (this.site != null) {
			this.site.close();
		}
		this.pirsch.close();
	}

	@Test
	void aPageArrivesWithItsFields() throws Exception {
		start();
		get("/page?utm_source=letter", "Referer", "https://search.example/?q=pirsch", "Accept-Language", "de-DE",
				"Sec-CH-UA", "\"Firefox\"", "Sec-CH-UA-Platform", "\"Linux\"");
		assertThat(arrivals(1)).singleElement().satisfies((page) -> {
			assertThat(page.text("url")).isEqualTo(url("/page?utm_source=letter"));
			assertThat(page.text("ip")).isEqualTo("127.0.0.1");
			assertThat(page.text("user_agent")).isEqualTo("Mozilla/5.0 (Test)");
			assertThat(page.text("accept_language")).isEqualTo("de-DE");
			assertThat(page.text("referrer")).isEqualTo("https://search.example/");
			assertThat(page.text("sec_ch_ua_platform")).isEqualTo("\"Linux\"");
		});
		assertThat(bean(AtomicInteger.class)).hasValue(1);
	}

	@Test
	void managementEndpointsNeverCount() throws Exception {
		start("management.endpoints.web.base-path=/manage", "management.endpoints.web.exposure.include=*",
				"pirsch.web.content-types=text/html,application/json,application/vnd.spring-boot.actuator.v3+json");
		get("/manage/health");
		get("/manage");
		get("/page");
		assertThat(paths(1)).containsExactly("/page");
	}

	@Test
	void managementEndpointsOnTheirOwnPortNeverCount() throws Exception {
		start("management.server.port=0",
				"pirsch.web.content-types=text/html,application/vnd.spring-boot.actuator.v3+json");
		send(URI.create("http://localhost:%s/actuator/health".formatted(port("local.management.port"))));
		get("/page");
		assertThat(paths(1)).containsExactly("/page");
	}

	@Test
	void pathPatternsAreRelativeToTheBasePath() throws Exception {
		start(this.server.basePathProperty() + "=/app", "pirsch.web.include=/page/**,/other",
				"pirsch.web.exclude=/page/secret");
		get("/app/page");
		get("/app/page/secret");
		get("/app/hidden");
		get("/app/other");
		assertThat(paths(2)).containsExactly("/app/page", "/app/other");
	}

	@Test
	void objectionsAreRespectedAsTheySay() throws Exception {
		start("pirsch.web.respect-do-not-track=false", "pirsch.web.respect-global-privacy-control=true");
		get("/page/gpc", "Sec-GPC", "1");
		get("/page/dnt", "DNT", "1");
		assertThat(paths(1)).containsExactly("/page/dnt");
	}

	@Test
	void doNotTrackIsRespectedByDefaultAndGlobalPrivacyControlIsNot() throws Exception {
		start();
		get("/page/dnt", "DNT", "1");
		get("/page/gpc", "Sec-GPC", "1");
		assertThat(paths(1)).containsExactly("/page/gpc");
	}

	@Test
	void theVisitorsAddressComesFromATrustedProxy() throws Exception {
		start();
		get("/page", "X-Forwarded-For", "198.51.100.1, 203.0.113.7, 10.0.0.3");
		assertThat(arrivals(1)).singleElement().satisfies((page) -> {
			assertThat(page.text("ip")).isEqualTo("203.0.113.7");
			assertThat(page.text("x_forwarded_for")).isEqualTo("198.51.100.1, 203.0.113.7, 10.0.0.3");
		});
	}

	@Test
	void theHeadersOfAnUntrustedPeerAreNotBelieved() throws Exception {
		start("pirsch.web.trusted-proxies=192.0.2.0/24");
		get("/page", "X-Forwarded-For", "203.0.113.7");
		assertThat(arrivals(1)).singleElement().satisfies((page) -> {
			assertThat(page.text("ip")).isEqualTo("127.0.0.1");
			assertThat(page.text("x_forwarded_for")).isNull();
		});
	}

	@Test
	void onlyTheHeadersThatAreSetAreBelieved() throws Exception {
		start("pirsch.web.client-ip-headers=X-Real-IP");
		get("/page", "X-Forwarded-For", "203.0.113.7", "X-Real-IP", "203.0.113.8");
		assertThat(arrivals(1)).singleElement()
			.satisfies((page) -> assertThat(page.text("ip")).isEqualTo("203.0.113.8"));
	}

	@Test
	void anAddressThatTheServerHasResolvedIsUsedAsItIs() throws Exception {
		start("server.forward-headers-strategy=framework");
		get("/page", "X-Forwarded-For", "203.0.113.7");
		get("/page", "Forwarded", "for=\"[2001:db8::17]\"");
		assertThat(arrivals(2)).extracting((page) -> page.text("ip")).containsExactly("203.0.113.7", "2001:db8::17");
	}

	@Test
	void theEdgeThatTomcatTakesForTheVisitorIsOneOnlyUntilItsNetworkIsTrusted() throws Exception {
		assumeThat(this.server).isEqualTo(TestServer.TOMCAT);
		start("server.forward-headers-strategy=native");
		get("/page", "X-Forwarded-For", "203.0.113.7, 173.245.48.9");
		assertThat(arrivals(1).get(0).text("ip")).isEqualTo("173.245.48.9");
		Objects.requireNonNull(this.site).close();
		start("server.forward-headers-strategy=native", "pirsch.web.trusted-proxies=private, 173.245.48.0/20");
		get("/page", "X-Forwarded-For", "203.0.113.7, 173.245.48.9");
		assertThat(arrivals(2).get(1).text("ip")).isEqualTo("203.0.113.7");
		get("/page", "X-Forwarded-For", "203.0.113.7, 173.245.48.9, 10.0.0.3");
		assertThat(arrivals(3).get(2).text("ip")).isEqualTo("203.0.113.7");
	}

	@Test
	void theUrlIsThePublicOneWithTheQueryParametersThatAreKept() throws Exception {
		start("pirsch.web.public-url=https://www.example.com", "pirsch.web.query-parameters=page,utm_source");
		get("/page?token=secret&page=2&utm_source=letter");
		assertThat(arrivals(1)).singleElement()
			.satisfies((page) -> assertThat(page.text("url"))
				.isEqualTo("https://www.example.com/page?page=2&utm_source=letter"));
	}

	@Test
	void noQueryParametersAreKeptWhenTheListIsEmpty() throws Exception {
		start("pirsch.web.query-parameters=");
		get("/page?token=secret");
		assertThat(paths(1)).containsExactly("/page");
	}

	@Test
	void browsersAreAskedForClientHintsOnRequest() throws Exception {
		start("pirsch.web.client-hints=true");
		assertThat(get("/page").headers().firstValue("Accept-CH").orElse("")).contains("Sec-CH-UA-Platform-Version");
		assertThat(get("/json").headers().firstValue("Accept-CH")).isEmpty();
	}

	@Test
	void browsersAreNotAskedForClientHintsByDefault() throws Exception {
		start();
		assertThat(get("/page").headers().firstValue("Accept-CH")).isEmpty();
	}

	@Test
	void aMissingPageIsAnEventOnRequest() throws Exception {
		start("pirsch.web.not-found-event=true");
		get("/missing", "Accept", "text/html");
		assertThat(arrivals(1)).singleElement().satisfies((event) -> {
			assertThat(event.kind()).isEqualTo(Arrival.Kind.EVENT);
			assertThat(event.text("event_name")).isEqualTo("404 Page Not Found");
			assertThat(event.texts("event_meta")).containsEntry("path", "/missing");
			assertThat(event.flag("non_interactive")).isTrue();
		});
	}

	@Test
	void theVisitIsThereForHandlersAndItsEventFollowsThePage() throws Exception {
		start();
		get("/visit");
		List<Arrival> arrivals = arrivals(2);
		assertThat(arrivals).extracting(Arrival::kind).containsExactly(Arrival.Kind.PAGE_VIEW, Arrival.Kind.EVENT);
		assertThat(arrivals.get(0).text("title")).isEqualTo("A title");
		assertThat(arrivals.get(1).text("event_name")).isEqualTo("Seen");
	}

	@Test
	void eventsAreSentWithoutPageViews() throws Exception {
		start("pirsch.web.enabled=false");
		get("/page");
		get("/visit");
		assertThat(arrivals(1)).singleElement()
			.satisfies((arrival) -> assertThat(arrival.text("event_name")).isEqualTo("Seen"));
	}

	@Test
	void toolsOfTheFrameworkNeverCountWhereverTheyAre() throws Exception {
		boolean reactive = this.server == TestServer.NETTY;
		start("management.endpoints.web.base-path=/manage/", "management.endpoints.web.exposure.include=*",
				"spring.mvc.servlet.path=/app", "spring.h2.console.enabled=true",
				"spring.h2.console.path=" + (reactive ? "" : "/app") + "/page/",
				"pirsch.web.content-types=text/html,application/json,application/vnd.spring-boot.actuator.v3+json");
		String servlet = reactive ? "" : "/app";
		assertThat(get(servlet + "/manage/health").statusCode()).isEqualTo(200);
		assertThat(get(servlet + "/page/login.jsp").statusCode()).isEqualTo(200);
		get(servlet + "/other");
		assertThat(paths(1)).containsExactly(servlet + "/other");
	}

	@Test
	void nothingIsSentWhenDisabled() throws Exception {
		start("pirsch.enabled=false", "pirsch.web.client-hints=true");
		assertThat(get("/visit").headers().firstValue("Accept-CH")).isEmpty();
		AtomicInteger customized = bean(AtomicInteger.class);
		stop();
		assertThat(this.pirsch.requests()).isEmpty();
		assertThat(customized).hasValue(0);
	}

	/**
	 * As after a checkpoint: the beans live on, only their life cycle has stopped.
	 */
	@Test
	void pagesCountAgainWhenTheLifecycleHasStoppedAndStarted() throws Exception {
		start();
		get("/page/before");
		arrivals(1);
		Objects.requireNonNull(this.site).stop();
		startAgain(this.site);
		get("/page/after");
		assertThat(paths(2)).endsWith("/page/after");
	}

	/**
	 * Now and then Reactor Netty's server starts on an event loop that has ended: then
	 * there is no site to try anything with.
	 */
	private static void startAgain(ConfigurableApplicationContext site) {
		try {
			site.start();
		}
		catch (ApplicationContextException ex) {
			assumeThat(ex).rootCause().isNotInstanceOf(RejectedExecutionException.class);
			throw ex;
		}
	}

	@Test
	void pagesAreServedWhileTheApiIsDown() throws Exception {
		this.pirsch.close();
		start();
		assertThat(get("/page").body()).isEqualTo("<p>page</p>");
		assertThat(get("/page").statusCode()).isEqualTo(200);
	}

	private void start(String... properties) {
		this.site = new SpringApplicationBuilder(Site.class).web(this.server.type())
			.properties(Stream
				.concat(Stream.of(this.server.properties(), "server.port=0", "spring.main.banner-mode=off",
						"spring.reactor.netty.shutdown-quiet-period=10ms", "pirsch.tracking.shutdown-timeout=100ms",
						"pirsch.base-url=" + this.pirsch.baseUrl(), "pirsch.client-id=" + this.pirsch.clientId(),
						"pirsch.client-secret=" + this.pirsch.clientSecret()), Arrays.stream(properties))
				.toArray(String[]::new))
			.run();
	}

	private <T> T bean(Class<T> type) {
		return Objects.requireNonNull(this.site).getBean(type);
	}

	private String port(String property) {
		return Objects.requireNonNull(Objects.requireNonNull(this.site).getEnvironment().getProperty(property));
	}

	private String url(String path) {
		return "http://localhost:%s%s".formatted(port("local.server.port"), path);
	}

	private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		return send(URI.create(url(path)), headers);
	}

	/**
	 * Each request has a connection of its own, as Reactor Netty 1.3.7 now and then
	 * forgets to read from one on which another thread has answered, as is done for
	 * management endpoints (reactor-netty#4361).
	 */
	private HttpResponse<String> send(URI uri, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "Mozilla/5.0 (Test)");
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Waits for so many arrivals; a page that should not have counted would be among
	 * them, as they arrive in order.
	 */
	private List<Arrival> arrivals(int count) {
		return Awaitility.await().until(this.pirsch::arrivals, (arrivals) -> arrivals.size() >= count);
	}

	private List<String> paths(int count) {
		return arrivals(count).stream().map((page) -> String.valueOf(page.text("url")).replace(url(""), "")).toList();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class Site {

		@Bean
		AtomicInteger customized() {
			return new AtomicInteger();
		}

		@Bean
		PageViewCustomizer counting(AtomicInteger customized) {
			return (page, exchange) -> {
				customized.incrementAndGet();
				return page;
			};
		}

		@GetMapping(path = { "/page", "/page/*", "/other", "/hidden" }, produces = MediaType.TEXT_HTML_VALUE)
		String page() {
			return "<p>page</p>";
		}

		@GetMapping(path = "/json", produces = MediaType.APPLICATION_JSON_VALUE)
		String json() {
			return "{}";
		}

		@GetMapping(path = "/visit", produces = MediaType.TEXT_HTML_VALUE)
		String visit(PirschVisit visit) {
			visit.title("A title").track("Seen");
			return "<p>visit</p>";
		}

	}

}
