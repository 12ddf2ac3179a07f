package io.pirsch.autoconfigure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import io.pirsch.client.Event;
import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.browser.BrowserScript;
import io.pirsch.web.browser.Refusal;
import io.pirsch.web.servlet.PirschVisits;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The browser's half in a real site on each server.
 */
@ParameterizedClass
@EnumSource
class BrowserHalfTests {

	private static final String VIEW = "{\"t\":\"view\",\"path\":\"/app/route\",\"title\":\"Route\",\"width\":1920,\"height\":1080}";

	private final TestServer server;

	private final HttpClient browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private @Nullable ConfigurableApplicationContext site;

	BrowserHalfTests(TestServer server) {
		this.server = server;
	}

	@AfterEach
	void stop() {
		if (this.site != null) {
			this.site.close();
		}
	}

	@Test
	void theScriptIsServedToEverybodyAndKept() throws Exception {
		startWithSecurity();
		HttpResponse<String> plain = get("/pirsch/p.js");
		assertThat(plain.statusCode()).isEqualTo(200);
		assertThat(plain.body())
			.startsWith("(()=>{const VIEWS=true,ALL=false,NOT_FOUND=false,OPT_OUT=\"disable_pirsch\";");
		assertThat(header(plain, "Content-Type")).isEqualToIgnoringCase("text/javascript;charset=utf-8");
		assertThat(header(plain, "Cache-Control")).isEqualTo("public, max-age=86400");
		assertThat(header(plain, "X-Content-Type-Options")).isEqualTo("nosniff");
		String etag = header(plain, "ETag");
		assertThat(etag).startsWith("\"");
		assertThat(get("/pirsch/p.js", "If-None-Match", etag).statusCode()).isEqualTo(304);
		String hash = site().getBean(BrowserScript.class).hash();
		assertThat(header(get("/pirsch/p.js?v=" + hash), "Cache-Control"))
			.isEqualTo("public, max-age=31536000, immutable");
		assertThat(header(get("/pirsch/p.js?v=old"), "Cache-Control")).isEqualTo("public, max-age=86400");
	}

	@Test
	void theScriptIsServedZippedAndToAHead() throws Exception {
		start();
		HttpResponse<InputStream> zipped = this.browser
			.send(request("/pirsch/p.js", "Accept-Encoding", "br, gzip").build(), BodyHandlers.ofInputStream());
		assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
		assertThat(zipped.headers().firstValue("Vary")).hasValue("Accept-Encoding");
		try (InputStream body = new GZIPInputStream(zipped.body())) {
			assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(get("/pirsch/p.js").body());
		}
		HttpResponse<String> head = send(request("/pirsch/p.js").method("HEAD", BodyPublishers.noBody()).build());
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
		assertThat(head.body()).isEmpty();
		assertThat(post("/pirsch/p.js", VIEW).statusCode()).isEqualTo(405);
		assertThat(get("/pirsch/p").statusCode()).isEqualTo(405);
		assertThat(endpoint().refused(Refusal.METHOD)).isOne();
	}

	@Test
	void aMessagePassesSpringSecurityAndIsAPageViewOfItsVisitor() throws Exception {
		startWithSecurity();
		HttpResponse<String> response = post("/pirsch/p", VIEW, "Sec-Fetch-Site", "same-origin", "X-Forwarded-For",
				"203.0.113.7", "X-Forwarded-Host", "shop.example", "X-Forwarded-Proto", "https", "Accept-Language",
				"de");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(tracker().pageViews()).singleElement().satisfies((page) -> {
			assertThat(page.url()).isEqualTo("https://shop.example/app/route");
			assertThat(page.visitor().ip()).isEqualTo("203.0.113.7");
			assertThat(page.title()).isEqualTo("Route");
			assertThat(page.screenWidth()).isEqualTo(1920);
			assertThat(page.acceptLanguage()).isEqualTo("de");
		});
		assertThat(get("/page").statusCode()).isNotEqualTo(200);
	}

