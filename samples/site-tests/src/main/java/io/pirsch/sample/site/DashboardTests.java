package io.pirsch.sample.site;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.Fault;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits a sample site and reads on its dashboard what Pirsch makes of it: the same on
 * each web stack.
 */
// A site that is kept for later loses its event loops when another one in this JVM stops
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS,
		properties = { "local-pirsch.port=0", "pirsch.client-id=", "pirsch.client-secret=", "pirsch.access-key=",
				"spring.reactor.netty.shutdown-quiet-period=10ms" })
public abstract class DashboardTests {

	private final LocalPirsch local;

	private final Browser ada;

	private final Browser ben;

	/**
	 * Prepares a visit.
	 * @param local where the page views go
	 * @param port port of the site
	 */
	protected DashboardTests(LocalPirsch local, int port) {
		this.local = local;
		URI site = URI.create("http://localhost:" + port);
		this.ada = Browser.chrome(site).at("203.0.113.7");
		this.ben = Browser.firefox(site).at("198.51.100.20");
	}

	@BeforeEach
	void forgetTheLastTest() {
		this.local.reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "today", "7d", "30d", "another" })
	void showsWhatVisitorsDid(String period) {
		visit();
		assertThat(text(this.ada.open("/dashboard?period=" + period))).contains("Visitors 2 ")
			.contains("Page views 4 ")
			.contains("Sessions 2 ")
			.contains("Bounce rate 50 %")
			.contains("Active now 2 ")
			.contains("Top pages Page Views /teas 2 / 1 ")
			.contains("Entry pages Page Entries / 1 /teas 1 ")
			.contains("Exit pages Page Exits /contact/thanks 1 /teas 1 ")
			.contains("Referrers Site Visitors Tea Lovers Forum 1 search.example 1 ")
			.contains("Events Event Times Contact form sent 1 ")
			.contains("Languages Language Visitors German 1 English 1 ")
			.doesNotContain("Demo.");
	}

	private void visit() {
		this.ada.comeFrom("https://search.example/results?q=tea", "/");
		this.ada.follow("/", "/teas");
		this.ada.submit("/contact", "name=Ada&topic=A+table&message=For+seven%2C+please");
		this.ada.follow("/contact", "/contact/thanks");
		this.ben.open("/teas?ref=Tea%20Lovers%20Forum");
		eventually(() -> assertThat(this.local.arrivals()).hasSize(5));
	}

	@Test
	void doesNotCountItself() {
		this.ada.open("/dashboard");
		this.ada.open("/dashboard?period=today");
		this.ada.open("/about");
		eventually(() -> assertThat(this.local.arrivals(Kind.PAGE_VIEW)).isNotEmpty());
		assertThat(this.local.arrivals()).singleElement()
			.satisfies((view) -> assertThat(view.text("url")).endsWith("/about"));
	}

	@Test
	void saysThatNobodyHasBeenHere() {
		HttpResponse<String> dashboard = this.ada.open("/dashboard");
		assertThat(text(dashboard)).contains("Visitors 0 as many as the 7 days before")
			.contains("Nobody has been here yet")
			.doesNotContain("Top pages");
	}

	@Test
	void marksDemoData() {
		this.local.addDemoData();
		assertThat(text(this.ada.open("/dashboard"))).contains("Some of these visits are made up");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<i>tea</i>", "</script><script>alert(1)</script>" })
	void showsMarkupOfVisitorsAsText(String markup) {
		this.ben.open("/?ref=" + URLEncoder.encode(markup, StandardCharsets.UTF_8));
		eventually(() -> assertThat(this.local.arrivals()).hasSize(1));
		assertThat(this.ada.open("/dashboard").body()).doesNotContain(markup)
			.contains(markup.replace("<", "&lt;").replace(">", "&gt;"));
	}

	@Test
	void servesTheChartLibraryWithoutItsVersionInTheUrl() {
		HttpResponse<String> script = this.ada.load("/dashboard", "/webjars/chart.js/dist/chart.umd.min.js", "script",
				"*/*");
		assertThat(script.statusCode()).isEqualTo(200);
		assertThat(script.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
	}

	@Test
	void saysThatPirschIsDownAndServesEverythingElse() {
		visit();
		this.local.fail(Fault.status(500).on("/api/v1/statistics"));
		HttpResponse<String> dashboard = this.ada.open("/dashboard");
		assertThat(dashboard.statusCode()).isEqualTo(503);
		assertThat(text(dashboard)).contains("Pirsch gives no answer It answered with status 500")
			.doesNotContain("Top pages");
		assertThat(this.ada.open("/about").statusCode()).isEqualTo(200);
		this.local.clearFaults();
		assertThat(this.ada.open("/dashboard").statusCode()).isEqualTo(200);
		eventually(() -> assertThat(this.local.arrivals()).hasSize(6));
	}

	@Test
	void saysThatPirschCannotBeReached() {
		this.local.fail(Fault.hangUp(Fault.HangUp.BEFORE_READING).on("/api/v1/statistics"));
		HttpResponse<String> dashboard = this.ada.open("/dashboard");
		assertThat(dashboard.statusCode()).isEqualTo(503);
		assertThat(text(dashboard)).contains("Pirsch cannot be reached");
	}

	@Test
	void readsWithOneTokenAfterAllHaveExpired() {
		this.ada.open("/dashboard");
		this.local.reset();
		this.local.expireTokens();
		assertThat(this.ada.open("/dashboard").statusCode()).isEqualTo(200);
		assertThat(this.local.totals().tokensGranted()).isEqualTo(1);
		assertThat(this.local.totals().refusals()).containsOnlyKeys(401);
	}

	private static String text(HttpResponse<String> page) {
		return page.body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
	}

}
