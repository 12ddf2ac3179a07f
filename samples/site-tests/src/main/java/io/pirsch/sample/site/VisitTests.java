package io.pirsch.sample.site;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.pirsch.local.Arrival;
import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.Fault;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits a sample site and looks at what Pirsch is told about it: the same on each web
 * stack. What is in the environment of whoever runs the tests must not make them send to
 * the real service, hence the empty credentials.
 */
// A site that is kept for later loses its event loops when another one in this JVM stops
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS,
		properties = { "local-pirsch.port=0", "pirsch.client-id=", "pirsch.client-secret=", "pirsch.access-key=",
				"pirsch.tracking.retry.initial-backoff=10ms", "pirsch.tracking.retry.max-backoff=50ms",
				"spring.reactor.netty.shutdown-quiet-period=10ms" })
public abstract class VisitTests {

	static final String FORM = "name=Ada&topic=A+table&message=For+seven%2C+please";

	private final LocalPirsch local;

	private final String site;

	private final Browser chrome;

	private final Browser firefox;

	/**
	 * Prepares a visit.
	 * @param local where the page views go
	 * @param port port of the site
	 */
	protected VisitTests(LocalPirsch local, int port) {
		this.local = local;
		this.site = "http://localhost:" + port;
		this.chrome = Browser.chrome(URI.create(this.site)).at("203.0.113.7");
		this.firefox = Browser.firefox(URI.create(this.site));
	}

	@BeforeEach
	void forgetTheLastTest() {
		this.local.reset();
	}

	@Test
	void countsThePagesThatVisitorsSee() {
		browse();
		this.local.expireTokens();
		readAndWrite();
		comeBehindProxies();
		finish();
		assertThat(paths(Kind.PAGE_VIEW)).containsExactly("/", "/teas", "/teas/silver-needle", "/brewing.html",
				"/brewing.html", "/contact?topic=Silver+Needle", "/contact/thanks",
				"/?utm_source=newsletter&utm_medium=email", "/teas?ref=Tea%20Lovers%20Forum", "/about");
		assertThat(this.local.totals().sessions()).isZero();
		assertThat(this.local.totals().refusals()).isEqualTo(Map.of(401, 1L));
	}

	/**
	 * Three pages, and much that is none.
	 */
	private void browse() {
		assertThat(this.chrome.comeFrom("https://search.example/", "/").body()).contains("Good tea")
			.contains(this.local.baseUrl() + "/");
		assertThat(this.chrome.load("/", "/site.css", "style", "text/css,*/*;q=0.1").statusCode()).isEqualTo(200);
		assertThat(this.chrome.load("/", "/images/harbour.svg", "image", "image/avif,image/webp,*/*").statusCode())
			.isEqualTo(200);
		assertThat(this.chrome.load("/", "/favicon.svg", "image", "image/avif,image/webp,*/*").statusCode())
			.isEqualTo(200);
		assertThat(this.chrome.prefetch("/", "/about").statusCode()).isEqualTo(200);
		assertThat(this.chrome.prerender("/", "/about").statusCode()).isEqualTo(200);
		assertThat(this.chrome.follow("/", "/teas").statusCode()).isEqualTo(200);
		assertThat(this.chrome.follow("/teas", "/teas/silver-needle").body()).contains("Silver Needle");
		assertThat(this.chrome.load("/teas/silver-needle", "/api/stock/silver-needle", "empty", "*/*").body())
			.isEqualTo("{\"tea\":\"silver-needle\",\"tins\":4}");
		eventually(() -> assertThat(this.local.totals().pageViews()).isEqualTo(3));
	}

