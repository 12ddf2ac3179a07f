package io.pirsch.web.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.pirsch.autoconfigure.TestServer;
import io.pirsch.client.PageView;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.PirschVisit;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PirschFilter} in servers, behind which Spring Security is, with
 * platform and with virtual threads.
 */
@ParameterizedClass
@MethodSource("servers")
class PirschFilterTests {

	private static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	private static final String MORE_THAN_A_BUFFER = "<title>Stream</title>\n".repeat(5000);

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static @Nullable ConfigurableApplicationContext context;

	@Parameter(0)
	@SuppressWarnings("unused")
	private TestServer server = TestServer.TOMCAT;

	@Parameter(1)
	private boolean virtualThreads;

	private final RecordingPirschTracker tracker = context().getBean(RecordingPirschTracker.class);

	static Stream<Arguments> servers() {
		Stream<Arguments> platform = Stream.of(Arguments.of(TestServer.TOMCAT, false),
				Arguments.of(TestServer.JETTY, false));
		Stream<Arguments> virtual = Stream.of(Arguments.of(TestServer.TOMCAT, true),
				Arguments.of(TestServer.JETTY, true));
		return (Runtime.version().feature() < 21) ? platform : Stream.concat(platform, virtual);
	}

	@BeforeParameterizedClassInvocation
	static void start(TestServer server, boolean virtualThreads) {
		context = new SpringApplicationBuilder(Site.class).web(WebApplicationType.SERVLET)
			.properties(server.propertiesWithSecurity(), "server.port=0", "spring.main.banner-mode=off",
					"server.servlet.context-path=/shop", "pirsch.access-key=pa_test", "pirsch.web.exclude=/excluded/**",
					"pirsch.web.client-hints=true", "pirsch.web.not-found-event=true")
			.run("--spring.threads.virtual.enabled=" + virtualThreads);
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

	@Test
	void recordsAPage() throws Exception {
		assertThat(get("/page?q=a%20b", "X-Forwarded-For", "203.0.113.7").body()).isEqualTo("<title>Page</title>");
		PageView page = onlyPageView();
		assertThat(page.url()).isEqualTo(url("/page?q=a%20b"));
		assertThat(page.visitor().ip()).isEqualTo("203.0.113.7");
		assertThat(page.visitor().userAgent()).isEqualTo(USER_AGENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/writer", "/bytes", "/big", "/callable", "/deferred", "/future", "/deferred-writer",
			"/still.html" })
	void recordsAPageOnceHoweverItIsWritten(String path) throws Exception {
		assertThat(get(path).body()).startsWith("<title>");
		assertThat(onlyPageView().url()).isEqualTo(url(path));
	}

	@Test
	void recordsAPageThatAServletCompletesOnAThreadOfItsOwn() throws Exception {
		assertThat(get("/servlet").body()).startsWith("<title>");
		await().untilAsserted(() -> assertThat(this.tracker.paths()).containsExactly("/shop/servlet"));
	}

	@Test
	void recordsAStreamedPageWhenItBegins() throws Exception {
		Site site = context().getBean(Site.class);
		site.streamMayEnd = new CountDownLatch(1);
		CompletableFuture<HttpResponse<Stream<String>>> response = client.sendAsync(request("/stream").build(),
				BodyHandlers.ofLines());
		try (Stream<String> lines = response.join().body()) {
			await().untilAsserted(() -> assertThat(onlyPageView().url()).isEqualTo(url("/stream")));
			site.streamMayEnd.countDown();
			assertThat(lines).contains("<p>End</p>");
		}
		assertThat(this.tracker.all()).hasSize(1);
	}

	@Test
	void recordsAPageThatFailsWhenTheVisitorSeesItAlready() throws Exception {
		assertThatIOException().isThrownBy(() -> get("/stream-fails"));
		assertThat(onlyPageView().url()).isEqualTo(url("/stream-fails"));
	}

	@ParameterizedTest
	@CsvSource({ "/fails, 500", "/writer-fails, 500", "/callable-fails, 500", "/deferred-fails, 500", "/times-out, 503",
			"/forbidden, 403", "/json, 200", "/excluded/page, 200", "/private, 302", "/moved, 302" })
	void recordsNothingElse(String path, int status) throws Exception {
		assertThat(get(path, "Accept", "text/html").statusCode()).isEqualTo(status);
		get("/page");
		assertThat(this.tracker.paths()).containsExactly("/shop/page");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fails", "/callable-fails" })
	void sendsTheEventsOfARequestThatFails(String path) throws Exception {
		get(path);
		await().untilAsserted(() -> assertThat(this.tracker.eventNames()).containsExactly("Failing"));
		assertThat(this.tracker.pageViews()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEAD", "OPTIONS" })
	void recordsNoOtherMethod(String method) throws Exception {
		send(request("/page").method(method, HttpRequest.BodyPublishers.noBody()));
		assertThat(this.tracker.all()).isEmpty();
	}

	@Test
	void recordsAForwardAsThePageThatWasAskedFor() throws Exception {
		assertThat(get("/forward").body()).isEqualTo("<title>Page</title>");
		assertThat(onlyPageView().url()).isEqualTo(url("/forward"));
	}

	@Test
	void judgesAForwardByThePathThatWasAskedFor() throws Exception {
		assertThat(get("/excluded/forward").body()).isEqualTo("<title>Page</title>");
		assertThat(get("/forward-excluded").body()).isEqualTo("<title>Page</title>");
		assertThat(onlyPageView().url()).isEqualTo(url("/forward-excluded"));
	}

	@Test
	void recordsAPageThatIsNotModified() throws Exception {
		assertThat(get("/cached", "If-None-Match", "\"v1\"", "Accept", "text/html").statusCode()).isEqualTo(304);
		assertThat(this.tracker.pageViews()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/missing", "/absent", "/not-found" })
	void recordsAPageThatIsNotFoundAsEvent(String path) throws Exception {
		HttpResponse<String> response = get(path, "Accept", "text/html");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
		assertThat(this.tracker.all()).hasSize(1);
		assertThat(this.tracker.events()).singleElement().satisfies((event) -> {
			assertThat(event.name()).isEqualTo("404 Page Not Found");
			assertThat(event.metadata()).containsExactly(entry("path", "/shop" + path));
		});
	}

	@Test
	void recordsThePagesOfSpringSecurity() throws Exception {
		assertThat(get("/login").body()).contains("<form");
		assertThat(onlyPageView().url()).isEqualTo(url("/login"));
	}

	@Test
	void givesHandlersTheVisit() throws Exception {
		get("/visit");
		assertThat(onlyPageView().title()).isEqualTo("Visit");
	}

	@ParameterizedTest
	@CsvSource({ "/visit-event, Visit", "/visit-callable, Callable", "/functional, Functional" })
	void sendsAnEventBehindItsPage(String path, String title) throws Exception {
		get(path);
		assertThat(this.tracker.all()).hasSize(2);
		assertThat(this.tracker.all().get(0)).isEqualTo(this.tracker.pageViews().get(0));
		assertThat(this.tracker.eventNames()).containsExactly("Read");
		assertThat(this.tracker.events().get(0).page().title()).isEqualTo(title);
	}

	@Test
	void givesInterceptorsTheVisit() throws Exception {
		get("/page", "X-Test", "interceptor");
		assertThat(onlyPageView().tags()).containsExactly(entry("seen", "by interceptor"));
	}

	@Test
	void givesSecurityHandlersTheVisit() throws Exception {
		HttpRequest.BodyPublisher form = HttpRequest.BodyPublishers.ofString("username=ada&password=wrong");
		send(request("/login").header("Content-Type", "application/x-www-form-urlencoded").POST(form));
		assertThat(this.tracker.eventNames()).containsExactly("Refused");
		assertThat(this.tracker.all()).hasSize(1);
	}

	@Test
	void sendsLateEventsOfAnAnswerWithoutPageView() throws Exception {
		send(request("/job").POST(HttpRequest.BodyPublishers.noBody()));
		assertThat(this.tracker.all()).isEmpty();
		context().getBean(Site.class).lateVisit.track("Done");
		assertThat(this.tracker.eventNames()).containsExactly("Done");
		assertThat(this.tracker.events().get(0).page().url()).isEqualTo(url("/job"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hints", "/hints-writer" })
	void asksForClientHintsBesideThoseAskedForAlready(String path) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.headers().allValues("Accept-CH")).containsExactly("DPR, Sec-CH-UA, Sec-CH-UA-Mobile, "
				+ "Sec-CH-UA-Platform, Sec-CH-UA-Platform-Version, Sec-CH-Width, Sec-CH-Viewport-Width");
		assertThat(response.headers().allValues("Permissions-Policy")).containsExactly("ch-dpr=(self)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/page", "/big", "/stream", "/still.html", "/deferred-writer", "/servlet" })
	void asksForClientHintsOnPages(String path) throws Exception {
		assertThat(get(path).headers().allValues("Accept-CH")).singleElement().asString().contains("Sec-CH-UA-Mobile");
	}

	@Test
	void asksForNoClientHintsOnData() throws Exception {
		assertThat(get("/json", "Accept", "text/html").headers().map()).doesNotContainKey("Accept-CH");
	}

	@Test
	void usesTheThreadsThatAreAskedFor() throws Exception {
		get("/page");
		assertThat(context().getBean(Site.class).virtualThread).isEqualTo(this.virtualThreads);
	}

	private PageView onlyPageView() {
		assertThat(this.tracker.all()).hasSize(1);
		return this.tracker.pageViews().get(0);
	}

	private HttpResponse<String> get(String path, String... headers) throws Exception {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(url(path))).header("User-Agent", USER_AGENT);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return client.send(request.build(), BodyHandlers.ofString());
	}

	private static String url(String path) {
		return "http://localhost:%s/shop%s".formatted(context().getEnvironment().getProperty("local.server.port"),
				path);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Controller
	static class Site implements WebMvcConfigurer {

		volatile PirschVisit lateVisit = PirschVisit.none();

		volatile CountDownLatch streamMayEnd = new CountDownLatch(0);

		volatile boolean virtualThread;

		@Bean
		RecordingPirschTracker tracker() {
			return new RecordingPirschTracker();
		}

		@Bean
		SecurityFilterChain security(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/private").authenticated().anyRequest().permitAll())
				.csrf((csrf) -> csrf.disable())
				.formLogin((form) -> form.failureHandler((request, response, ex) -> {
					PirschVisits.from(request).track("Refused");
					response.sendError(401);
				}))
				.build();
		}

		@Bean
		RouterFunction<ServerResponse> functionalSite() {
			return RouterFunctions.route().GET("/functional", (request) -> {
				PirschVisits.from(request.servletRequest()).title("Functional").track("Read");
				return ServerResponse.ok().contentType(MediaType.TEXT_HTML).body("<title>Functional</title>");
			}).build();
		}

		@Bean
		ServletRegistrationBean<HttpServlet> servlet() {
			ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(new AsyncServlet(),
					"/servlet");
			registration.setAsyncSupported(true);
			return registration;
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new HandlerInterceptor() {

				@Override
				public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
					if ("interceptor".equals(request.getHeader("X-Test"))) {
						PirschVisits.from(request).tag("seen", "by interceptor");
					}
					return true;
				}

			});
		}

		@GetMapping(path = { "/page", "/excluded/page", "/private" }, produces = MediaType.TEXT_HTML_VALUE)
		@ResponseBody
		String page() throws ReflectiveOperationException {
			this.virtualThread = Runtime.version().feature() >= 21
					&& (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
			return "<title>Page</title>";
		}

		@GetMapping("/json")
		ResponseEntity<byte[]> json() {
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new byte[] { '1' });
		}

		@GetMapping("/bytes")
		ResponseEntity<byte[]> bytes() {
			return ResponseEntity.ok()
				.contentType(MediaType.TEXT_HTML)
				.body("<title>Bytes</title>".getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/big")
		ResponseEntity<String> big() {
			return ResponseEntity.ok()
				.contentType(MediaType.TEXT_HTML)
				.body("<title>Big</title>" + "<br>".repeat(100_000));
		}

		@GetMapping("/writer")
		void writer(HttpServletResponse response) throws IOException {
			response.setContentType("text/html");
			response.getWriter().print("<title>Writer</title>");
		}

		@GetMapping("/writer-fails")
		void writerFails(HttpServletResponse response) throws IOException {
			writer(response);
			throw new IllegalStateException("writer");
		}

		@GetMapping(path = "/fails", produces = MediaType.TEXT_HTML_VALUE)
		@ResponseBody
		String fails(PirschVisit visit) {
			visit.track("Failing");
			throw new IllegalStateException("fails");
		}

		@GetMapping(path = "/callable", produces = MediaType.TEXT_HTML_VALUE)
		@ResponseBody
		Callable<String> callable() {
			return () -> "<title>Callable</title>";
		}

		@GetMapping(path = "/visit-callable", produces = MediaType.TEXT_HTML_VALUE)
		@ResponseBody
		Callable<String> visitCallable(PirschVisit visit) {
			return () -> {
				visit.title("Callable").track("Read");
				return "<title>Callable</title>";
			};
		}

		@GetMapping(path = "/callable-fails", produces = MediaType.TEXT_HTML_VALUE)
		@ResponseBody
		Callable<String> callableFails(PirschVisit visit) {
			visit.track("Failing");
			return () -> {
				throw new IllegalStateException("callable");
			};
		}

		@GetMapping(path = "/deferred", produces = MediaType.TEXT_HTML_VALUE)
		@ResponseBody
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			ForkJoinPool.commonPool().execute(() -> result.setResult("<title>Deferred</title>"));
			return result;
		}

		@GetMapping("/deferred-fails")
		@ResponseBody
		DeferredResult<String> deferredFails() {
			DeferredResult<String> result = new DeferredResult<>();
			ForkJoinPool.commonPool().execute(() -> result.setErrorResult(new IllegalStateException("deferred")));
			return result;
		}

		@GetMapping("/deferred-writer")
		DeferredResult<String> deferredWriter() {
			DeferredResult<String> result = new DeferredResult<>();
			ForkJoinPool.commonPool().execute(() -> result.setResult("forward:/writer"));
			return result;
		}

		@GetMapping("/times-out")
		@ResponseBody
		DeferredResult<String> timesOut() {
			// Jetty itself now and then loses a request that times out as soon as it is
			// suspended
			return new DeferredResult<>(200L);
		}

		@GetMapping(path = "/future", produces = MediaType.TEXT_HTML_VALUE)
		@ResponseBody
		CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(() -> "<title>Future</title>");
		}

		@GetMapping("/stream")
		ResponseEntity<StreamingResponseBody> stream() {
			return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body((output) -> {
				output.write(MORE_THAN_A_BUFFER.getBytes(StandardCharsets.UTF_8));
				await().until(() -> this.streamMayEnd.getCount() == 0);
				output.write("<p>End</p>\n".getBytes(StandardCharsets.UTF_8));
			});
		}

		@GetMapping("/stream-fails")
		ResponseEntity<StreamingResponseBody> streamFails() {
			return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body((output) -> {
				output.write(MORE_THAN_A_BUFFER.getBytes(StandardCharsets.UTF_8));
				throw new IOException("stream");
			});
		}

		@GetMapping({ "/forward", "/excluded/forward" })
		String forward() {
			return "forward:/page";
		}

		@GetMapping("/forward-excluded")
		String forwardExcluded() {
			return "forward:/excluded/page";
		}

		@GetMapping("/moved")
		String moved() {
			return "redirect:/json";
		}

		@GetMapping("/forbidden")
		void forbidden(HttpServletResponse response) throws IOException {
			response.sendError(403);
		}

		@GetMapping("/not-found")
		void notFound(HttpServletResponse response) throws IOException {
			response.sendError(404);
		}

		@GetMapping(path = "/absent", produces = MediaType.TEXT_HTML_VALUE)
		ResponseEntity<String> absent() {
			return ResponseEntity.status(HttpStatus.NOT_FOUND).body("<title>Not found</title>");
		}

		@GetMapping("/cached")
		ResponseEntity<String> cached() {
			return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).eTag("v1").body("<title>Cached</title>");
		}

		@GetMapping(path = "/visit", produces = MediaType.TEXT_HTML_VALUE)
		@ResponseBody
		String visit(PirschVisit visit) {
			visit.title("Visit");
			return "<title>Visit</title>";
		}

		@GetMapping(path = "/visit-event", produces = MediaType.TEXT_HTML_VALUE)
		@ResponseBody
		String visitEvent(PirschVisit visit) {
			visit.title("Visit").track("Read");
			return "<title>Visit</title>";
		}

		@PostMapping("/job")
		ResponseEntity<Void> job(PirschVisit visit) {
			this.lateVisit = visit;
			return ResponseEntity.accepted().build();
		}

		@GetMapping("/hints")
		ResponseEntity<String> hints() {
			return ResponseEntity.ok()
				.contentType(MediaType.TEXT_HTML)
				.header("Accept-CH", "DPR")
				.header("Permissions-Policy", "ch-dpr=(self)")
				.body("<title>Hints</title>");
		}

		@GetMapping("/hints-writer")
		void hintsWriter(HttpServletResponse response) throws IOException {
			Map.of("Accept-CH", "DPR", "Permissions-Policy", "ch-dpr=(self)").forEach(response::setHeader);
			writer(response);
		}

	}

	@SuppressWarnings("serial")
	static class AsyncServlet extends HttpServlet {

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) {
			AsyncContext async = request.startAsync(request, response);
			async.start(() -> {
				try {
					response.setContentType("text/html");
					response.getWriter().print("<title>Servlet</title>");
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
				finally {
					async.complete();
				}
			});
		}

	}

}