	@Test
	void hostsThatNoTrustedProxyTellsAreNotBelieved() throws Exception {
		start("pirsch.web.trusted-proxies=192.0.2.0/24");
		post("/pirsch/p", VIEW, "Sec-Fetch-Site", "same-origin", "X-Forwarded-Host", "evil.example");
		assertThat(tracker().pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.url()).isEqualTo(url("/app/route")));
		assertThat(post("/pirsch/p", VIEW, "Origin", "https://evil.example", "X-Forwarded-Host", "evil.example",
				"X-Forwarded-Proto", "https")
			.statusCode()).isEqualTo(403);
	}

	@Test
	void viewEventAndPingKeepTheirOrder() throws Exception {
		start();
		get("/page", "Sec-Fetch-Dest", "document");
		send("{\"t\":\"view\",\"path\":\"/route\",\"tags\":{\"the-plan\":\"free\",\"\":\"a,b\"}}");
		send("{\"t\":\"event\",\"path\":\"/route\",\"event\":{\"name\":\"Sold\",\"meta\":{\"sum\":12,\"of\":[1,2]},"
				+ "\"duration\":3.7,\"non_interactive\":true}}");
		send("{\"t\":\"ping\",\"path\":\"/route\"}");
		List<Hit> hits = tracker().all();
		assertThat(hits).extracting(Hit::kind)
			.containsExactly(Hit.Kind.PAGE_VIEW, Hit.Kind.PAGE_VIEW, Hit.Kind.EVENT, Hit.Kind.SESSION_EXTENSION);
		assertThat(((PageView) hits.get(1)).tags()).isEqualTo(Map.of("the plan", "free", "a", "1", "b", "1"));
		assertThat((Event) hits.get(2)).satisfies((event) -> {
			assertThat(event.name()).isEqualTo("Sold");
			assertThat(event.metadata()).containsEntry("sum", "12").containsEntry("of", "[1,2]");
			assertThat(event.duration()).hasSeconds(3);
			assertThat(event.nonInteractive()).isTrue();
			assertThat(event.page().url()).isEqualTo(url("/route"));
		});
	}

	@Test
	void onlyPagesOfTheSiteAreHeard() throws Exception {
		start();
		assertThat(post("/pirsch/p", VIEW).statusCode()).isEqualTo(403);
		assertThat(post("/pirsch/p", VIEW, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
		assertThat(post("/pirsch/p", VIEW, "Sec-Fetch-Site", "same-site", "Origin", url("")).statusCode())
			.isEqualTo(403);
		assertThat(post("/pirsch/p", VIEW, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
		assertThat(post("/pirsch/p", VIEW, "Origin", "null").statusCode()).isEqualTo(403);
		assertThat(tracker().all()).isEmpty();
		assertThat(endpoint().refused(Refusal.FOREIGN_ORIGIN)).isEqualTo(5);
		assertThat(post("/pirsch/p", VIEW, "Origin", url("")).statusCode()).isEqualTo(204);
		assertThat(tracker().all()).hasSize(1);
	}

	@Test
	void pagesOfAnAllowedOriginAreHeardAsTheirOwn() throws Exception {
		start("pirsch.browser.allowed-origins=https://www.example.com");
		HttpResponse<String> response = post("/pirsch/p", VIEW, "Sec-Fetch-Site", "same-site", "Origin",
				"https://www.example.com");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("https://www.example.com");
		assertThat(tracker().pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.url()).isEqualTo("https://www.example.com/app/route"));
	}

	@Test
	void whatNobodyCanReadIsRefused() throws Exception {
		start();
		for (String message : List.of("", "view", "[]", "{}", "{\"t\":\"view\"}", "{\"t\":\"view\",\"path\":\"x\"}",
				"{\"t\":\"view\",\"path\":\"/a?b\"}", "{\"t\":\"event\",\"path\":\"/\"}",
				"{\"t\":\"event\",\"path\":\"/\",\"event\":{}}", "{\"t\":\"view\",\"path\":\"/\",\"mark\":\"c1\"}",
				"{\"t\":\"view\",\"path\":\"/\",\"title\":7}", "{\"t\":\"view\",\"path\":\"/\"} {}")) {
			assertThat(post("/pirsch/p", message, "Sec-Fetch-Site", "same-origin").statusCode()).as(message)
				.isEqualTo(400);
		}
		assertThat(tracker().all()).isEmpty();
		assertThat(endpoint().refused(Refusal.MALFORMED)).isEqualTo(12);
	}

	@Test
	void aBodyThatIsTooLargeIsRefusedBeforeItHasArrived() throws Exception {
		start();
		String start = "POST /pirsch/p HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n";
		assertThat(answer(start + "Content-Length: 10485760\r\n\r\n")).contains(" 413");
		assertThat(answer(start + "Transfer-Encoding: chunked\r\n\r\n2100\r\n" + "x".repeat(0x2100) + "\r\n"))
			.contains(" 413");
		assertThat(endpoint().refused(Refusal.TOO_LARGE)).isEqualTo(2);
	}

	@Test
	void aFloodIsRefused() throws Exception {
		start("pirsch.browser.rate-limit=3");
		List<Integer> answers = Stream.generate(() -> sendUnchecked(VIEW)).limit(8).toList();
		// A minute may end meanwhile
		assertThat(answers).contains(204, 429).containsOnly(204, 429);
		assertThat(tracker().all().size()).isEqualTo(answers.stream().filter((status) -> status == 204).count());
		assertThat(endpoint().refused(Refusal.RATE_LIMIT)).isPositive();
	}

	@Test
	void theRulesOfTheSiteHoldForReportedPages() throws Exception {
		start(this.server.basePathProperty() + "=/base", "pirsch.web.exclude=/private/**",
				"pirsch.web.query-parameters=page");
		sendTo("/base/pirsch/p", "{\"t\":\"view\",\"path\":\"/base/private/x\"}");
		sendTo("/base/pirsch/p", "{\"t\":\"event\",\"path\":\"/base/private/x\",\"event\":{\"name\":\"Seen\"}}");
		sendTo("/base/pirsch/p", "{\"t\":\"view\",\"path\":\"/base/open\",\"query\":\"?token=secret&page=2\"}");
		assertThat(post("/base/pirsch/p", VIEW, "Sec-Fetch-Site", "same-origin", "DNT", "1").statusCode())
			.isEqualTo(204);
		assertThat(post("/base/pirsch/p", VIEW, "Sec-Fetch-Site", "same-origin", "Cookie", "a=b; disable_pirsch=1")
			.statusCode()).isEqualTo(204);
		assertThat(tracker().all()).singleElement()
			.satisfies((hit) -> assertThat(((PageView) hit).url()).isEqualTo(url("/base/open?page=2")));
	}

	@Test
	void neitherHalfTellsTheHomePageWhichPageThatIsLeftOutItComesFrom() throws Exception {
		start("pirsch.web.exclude=/reset/**");
		get("/", "Referer", url("/reset/token"));
		send("{\"t\":\"view\",\"path\":\"/\",\"referrer\":\"%s\"}".formatted(url("/reset/token")));
		assertThat(tracker().pageViews()).extracting(PageView::referrer).containsExactly(url("/"), url("/"));
	}

	@Test
	void bothHalvesCountAPageThatComesFromARouteWithAPercentSignThatBeginsNoEscape() throws Exception {
		start("pirsch.web.exclude=/reset/**");
		get("/page", "Referer", url("/100%"));
		send("{\"t\":\"view\",\"path\":\"/page\",\"referrer\":\"%s\"}".formatted(url("/100%")));
		assertThat(tracker().pageViews()).extracting(PageView::referrer).containsExactly(url("/"), url("/"));
	}

	@Test
	void anOptOutHoldsForPagesOfTheServer() throws Exception {
		start();
		get("/page", "Cookie", "disable_pirsch=1");
		get("/page", "Cookie", "not_disable_pirsch=1; disable_pirsch=");
		assertThat(tracker().all()).hasSize(1);
	}

	@Test
	void thePublicUrlStandsBeforeReportedPaths() throws Exception {
		start("pirsch.web.public-url=https://www.example.com/shop", "pirsch.web.include=/tea/**");
		send("{\"t\":\"view\",\"path\":\"/shop/tea/oolong\"}");
		assertThat(tracker().pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.url()).isEqualTo("https://www.example.com/shop/tea/oolong"));
	}

	@Test
	void aRouteInTheHashIsPartOfThePath() throws Exception {
		start();
		send("{\"t\":\"view\",\"path\":\"/app#/settings?token=secret\"}");
		assertThat(tracker().pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.url()).isEqualTo(url("/app%23/settings")));
	}

	@Test
	void aQueryHasNothingThatAUrlMayNotHave() throws Exception {
		start();
		send("{\"t\":\"view\",\"path\":\"/a\",\"query\":\"?q=a b\\u0001\\nc\"}");
		assertThat(tracker().pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.url()).isEqualTo(url("/a?q=a%20b%20%20c")));
	}

	@Test
	void theServerTellsAReplayByItsOwnClock() throws Exception {
		start();
		long now = Instant.now().getEpochSecond();
		String message = "{\"t\":\"view\",\"path\":\"/page\",\"mark\":\"c%d\",\"now\":%d,\"requestStart\":%d,\"responseStart\":%d}";
		send(message.formatted(now, 500, 100, 200));
		send(message.formatted(now - 3600, 3_600_600, 100, 600));
		// Answered after twenty seconds
		send(message.formatted(now - 20, 20_200, 100, 20_100));
		assertThat(tracker().all()).isEmpty();
		send(message.formatted(now - 600, 500, 100, 200));
		assertThat(tracker().paths()).containsExactly("/page");
	}

	@Test
	void pagesAreMarkedBesideTheApplicationsOwnTimings() throws Exception {
		start();
		assertThat(marks("/page")).singleElement().asString().matches("pirsch;desc=\"c\\d{10}\"");
		assertThat(String.join(", ", marks("/timed"))).contains("db;dur=5").containsOnlyOnce("pirsch;desc=\"c");
		assertThat(marks("/page", "Sec-Purpose", "prefetch;prerender")).singleElement().asString().contains("desc=\"s");
		assertThat(marks("/missing")).singleElement().asString().contains("desc=\"c");
		assertThat(marks("/quiet", "Sec-Purpose", "prefetch")).singleElement().asString().contains("desc=\"c");
		if (this.server != TestServer.NETTY) {
			assertThat(marks("/rendered", "Sec-Purpose", "prefetch")).singleElement().asString().contains("desc=\"c");
		}
		assertThat(marks("/page", "Sec-Fetch-Dest", "image")).isEmpty();
		assertThat(header(get("/page", "Accept", "image/png"), "Server-Timing")).isEmpty();
		assertThat(header(get("/page", "Accept", "text/html,*/*"), "Server-Timing")).contains("pirsch");
	}

	@Test
	void theMarkPassesCompressionProxiesAndEtags() throws Exception {
		start("server.compression.enabled=true", "server.compression.min-response-size=1",
				"server.forward-headers-strategy=framework");
		HttpResponse<String> zipped = get("/timed", "Sec-Fetch-Dest", "document", "Accept-Encoding", "gzip",
				"X-Forwarded-Host", "www.example.com", "X-Forwarded-Proto", "https");
		assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
		assertThat(String.join(", ", zipped.headers().allValues("Server-Timing"))).contains("pirsch;desc=\"c");
		if (this.server != TestServer.NETTY) {
			HttpResponse<String> first = get("/page", "Sec-Fetch-Dest", "document");
			HttpResponse<String> again = get("/page", "Sec-Fetch-Dest", "document", "If-None-Match",
					header(first, "ETag"));
			assertThat(again.statusCode()).isEqualTo(304);
			assertThat(header(again, "Server-Timing")).contains("pirsch;desc=\"c");
		}
	}

	@Test
	void theScriptAloneCountsWhereItTellsAllPageViews() throws Exception {
		start("pirsch.browser.page-views=all");
		assertThat(marks("/page")).singleElement().asString().contains("desc=\"s");
		assertThat(marks("/quiet")).singleElement().asString().contains("desc=\"c");
		assertThat(tracker().all()).isEmpty();
		send("{\"t\":\"view\",\"path\":\"/page\"}");
		assertThat(tracker().paths()).containsExactly("/page");
		assertThat(get("/pirsch/p.js").body()).contains("VIEWS=true,ALL=true");
	}

	@Test
	void theScriptTellsNoPageViewsWhereTheSiteWantsNone() throws Exception {
		start("pirsch.browser.page-views=none", "pirsch.web.not-found-event=true");
		assertThat(marks("/page")).isEmpty();
		send(VIEW);
		send("{\"t\":\"event\",\"path\":\"/page\",\"event\":{\"name\":\"Seen\"}}");
		assertThat(tracker().paths()).containsExactly("/page");
		assertThat(tracker().eventNames()).containsExactly("Seen");
		assertThat(get("/pirsch/p.js").body()).contains("VIEWS=false", "NOT_FOUND=true");
	}

	@Test
	void isThereBesideADispatcherServletThatHasAPathOfItsOwn() throws Exception {
		start("spring.mvc.servlet.path=/app", "server.servlet.register-default-servlet=true");
		assertThat(get("/pirsch/p.js").statusCode()).isEqualTo(200);
		send(VIEW);
		assertThat(tracker().paths()).containsExactly("/app/route");
	}

	@Test
	void nothingIsThereByDefault() throws Exception {
		start("pirsch.browser.enabled=false");
		assertThat(get("/pirsch/p.js").statusCode()).isEqualTo(404);
		assertThat(post("/pirsch/p", VIEW, "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(404);
		assertThat(marks("/page")).isEmpty();
		get("/page", "Cookie", "disable_pirsch=1");
		assertThat(tracker().paths()).containsExactly("/page", "/page");
	}

	private void start(String... properties) {
		startOn(this.server.properties(), properties);
	}

	private void startWithSecurity(String... properties) {
		startOn(this.server.propertiesWithSecurity(), properties);
	}

	private void startOn(String serverProperties, String... properties) {
		this.site = new SpringApplicationBuilder(Site.class).web(this.server.type())
			.properties(Stream.concat(Stream.of(serverProperties, "server.port=0", "spring.main.banner-mode=off",
					"spring.reactor.netty.shutdown-quiet-period=10ms", "pirsch.access-key=pa_test",
					"pirsch.browser.enabled=true"), Arrays.stream(properties))
				.toArray(String[]::new))
			.run();
	}

	private ConfigurableApplicationContext site() {
		return Objects.requireNonNull(this.site);
	}

	private RecordingPirschTracker tracker() {
		return site().getBean(RecordingPirschTracker.class);
	}

	private BrowserEndpoint endpoint() {
		return site().getBean(BrowserEndpoint.class);
	}

	private int port() {
		return site().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private String url(String path) {
		return "http://localhost:%d%s".formatted(port(), path);
	}

	private HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
			.header("User-Agent", "Mozilla/5.0 (Test)");
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		return send(request(path, headers).build());
	}

	private HttpResponse<String> post(String path, String message, String... headers)
			throws IOException, InterruptedException {
		return send(request(path, headers).header("Content-Type", "text/plain;charset=UTF-8")
			.POST(BodyPublishers.ofString(message))
			.build());
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.browser.send(request, BodyHandlers.ofString());
	}

	private void send(String message) throws IOException, InterruptedException {
		sendTo("/pirsch/p", message);
	}

	private void sendTo(String path, String message) throws IOException, InterruptedException {
		assertThat(post(path, message, "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(204);
	}

	private int sendUnchecked(String message) {
		try {
			return post("/pirsch/p", message, "Sec-Fetch-Site", "same-origin").statusCode();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<String> marks(String path, String... headers) throws IOException, InterruptedException {
		String[] all = (Arrays.asList(headers).contains("Sec-Fetch-Dest")) ? headers
				: Stream.concat(Stream.of("Sec-Fetch-Dest", "document"), Arrays.stream(headers)).toArray(String[]::new);
		return get(path, all).headers().allValues("Server-Timing");
	}

	private static String header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

	/**
	 * Sends the beginning of a request, and waits for the answer without sending the
	 * rest.
	 */
	private String answer(String request) throws IOException {
		try (Socket socket = new Socket("localhost", port())) {
			socket.setSoTimeout(10_000);
			OutputStream out = socket.getOutputStream();
			out.write(request.getBytes(StandardCharsets.US_ASCII));
			out.flush();
			return String
				.valueOf(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
					.readLine());
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class Site {

		@Bean
		RecordingPirschTracker recordingPirschTracker() {
			return new RecordingPirschTracker();
		}

		@GetMapping(path = { "/", "/page" }, produces = MediaType.TEXT_HTML_VALUE)
		String page() {
			return "<p>page</p>";
		}

		@GetMapping(path = "/quiet", produces = MediaType.TEXT_HTML_VALUE)
		String quiet(PirschVisit visit) {
			visit.doNotCount();
			return "<p>page</p>";
		}

		@GetMapping("/timed")
		ResponseEntity<String> timed() {
			return ResponseEntity.ok()
				.contentType(MediaType.TEXT_HTML)
				.header("Server-Timing", "db;dur=5")
				.body("<p>page</p>".repeat(100));
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		static class OnServlets {

			@Bean
			ServletRegistrationBean<HttpServlet> rendered() {
				return new ServletRegistrationBean<>(new Rendered(), "/rendered");
			}

			@Bean
			FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
				FilterRegistrationBean<ShallowEtagHeaderFilter> etags = new FilterRegistrationBean<>(
						new ShallowEtagHeaderFilter());
				etags.addUrlPatterns("/page");
				return etags;
			}

		}

		/**
		 * Writes as templates do, more than a server holds back.
		 */
		@SuppressWarnings("serial")
		static class Rendered extends HttpServlet {

			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
				PirschVisits.from(request).doNotCount();
				response.setContentType(MediaType.TEXT_HTML_VALUE);
				response.getWriter().print("<p>page</p>".repeat(10_000));
			}

		}

	}

}
