package io.pirsch.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.pirsch.client.Event;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.TrackEvent;
import io.pirsch.web.reactive.PirschVisits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests what counts on each server, in the odd cases that browsers, proxies and servers
 * bring about.
 */
@ParameterizedClass
@EnumSource(TestServer.class)
class CountedExchangesTests {

	private static final String ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8";

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static @Nullable ConfigurableApplicationContext context;

	@Parameter
	private TestServer server = TestServer.NETTY;

	private final RecordingPirschTracker tracker = context().getBean(RecordingPirschTracker.class);

	@BeforeParameterizedClassInvocation
	static void start(TestServer server) {
		Class<?> more = (server.type() == WebApplicationType.REACTIVE) ? ReactiveSite.class : ServletSite.class;
		context = new SpringApplicationBuilder(Site.class, more).web(server.type())
			.properties(server.properties(), "server.port=0", "spring.main.banner-mode=off", "pirsch.enabled=false",
					"spring.reactor.netty.shutdown-quiet-period=10ms",
					"logging.level.org.springframework.boot.webflux.autoconfigure.error=off",
					"logging.level.org.apache.catalina.core=off", "logging.level.org.eclipse.jetty.ee11=off",
					"server.netty.max-keep-alive-requests=1", "pirsch.web.trusted-proxies=private, 198.51.100.0/24")
			.run();
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		context().close();
		context = null;
	}

	private static ConfigurableApplicationContext context() {
		return Objects.requireNonNull(context);
	}

	@BeforeEach
	void forget() {
		this.tracker.clear();
	}

	@ParameterizedTest
	@CsvSource({ "navigate, 1", "cors, 0" })
	void aPageCountsBehindAServiceWorkerThatPassesRequestsOn(String mode, int count) throws Exception {
		get("/page", "Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", mode);
		assertThat(pageViewsBeforeAnother()).isEqualTo(count);
	}

	@ParameterizedTest
	@CsvSource({ "/page, 1", "/report.pdf, 0", "/data.json, 0" })
	void anUnmodifiedFileCountsNoMoreThanItDidBefore(String path, int count) throws Exception {
		assertThat(get(path, "Accept", ACCEPT).statusCode()).isEqualTo(200);
		assertThat(pageViewsBeforeAnother()).isEqualTo(count);
		forget();
		assertThat(get(path, "Accept", ACCEPT, "If-None-Match", "\"v1\"").statusCode()).isEqualTo(304);
		assertThat(pageViewsBeforeAnother()).isEqualTo(count);
	}

	@ParameterizedTest
	@CsvSource({ "X-Requested-With, XMLHttpRequest", "HX-Request, true", "Turbo-Frame, list",
			"X-Sec-Purpose, prefetch" })
	void aFragmentDoesNotCount(String header, String value) throws Exception {
		get("/page", header, value);
		assertThat(pageViewsBeforeAnother()).isZero();
	}