	/**
	 * A page that is reloaded, a file, a form, and a page that does not exist.
	 */
	private void readAndWrite() {
		HttpResponse<String> brewing = this.chrome.open("/brewing.html");
		assertThat(this.chrome.reload(brewing).statusCode()).isEqualTo(304);
		assertThat(this.chrome.follow("/", "/files/price-list.csv").body()).startsWith("tea,kind,price");
		assertThat(this.chrome.follow("/teas/silver-needle", "/contact?topic=Silver+Needle").body())
			.contains("value=\"Silver Needle\"");
		assertThat(this.chrome.submit("/contact", "name=&message=").statusCode()).isEqualTo(422);
		HttpResponse<String> sent = this.chrome.submit("/contact", FORM);
		assertThat(sent.statusCode()).isEqualTo(303);
		assertThat(this.chrome.follow("/contact", location(sent)).body()).contains("Thank you");
		HttpResponse<String> missing = this.chrome.follow("/", "/teas/moonlight-oolong");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.body()).contains("This cup is empty");
	}

	private void comeBehindProxies() {
		this.firefox.at("198.51.100.20").open("/?utm_source=newsletter&utm_medium=email");
		this.firefox.at("198.51.100.21").with("DNT", "1").open("/about");
		this.firefox.at("192.0.2.99, 198.51.100.22, 10.0.0.5").open("/teas?ref=Tea%20Lovers%20Forum");
		this.firefox.open("/about");
	}

	/**
	 * Waits until nothing can come any more: everything is delivered in order, so with
	 * the last event all that came before it has arrived.
	 */
	private void finish() {
		this.firefox.submit("/contact", FORM);
		eventually(() -> assertThat(names()).containsExactly("Contact form sent", "Contact form sent"));
	}

	@Test
	void tellsWhoCameFromWhere() {
		this.chrome.comeFrom("https://search.example/results?q=tea", "/");
		this.chrome.follow("/", "/teas/iron-goddess");
		this.firefox.at("192.0.2.99, 198.51.100.22, 10.0.0.5").open("/teas?ref=Tea%20Lovers%20Forum");
		this.firefox.open("/about");
		eventually(() -> assertThat(this.local.arrivals(Kind.PAGE_VIEW)).hasSize(4));
		List<Arrival> pages = this.local.arrivals(Kind.PAGE_VIEW);
		assertFields(pages.get(0),
				Map.of("url", this.chrome.url("/"), "ip", "203.0.113.7", "user_agent", Browser.CHROME,
						"accept_language", "de-DE,de;q=0.9,en;q=0.8", "sec_ch_ua", Browser.CHROME_BRANDS,
						"sec_ch_ua_mobile", "?0", "sec_ch_ua_platform", "\"Windows\"", "referrer",
						"https://search.example/results", "x_forwarded_for", "203.0.113.7"));
		assertFields(pages.get(1), Map.ofEntries(Map.entry("url", this.chrome.url("/teas/iron-goddess")),
				Map.entry("ip", "203.0.113.7"), Map.entry("user_agent", Browser.CHROME),
				Map.entry("accept_language", "de-DE,de;q=0.9,en;q=0.8"), Map.entry("sec_ch_ua", Browser.CHROME_BRANDS),
				Map.entry("sec_ch_ua_mobile", "?0"), Map.entry("sec_ch_ua_platform", "\"Windows\""),
				Map.entry("referrer", this.chrome.url("/")), Map.entry("x_forwarded_for", "203.0.113.7"),
				Map.entry("title", "Iron Goddess"), Map.entry("tags", Map.of("kind", "Oolong"))));
		assertFields(pages.get(2),
				Map.of("url", this.chrome.url("/teas?ref=Tea%20Lovers%20Forum"), "ip", "198.51.100.22", "user_agent",
						Browser.FIREFOX, "accept_language", "en-GB,en;q=0.5", "referrer", "Tea Lovers Forum",
						"x_forwarded_for", "192.0.2.99, 198.51.100.22, 10.0.0.5"));
		assertFields(pages.get(3), Map.of("url", this.chrome.url("/about"), "ip", "127.0.0.1", "user_agent",
				Browser.FIREFOX, "accept_language", "en-GB,en;q=0.5"));
	}

	@Test
	void tellsOnWhichPageAndOfWhomAnEventIs() {
		this.chrome.submit("/contact", FORM);
		eventually(() -> assertThat(this.local.arrivals()).hasSize(1));
		Arrival event = this.local.arrivals().get(0);
		assertThat(event.kind()).isEqualTo(Kind.EVENT);
		assertThat(event.text("event_name")).isEqualTo("Contact form sent");
		assertThat(event.text("url")).isEqualTo(this.chrome.url("/contact"));
		assertThat(event.text("ip")).isEqualTo("203.0.113.7");
		assertThat(event.text("user_agent")).isEqualTo(Browser.CHROME);
	}

	@ParameterizedTest
	@MethodSource
	void servesPagesWhilePirschIsDownAndTellsItLater(Fault fault) {
		this.local.fail(fault.on("/api/v1/hit"));
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			String path = "/?visit=" + i;
			expected.add(path);
			assertThat(this.chrome.open(path).statusCode()).isEqualTo(200);
		}
		eventually(() -> assertThat(this.local.totals().requests()).isGreaterThan(2));
		assertThat(this.local.totals().pageViews()).isZero();
		this.local.clearFaults();
		eventually(() -> assertThat(paths(Kind.PAGE_VIEW)).containsExactlyElementsOf(expected));
	}

	static Stream<Fault> servesPagesWhilePirschIsDownAndTellsItLater() {
		return Stream.of(Fault.status(503), Fault.hangUp(Fault.HangUp.BEFORE_READING),
				Fault.hangUp(Fault.HangUp.AFTER_READING));
	}

	@Test
	void twoHundredVisitorsAfterATokenHasExpiredCauseOneTokenCall() {
		this.chrome.open("/");
		eventually(() -> assertThat(this.local.totals().pageViews()).isEqualTo(1));
		this.local.reset();
		this.local.expireTokens();
		List<CompletableFuture<HttpResponse<String>>> visits = IntStream.range(0, 200)
			.mapToObj((i) -> this.firefox.at("198.51.100." + i).openAsync("/teas"))
			.toList();
		assertThat(visits).allSatisfy((visit) -> assertThat(visit.join().statusCode()).isEqualTo(200));
		eventually(() -> assertThat(this.local.totals().pageViews()).isEqualTo(200));
		assertThat(this.local.totals().tokensGranted()).isEqualTo(1);
		assertThat(this.local.totals().refusals()).isEqualTo(Map.of(401, 1L));
		assertThat(this.local.arrivals()).extracting((arrival) -> arrival.text("ip")).doesNotHaveDuplicates();
	}

	private List<String> paths(Kind kind) {
		return this.local.arrivals(kind)
			.stream()
			.map((arrival) -> Objects.requireNonNull(arrival.text("url")))
			.peek((url) -> assertThat(url).startsWith(this.site + "/"))
			.map((url) -> url.substring(this.site.length()))
			.toList();
	}

	private List<String> names() {
		return this.local.arrivals(Kind.EVENT)
			.stream()
			.map((event) -> Objects.requireNonNull(event.text("event_name")))
			.toList();
	}

	private static String location(HttpResponse<String> response) {
		return response.headers().firstValue("Location").orElseThrow();
	}

	/**
	 * Apart from the time, which a single page view need not have.
	 */
	private static void assertFields(Arrival arrival, Map<String, Object> expected) {
		assertThat(arrival.fields().entrySet().stream().filter((field) -> !field.getKey().equals("time")))
			.containsExactlyInAnyOrderElementsOf(expected.entrySet());
	}

}