	@Test
	void anAttachmentDoesNotCount() throws Exception {
		get("/attachment");
		assertThat(pageViewsBeforeAnother()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "bytes=0-4, 1", "bytes=5-9, 0" })
	void aPageInPartsCountsOnce(String range, int count) throws Exception {
		assertThat(get("/parts", "Range", range).statusCode()).isEqualTo(206);
		assertThat(pageViewsBeforeAnother()).isEqualTo(count);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/event", "/annotated" })
	void nobodyHasSeenWhatABrowserPrefetches(String path) throws Exception {
		get(path, "Sec-Purpose", "prefetch");
		send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
		get("/page");
		get(path);
		await().untilAsserted(() -> assertThat(this.tracker.eventNames()).containsExactly("Seen"));
		assertThat(this.tracker.all()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/counted-fails", "/counted-fails-late" })
	void whatFailsDoesNotCountWhateverTheApplicationHasSaid(String path) throws Exception {
		assertThat(get(path).statusCode()).isEqualTo(500);
		assertThat(pageViewsBeforeAnother()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "front", "behind" })
	void whatAnActionBeforeTheCommitChangesDecides(String where) throws Exception {
		assumeThat(this.server).isEqualTo(TestServer.NETTY);
		for (String path : List.of("/page", "/counted", "/empty", "/flux", "/file.html")) {
			assertThat(get(path, "X-Fail", where).statusCode()).as(path).isEqualTo(500);
		}
		for (String path : List.of("/page", "/empty", "/flux", "/file.html")) {
			assertThat(get(path, "X-Hide", where).statusCode()).as(path).isEqualTo(403);
		}
		assertThat(pageViewsBeforeAnother()).isZero();
		get("/page", "X-Pass", where);
		assertThat(this.tracker.pageViews()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/page", "/flux", "/file.html" })
	void aPageCountsBeforeTheVisitorHasIt(String path) throws Exception {
		assumeThat(this.server).isEqualTo(TestServer.NETTY);
		assertThat(get(path).body()).startsWith("<title>");
		assertThat(this.tracker.pageViews()).hasSize(1);
	}

	@Test
	void anEventOfAVisitThatIsFirstAskedForAfterTheAnswerIsSent() throws Exception {
		String path = (this.server == TestServer.NETTY) ? "/page" : "/big";
		get(path, "X-Late", "true");
		await().untilAsserted(() -> assertThat(this.tracker.eventNames()).containsExactly("Late"));
		assertThat(this.tracker.pageViews()).hasSize(1);
		Event event = this.tracker.events().get(0);
		assertThat(event.page()).isEqualTo(this.tracker.pageViews().get(0));
	}

	@Test
	void anEventOfAVisitThatIsFirstAskedForAfterTheAnswerToAFormIsSent() throws Exception {
		send(request("/form").header("X-Late", "true").POST(HttpRequest.BodyPublishers.noBody()));
		await().untilAsserted(() -> assertThat(this.tracker.eventNames()).containsExactly("Late"));
		assertThat(this.tracker.events().get(0).page().url()).endsWith("/form");
		assertThat(this.tracker.pageViews()).isEmpty();
	}

	@Test
	void anEventOfTheErrorPageIsSent() throws Exception {
		assertThat(get("/fails").statusCode()).isEqualTo(500);
		await().untilAsserted(() -> assertThat(this.tracker.eventNames()).containsExactly("Failed"));
		assertThat(this.tracker.events().get(0).page().url()).endsWith("/fails");
		assertThat(this.tracker.pageViews()).isEmpty();
	}

	@Test
	void theHostIsBelievedLikeTheAddress() throws Exception {
		get("/page", "X-Forwarded-For", "203.0.113.7", "X-Forwarded-Host", "example.com", "X-Forwarded-Proto", "https");
		assertThat(this.tracker.pageViews()).singleElement().satisfies((page) -> {
			assertThat(page.visitor().ip()).isEqualTo("203.0.113.7");
			assertThat(page.url()).isEqualTo("https://example.com/page");
		});
	}

	@Test
	void aSessionInThePathIsNotToldEvenIfTheBrowserSendsTheCookie() throws Exception {
		assumeThat(this.server).isNotEqualTo(TestServer.NETTY);
		assertThat(get("/page;jsessionid=A1;x=1?q=2", "Cookie", "JSESSIONID=A1").statusCode()).isEqualTo(200);
		assertThat(this.tracker.pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.url()).endsWith("/page;x=1?q=2"));
	}

	@Test
	void proxiesThatAreAddedAreTrustedBesideThePrivateOnes() throws Exception {
		get("/page", "X-Forwarded-For", "203.0.113.7, 198.51.100.9, 10.0.0.3");
		assertThat(this.tracker.pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.visitor().ip()).isEqualTo("203.0.113.7"));
	}

	@Test
	void anAnswerToAScriptCountsIfTheApplicationSaysSo() throws Exception {
		get("/counted", "Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors");
		assertThat(this.tracker.pageViews()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/writes-all-and-fails", "/includes-and-fails" })
	void whatTheVisitorGetsDecides(String path) throws Exception {
		assumeThat(this.server).isNotEqualTo(TestServer.NETTY);
		int status = get(path).statusCode();
		assertThat(pageViewsBeforeAnother()).isEqualTo((status == 200) ? 1 : 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/flushes-and-fails", "/breaks-off" })
	void whatAFilterOfTheApplicationHoldsBackDoesNotCountIfItFails(String path) throws Exception {
		assumeThat(this.server).isNotEqualTo(TestServer.NETTY);
		assertThat(get(path, "X-Hold-Back", "true").statusCode()).isEqualTo(500);
		assertThat(pageViewsBeforeAnother()).isZero();
		assertThat(get("/page", "X-Hold-Back", "true").statusCode()).isEqualTo(200);
		assertThat(this.tracker.pageViews()).hasSize(2);
	}

	@Test
	void anEventOfAnAnswerToAFailureThatIsGivenLaterIsSent() throws Exception {
		assumeThat(this.server).isEqualTo(TestServer.NETTY);
		HttpResponse<String> answer = send(
				request("/fails-and-is-answered-later").POST(HttpRequest.BodyPublishers.noBody()));
		assertThat(answer.statusCode()).isEqualTo(503);
		await().untilAsserted(() -> assertThat(this.tracker.eventNames()).containsExactly("Answered"));
		assertThat(this.tracker.pageViews()).isEmpty();
	}

	@Test
	void aPageThatBreaksOffCounts() throws Exception {
		assumeThat(this.server).isNotEqualTo(TestServer.NETTY);
		assertThatIOException().isThrownBy(() -> get("/breaks-off"));
		assertThat(pageViewsBeforeAnother()).isEqualTo(1);
	}

	/**
	 * A request that is no page view may be recorded only after its answer, so another
	 * one is made whose page view is behind it.
	 */
	private int pageViewsBeforeAnother() throws Exception {
		get("/page?another");
		await().until(() -> this.tracker.hasPageView("/page") && !this.tracker.pageViews().isEmpty());
		return this.tracker.pageViews().size() - 1;
	}

	private HttpResponse<String> get(String path, String... headers) throws Exception {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private static HttpRequest.Builder request(String path) {
		String port = context().getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
			.timeout(Duration.ofSeconds(20));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return client.send(request.build(), BodyHandlers.ofString());
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(Handlers.class)
	static class Site {

		@Bean
		RecordingPirschTracker tracker() {
			return new RecordingPirschTracker();
		}

	}

	@RestController
	static class Handlers {

		@GetMapping("/page")
		ResponseEntity<String> page() {
			return html().eTag("v1").body("<title>Page</title>");
		}

		@GetMapping("/report.pdf")
		ResponseEntity<String> report() {
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).eTag("v1").body("%PDF");
		}

		@GetMapping("/data.json")
		ResponseEntity<byte[]> data() {
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).eTag("v1").body(new byte[] { '1' });
		}

		@GetMapping("/attachment")
		ResponseEntity<String> attachment() {
			return html().header("Content-Disposition", "attachment; filename=\"page.html\"").body("<title>A</title>");
		}

		@GetMapping(path = "/parts", produces = MediaType.TEXT_HTML_VALUE)
		Resource parts() {
			return new ByteArrayResource("<title>Parts</title>".getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping(path = "/event", produces = MediaType.TEXT_HTML_VALUE)
		String event(PirschVisit visit) {
			visit.track("Seen");
			return "<title>Event</title>";
		}

		@TrackEvent("Seen")
		@GetMapping(path = "/annotated", produces = MediaType.TEXT_HTML_VALUE)
		String annotated() {
			return "<title>Event</title>";
		}

		@GetMapping(path = "/counted", produces = MediaType.TEXT_HTML_VALUE)
		String counted(PirschVisit visit) {
			visit.count();
			return "<title>Counted</title>";
		}

		@GetMapping(path = "/counted-fails", produces = MediaType.TEXT_HTML_VALUE)
		String countedFails(PirschVisit visit) {
			visit.count();
			throw new IllegalStateException("fails");
		}

		@GetMapping(path = "/fails", produces = MediaType.TEXT_HTML_VALUE)
		String fails() {
			throw new IllegalStateException("fails");
		}

		@PostMapping("/form")
		ResponseEntity<Void> form() {
			return ResponseEntity.status(HttpStatus.SEE_OTHER).header("Location", "/page").build();
		}

		private static ResponseEntity.BodyBuilder html() {
			return ResponseEntity.ok().contentType(MediaType.TEXT_HTML);
		}

	}

	@RestController
	static class ReactiveSite {

		@GetMapping(path = "/counted-fails-late", produces = MediaType.TEXT_HTML_VALUE)
		Mono<String> countedFailsLate(PirschVisit visit) {
			visit.count();
			return Mono.error(new IllegalStateException("fails"));
		}

		@GetMapping("/empty")
		ResponseEntity<Void> empty() {
			return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).build();
		}

		@GetMapping(path = "/flux", produces = MediaType.TEXT_HTML_VALUE)
		Flux<String> flux() {
			return Flux.just("<title>", "Flux", "</title>");
		}

		@GetMapping(path = "/file.html", produces = MediaType.TEXT_HTML_VALUE)
		Resource file() {
			return new ClassPathResource("static/still.html");
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFilter front() {
			return actingFilter("front");
		}

		@Bean
		@Order(0)
		WebFilter behind() {
			return actingFilter("behind");
		}

		private static WebFilter actingFilter(String where) {
			return (exchange, chain) -> {
				var headers = exchange.getRequest().getHeaders();
				if (where.equals(headers.getFirst("X-Fail"))) {
					exchange.getResponse().beforeCommit(() -> Mono.error(new IllegalStateException("commit")));
				}
				if (where.equals(headers.getFirst("X-Hide"))) {
					exchange.getResponse()
						.beforeCommit(() -> Mono
							.fromRunnable(() -> exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN)));
				}
				if (where.equals(headers.getFirst("X-Pass"))) {
					exchange.getResponse().beforeCommit(Mono::empty);
				}
				if (where.equals("behind")) {
					// The finally of what is behind another comes after that of the other
					Sinks.Empty<DataBuffer> ended = Sinks.empty();
					exchange.getAttributes().put("ended", ended);
					return chain.filter(exchange)
						.doOnSuccess((nothing) -> late(exchange))
						.doFinally((end) -> ended.tryEmitEmpty());
				}
				return chain.filter(exchange);
			};
		}

		private static void late(ServerWebExchange exchange) {
			if (exchange.getRequest().getHeaders().getFirst("X-Late") != null) {
				PirschVisits.from(exchange).track("Late");
			}
		}

		@Bean
		@Order(-2)
		WebExceptionHandler errors() {
			return (exchange, ex) -> {
				if (exchange.getRequest().getPath().value().equals("/fails")) {
					PirschVisits.from(exchange).track("Failed");
				}
				if (exchange.getRequest().getPath().value().equals("/fails-and-is-answered-later")) {
					exchange.getResponse().setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
					Sinks.Empty<DataBuffer> ended = exchange.getRequiredAttribute("ended");
					Mono<DataBuffer> body = ended.asMono()
						.switchIfEmpty(Mono.fromSupplier(() -> exchange.getResponse()
							.bufferFactory()
							.wrap("later".getBytes(StandardCharsets.UTF_8))));
					return exchange.getResponse()
						.writeWith(body)
						.doOnSuccess((nothing) -> PirschVisits.from(exchange).track("Answered"));
				}
				return Mono.error(ex);
			};
		}

	}

	@Controller
	static class ServletSite implements WebMvcConfigurer, ErrorController {

		@GetMapping("/counted-fails-late")
		void countedFailsLate(HttpServletResponse response, PirschVisit visit) throws IOException {
			visit.count();
			response.setContentType("text/html");
			response.setContentLength(100);
			response.getWriter().print("<title>");
			throw new IllegalStateException("fails");
		}

		@GetMapping("/writes-all-and-fails")
		void writesAllAndFails(HttpServletResponse response) throws IOException {
			response.setContentType("text/html");
			response.setContentLength(7);
			response.getWriter().print("<title>");
			throw new IllegalStateException("fails");
		}

		@GetMapping("/includes-and-fails")
		void includesAndFails(HttpServletRequest request, HttpServletResponse response) throws Exception {
			response.setContentType("text/html");
			response.getOutputStream();
			request.getRequestDispatcher("/included").include(request, response);
			throw new IllegalStateException("fails");
		}

		@GetMapping("/included")
		void included(HttpServletResponse response) throws IOException {
			response.setContentLength(7);
			response.getOutputStream().print("<title>");
		}

		@GetMapping("/flushes-and-fails")
		void flushesAndFails(HttpServletResponse response) throws IOException {
			response.setContentType("text/html");
			response.getWriter().print("<title>");
			response.getWriter().flush();
			throw new IllegalStateException("fails");
		}

		@Bean
		FilterRegistrationBean<OncePerRequestFilter> holdsBack() {
			FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(
					new OncePerRequestFilter() {

						@Override
						protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
								FilterChain chain) throws ServletException, IOException {
							if (request.getHeader("X-Hold-Back") == null) {
								chain.doFilter(request, response);
								return;
							}
							ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
							chain.doFilter(request, held);
							held.copyBodyToResponse();
						}

					});
			filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return filter;
		}

		@GetMapping("/big")
		ResponseEntity<String> big() {
			return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body("<title>Big" + "!".repeat(200_000));
		}

		@GetMapping("/breaks-off")
		void breaksOff(HttpServletResponse response) throws IOException {
			response.setContentType("text/html");
			response.getOutputStream().print("<title>");
			response.flushBuffer();
			throw new IOException("breaks off");
		}

		@RequestMapping("/error")
		void error(HttpServletRequest request, HttpServletResponse response) {
			Object path = request.getAttribute("jakarta.servlet.error.request_uri");
			if ("/fails".equals(path)) {
				io.pirsch.web.servlet.PirschVisits.from(request).track("Failed");
			}
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new HandlerInterceptor() {

				@Override
				public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
						@Nullable Exception ex) {
					if (request.getHeader("X-Late") != null) {
						io.pirsch.web.servlet.PirschVisits.from(request).track("Late");
					}
				}

			});
		}

	}

}
