package io.pirsch.web;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.pirsch.client.Event;
import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.client.Visitor;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.PageViewRules.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link PageViewRecorder}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PageViewRecorderTests {

	private static final Instant ARRIVAL = Instant.parse("2026-11-23T10:15:30.123Z");

	private static final String SECRET = "s3cr3t";

	private final RecordingPirschTracker tracker = new RecordingPirschTracker();

	private final WebSettings.Builder settings = WebSettings.builder();

	private final List<PageViewCustomizer> customizers = new ArrayList<>();

	private final FakeExchange exchange = new FakeExchange();

	private final Losses losses = new Losses();

	private @Nullable PageViewRules rules;

	@Test
	void tellsWhatTheRequestSays() {
		this.exchange.url("http://app:8080/search?q=a%20b&token=" + SECRET)
			.from("10.0.0.1")
			.header("X-Forwarded-For", "203.0.113.7")
			.header("CF-Connecting-IP", "203.0.113.8")
			.header("Forwarded", "for=203.0.113.7")
			.header("X-Real-IP", "10.0.0.9")
			.header("DNT", "0")
			.header("Accept-Language", "de-DE,de;q=0.9")
			.header("Referer", "https://a.example/b?c=d")
			.header("Sec-CH-UA", "\"Chromium\";v=\"140\"")
			.header("Sec-CH-UA-Mobile", "?0")
			.header("Sec-CH-UA-Platform", "\"Windows\"")
			.header("Sec-CH-UA-Platform-Version", "\"15.0.0\"")
			.header("Sec-CH-Width", "1920")
			.header("Sec-CH-Viewport-Width", "1280");
		this.settings.publicUrl("https://example.com").queryParameters(List.of("q")).clientHints(true);
		record();
		Visitor visitor = Visitor.builder("203.0.113.8", FakeExchange.USER_AGENT)
			.secChUa("\"Chromium\";v=\"140\"")
			.secChUaMobile("?0")
			.secChUaPlatform("\"Windows\"")
			.secChUaPlatformVersion("\"15.0.0\"")
			.secChWidth("1920")
			.secChViewportWidth("1280")
			.build();
		assertThat(this.tracker.all()).containsExactly(PageView.builder("https://example.com/search?q=a%20b", visitor)
			.acceptLanguage("de-DE,de;q=0.9")
			.referrer("https://a.example/b")
			.time(ARRIVAL)
			.cfConnectingIp("203.0.113.8")
			.xForwardedFor("203.0.113.7")
			.forwarded("for=203.0.113.7")
			.xRealIp("10.0.0.9")
			.dnt("0")
			.build());
	}

	@Test
	void looksUpEachHeaderOnce() {
		List<String> lookups = new ArrayList<>();
		FakeExchange exchange = new FakeExchange() {

			@Override
			public List<String> headers(String name) {
				lookups.add(name.toLowerCase(Locale.ROOT));
				return super.headers(name);
			}

		};
		exchange.from("10.0.0.1").header("X-Forwarded-For", "203.0.113.7").header("Sec-CH-UA", "brands");
		PageViewRecorder recorder = recorder();
		recorder.record(exchange, recorder.open(exchange));
		assertThat(onlyPageView().visitor().ip()).isEqualTo("203.0.113.7");
		assertThat(lookups).contains("forwarded", "x-forwarded-proto").doesNotHaveDuplicates();
		lookups.clear();
		exchange.header("CF-Connecting-IP", "203.0.113.8");
		recorder.record(exchange, recorder.open(exchange));
		assertThat(lookups).contains("forwarded", "x-forwarded-proto").doesNotHaveDuplicates();
	}

	@Test
	void tellsHintsThatAreAskedForOnlyIfTheSiteAsks() {
		this.exchange.header("Sec-CH-UA", "brands")
			.header("Sec-CH-UA-Platform", "Linux")
			.header("Sec-CH-UA-Platform-Version", "6.1")
			.header("Sec-CH-Width", "1920");
		record();
		assertThat(onlyPageView().visitor()).isEqualTo(Visitor.builder("203.0.113.7", FakeExchange.USER_AGENT)
			.secChUa("brands")
			.secChUaPlatform("Linux")
			.build());
	}

	@Test
	void tellsTheReferrerOfAParameterThatIsNotKept() {
		this.exchange.url("https://example.com/?ref=newsletter");
		this.settings.queryParameters(List.of());
		record();
		PageView page = onlyPageView();
		assertThat(page.referrer()).isEqualTo("newsletter");
		assertThat(page.url()).isEqualTo("https://example.com/");
	}

	@ParameterizedTest
	@CsvSource({ "https://example.com/shop/reset/token, https://example.com/",
			"http://example.com:80/shop/reset/token, https://example.com/",
			"https://EXAMPLE.com/shop/%72eset/token, https://example.com/",
			"https://example.com/shop/reset;x=1, https://example.com/",
			"https://example.com/shop/resetting, https://example.com/shop/resetting",
			"https://example.com/shopping/cart, https://example.com/", "https://example.com/shop, https://example.com/",
			"http://127.0.0.1:8080/reset/token, https://example.com/",
			"https://example.com/shop/teas, https://example.com/shop/teas",
			"https://elsewhere.example/reset/token, https://elsewhere.example/reset/token" })
	void tellsOfAPageThatIsLeftOutThatItIsOfTheSame(String from, String referrer) {
		this.settings.exclude(List.of("/reset/**", "/shopping/**", "/")).publicUrl("https://example.com/shop");
		this.exchange.url("http://127.0.0.1:8080/login").header("Referer", from);
		record();
		assertThat(onlyPageView().referrer()).isEqualTo(referrer);
	}

	@ParameterizedTest
	@CsvSource({ "https://example.com/reset/token, https://example.com/",
			"https://example.com/teas, https://example.com/teas" })
	void tellsTheHomePageOfASiteWithoutAPathOfItsOwnTheSame(String from, String referrer) {
		this.exchange.url("https://example.com/").header("Referer", from);
		this.settings.exclude(List.of("/reset/**"));
		record();
		assertThat(onlyPageView().referrer()).isEqualTo(referrer);
		this.tracker.clear();
		this.settings.exclude(List.of()).include(List.of("/", "/teas/**"));
		record();
		assertThat(onlyPageView().referrer()).isEqualTo(referrer);
	}

	@Test
	void takesAPageOfTheSameWhosePathNobodyCanReadForOneThatIsLeftOut() {
		this.settings.exclude(List.of("/reset/**"));
		this.exchange.header("Referer", "https://example.com/100%");
		PageViewRecorder recorder = recorder();
		PirschVisit visit = recorder.open(this.exchange);
		visit.track("Order");
		recorder.record(this.exchange, visit);
		assertThat(this.tracker.pageViews()).extracting(PageView::referrer).containsExactly("https://example.com/");
		assertThat(this.tracker.eventNames()).containsExactly("Order");
	}

	@Test
	void holdsLittleOfAHostileRequest() {
		String huge = "x".repeat(100_000);
		this.exchange.url("https://example.com/?" + huge).from("10.0.0.1");
		for (String header : List.of("User-Agent", "Accept-Language", "Referer", "Sec-CH-UA", "Sec-CH-UA-Mobile",
				"Sec-CH-UA-Platform", "Sec-CH-UA-Platform-Version", "Sec-CH-Width", "Sec-CH-Viewport-Width",
				"CF-Connecting-IP", "X-Forwarded-For", "Forwarded", "X-Real-IP", "DNT")) {
			this.exchange.header(header, huge);
		}
		record();
		PageView page = onlyPageView();
		assertThat(page.toString()).hasSizeLessThan(5000);
		assertThat(page.url()).hasSize(2000);
		assertThat(page.visitor().userAgent()).hasSize(501);
		assertThat(page.referrer()).hasSize(200);
	}

	@Test
	void recordsNothingThatTheRulesLeaveOut() {
		this.exchange.method("POST");
		record();
		assertThat(this.tracker.all()).isEmpty();
	}

	@Test
	void recordsWhatOtherRulesTake() {
		this.rules = (exchange) -> exchange.method().equals("POST") ? Verdict.PAGE_VIEW : Verdict.NOTHING;
		record();
		assertThat(this.tracker.all()).isEmpty();
		this.exchange.method("POST");
		record();
		assertThat(this.tracker.pageViews()).hasSize(1);
	}

	@Test
	void recordsAVisitOnce() {
		PageViewRecorder recorder = recorder();
		PirschVisit visit = recorder.open(this.exchange);
		recorder.record(this.exchange, visit);
		recorder.record(this.exchange, visit);
		recorder.abandon(this.exchange, visit);
		assertThat(this.tracker.all()).hasSize(1);
	}

	@Test
	void recordsNothingWithoutAVisit() {
		recorder().record(this.exchange, PirschVisit.none());
		assertThat(this.tracker.all()).isEmpty();
	}

	@Test
	void sendsNothingWithoutUserAgent() {
		sendsNothing(this.exchange.without("User-Agent"));
		sendsNothing(this.exchange.header("User-Agent", " "));
	}

	@Test
	void sendsNothingFromAnUnknownAddress() {
		sendsNothing(this.exchange.from(null));
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Purpose, prefetch", "Sec-Purpose, prefetch;prerender",
			"Sec-Purpose, prefetch;anonymous-client-ip", "Purpose, prefetch", "Purpose, Prefetch", "X-Purpose, preview",
			"X-Purpose, PREVIEW", "X-Moz, prefetch", "Purpose, prerender", "X-Sec-Purpose, prefetch" })
	void sendsNothingAboutAPrefetchOrAPreview(String header, String value) {
		sendsNothing(this.exchange.header(header, value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sec-Purpose", "Purpose", "X-Sec-Purpose" })
	void sendsNothingAboutAPrefetchOfChromium(String header) {
		this.exchange.header("Sec-CH-UA", "\"Chromium\";v=\"140\"");
		sendsNothing(this.exchange.header(header, "prefetch"));
	}

	@Test
	void sendsNothingAboutAHead() {
		sendsNothing(this.exchange.method("HEAD"));
	}

	@Test
	void recordsAnotherPurpose() {
		this.exchange.header("Purpose", "reading");
		record();
		assertThat(this.tracker.pageViews()).hasSize(1);
	}

	@Test
	void recordsNoAnswerThatFailed() {
		this.rules = (exchange) -> Verdict.PAGE_VIEW;
		this.exchange.status(503);
		PageViewRecorder recorder = recorder();
		PirschVisit visit = recorder.open(this.exchange);
		visit.count().track("Order");
		recorder.record(this.exchange, visit);
		assertThat(this.tracker.pageViews()).isEmpty();
		assertThat(this.tracker.eventNames()).containsExactly("Order");
	}

	@Test
	void sendsNoPageViewWhereTheyAreOff() {
		this.settings.pageViews(false).notFoundEvent(true);
		PageViewRecorder recorder = recorder();
		PirschVisit visit = recorder.open(this.exchange);
		visit.count().track("Order").extendSession();
		recorder.record(this.exchange, visit);
		assertThat(this.tracker.pageViews()).isEmpty();
		assertThat(this.tracker.eventNames()).containsExactly("Order");
		assertThat(this.tracker.sessionExtensions()).hasSize(1);
		this.exchange.status(404).header("Accept", "text/html");
		record();
		assertThat(this.tracker.eventNames()).containsExactly("Order", "404 Page Not Found");
	}

	@Test
	void doesNothingForATrackerThatDoesNothing() {
		this.customizers.add((page, exchange) -> {
			throw new IllegalStateException("called");
		});
		PageViewRecorder recorder = recorder(PirschTracker.noop());
		assertThat(recorder.open(this.exchange)).isSameAs(PirschVisit.none());
		assertThat(recorder.requestsClientHints()).isFalse();
	}

	@Test
	void awaitsNoResponseToARequestThatCannotBeAPageUnlessItsVisitIsHandedOut() {
		PageViewRecorder recorder = recorder();
		assertThat(recorder.awaitsResponse(recorder.open(this.exchange))).isTrue();
		PirschVisit visit = recorder.open(this.exchange.method("POST"));
		assertThat(recorder.awaitsResponse(visit)).isFalse();
		assertThat(recorder.awaitsResponse(PirschVisit.of(visit))).isTrue();
		assertThat(recorder.awaitsResponse(PirschVisit.none())).isFalse();
	}

	@Test
	void tellsThePublicUrlThatATrustedProxyTells() {
		this.exchange.url("http://127.0.0.1:8080/page")
			.from("127.0.0.1")
			.header("X-Forwarded-For", "203.0.113.7")
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "example.com");
		record();
		assertThat(onlyPageView().url()).isEqualTo("https://example.com/page");
	}

	@Test
	void tellsTheHostThatTheFirstOfTwoProxiesTellsWhateverHeaderTellsTheVisitor() {
		this.exchange.url("http://127.0.0.1:8080/page")
			.from("10.0.0.1")
			.header("CF-Connecting-IP", "203.0.113.7")
			.header("X-Forwarded-For", "203.0.113.7, 10.0.0.2")
			.header("X-Forwarded-Proto", "https, http")
			.header("X-Forwarded-Host", "example.com, inner.example");
		record();
		assertThat(onlyPageView().url()).isEqualTo("https://example.com/page");
		assertThat(onlyPageView().visitor().ip()).isEqualTo("203.0.113.7");
	}

	@Test
	void respectsDoNotTrack() {
		sendsNothing(this.exchange.header("DNT", "1"));
		this.settings.respectDoNotTrack(false);
		record();
		assertThat(onlyPageView().dnt()).isEqualTo("1");
	}

	@Test
	void respectsGlobalPrivacyControlOnRequest() {
		this.exchange.header("Sec-GPC", "1");
		record();
		assertThat(this.tracker.all()).hasSize(1);
		this.tracker.clear();
		this.settings.respectGlobalPrivacyControl(true);
		sendsNothing(this.exchange);
	}

	@ParameterizedTest
	@CsvSource({ "DNT, 0", "DNT, null", "Sec-GPC, 0" })
	void takesNoOtherValueForAnObjection(String header, String value) {
		this.settings.respectGlobalPrivacyControl(true);
		this.exchange.header(header, value);
		record();
		assertThat(this.tracker.all()).hasSize(1);
	}

	@Test
	void tellsAPageThatIsNotFoundAsEvent() {
		this.settings.notFoundEvent(true);
		this.exchange.status(404).header("Accept", "text/html").url("https://example.com/old/page?token=" + SECRET);
		record();
		assertThat(this.tracker.pageViews()).isEmpty();
		assertThat(this.tracker.events()).singleElement().satisfies((event) -> {
			assertThat(event.name()).isEqualTo("404 Page Not Found");
			assertThat(event.metadata()).containsExactly(entry("path", "/old/page"));
			assertThat(event.nonInteractive()).isTrue();
			assertThat(event.time()).isEqualTo(ARRIVAL);
			assertThat(event.page().visitor().ip()).isEqualTo("203.0.113.7");
		});
	}

	@Test
	void tellsNoPageThatIsNotFoundOfAVisitorWhoObjects() {
		this.settings.notFoundEvent(true);
		sendsNothing(this.exchange.status(404).header("Accept", "text/html").header("DNT", "1"));
	}

	@Test
	void customizesInOrder() {
		this.customizers.add((page, exchange) -> page.toBuilder().title(exchange.method()).build());
		this.customizers.add((page, exchange) -> page.toBuilder().tag("title", "" + page.title()).build());
		record();
		PageView page = onlyPageView();
		assertThat(page.title()).isEqualTo("GET");
		assertThat(page.tags()).containsExactly(entry("title", "GET"));
	}

	@Test
	void sendsNothingThatACustomizerVetoes() {
		List<String> called = new ArrayList<>();
		this.customizers.add((page, exchange) -> null);
		this.customizers.add((page, exchange) -> {
			called.add("second");
			return page;
		});
		sendsNothing(this.exchange);
		assertThat(called).isEmpty();
	}

	@Test
	void customizesThePageOfEventsWithoutPageView() {
		this.customizers.add((page, exchange) -> page.toBuilder().url("https://example.com/hidden").build());
		this.exchange.method("POST");
		PageViewRecorder recorder = recorder();
		PirschVisit visit = recorder.open(this.exchange);
		visit.track("Order");
		recorder.record(this.exchange, visit);
		assertThat(this.tracker.events()).singleElement()
			.extracting((event) -> event.page().url())
			.isEqualTo("https://example.com/hidden");
	}

	@Test
	void skipsACustomizerThatFailsAndLogsItOnceAMinute(CapturedOutput output) {
		this.customizers.add((page, exchange) -> {
			throw new IllegalStateException(SECRET);
		});
		this.customizers.add((page, exchange) -> page.toBuilder().title("Home").build());
		PageViewRecorder recorder = recorder();
		recorder.record(this.exchange, recorder.open(this.exchange));
		recorder.record(this.exchange, recorder.open(this.exchange));
		assertThat(this.tracker.pageViews()).hasSize(2)
			.allSatisfy((page) -> assertThat(page.title()).isEqualTo("Home"));
		assertThat(output).containsOnlyOnce("java.lang.IllegalStateException at " + getClass().getName())
			.doesNotContain(SECRET);
	}

	@Test
	void survivesATrackerThatThrows(CapturedOutput output) {
		PageViewRecorder recorder = recorder(new FailingTracker());
		PirschVisit visit = recorder.open(this.exchange);
		visit.track("Order").extendSession();
		recorder.record(this.exchange, visit);
		visit.track("Late").extendSession();
		assertThat(output).containsOnlyOnce("Failed to queue a page view: java.lang.IllegalStateException")
			.doesNotContain(SECRET);
		assertThat(this.losses.tracked).isEqualTo(5);
		assertThat(this.losses.reasons).hasSize(5).containsOnly(DropReason.FAILED);
	}

	@Test
	void survivesAnExchangeThatCannotBeRead(CapturedOutput output) {
		this.settings.clientHints(true);
		FakeExchange unreadable = new FakeExchange() {

			@Override
			public String header(String name) {
				throw new IllegalStateException(SECRET);
			}

			@Override
			public String contentType() {
				throw new IllegalStateException(SECRET);
			}

		};
		PageViewRecorder recorder = recorder();
		recorder.requestClientHints(unreadable, (hints) -> {
		});
		recorder.record(unreadable, recorder.open(unreadable));
		assertThat(this.tracker.all()).isEmpty();
		assertThat(output).contains("Failed to ask for client hints: java.lang.IllegalStateException")
			.doesNotContain(SECRET);
		assertThat(this.losses.reasons).containsExactly(DropReason.FAILED);
	}

	@Test
	void survivesRulesThatThrow(CapturedOutput output) {
		this.rules = (exchange) -> {
			throw new UnusualError();
		};
		record();
		assertThat(this.tracker.all()).isEmpty();
		assertThat(output).contains("Failed to record a page view: " + UnusualError.class.getName());
		assertThat(this.losses.tracked).isOne();
		assertThat(this.losses.reasons).containsExactly(DropReason.FAILED);
	}

	@Test
	void rulesThatThrowWhenTheRequestArrivesAreCountedOnce() {
		this.rules = new PageViewRules() {

			@Override
			public boolean mayBePageView(WebExchange exchange) {
				throw new IllegalStateException();
			}

			@Override
			public Verdict judge(WebExchange exchange) {
				throw new IllegalStateException();
			}

		};
		record();
		assertThat(this.losses.reasons).containsExactly(DropReason.FAILED);
	}

	@Test
	void survivesAListenerThatThrows(CapturedOutput output) {
		this.losses.failing = true;
		survivesRulesThatThrow(output);
		assertThat(output).doesNotContain(SECRET);
	}

	@Test
	void aCustomizerThatThrowsLosesNothing() {
		this.customizers.add((page, exchange) -> {
			throw new IllegalStateException();
		});
		record();
		assertThat(this.tracker.pageViews()).hasSize(1);
		assertThat(this.losses.reasons).isEmpty();
	}

	@Test
	void letsErrorsOfTheVirtualMachineThrough() {
		this.rules = (exchange) -> {
			throw new OutOfMemoryError();
		};
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(this::record);
		this.rules = null;
		this.customizers.add((page, exchange) -> {
			throw new OutOfMemoryError();
		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(this::record);
	}

	@Test
	void survivesAStackThatOverflows(CapturedOutput output) {
		this.customizers.add((page, exchange) -> {
			throw new StackOverflowError();
		});
		record();
		assertThat(this.tracker.pageViews()).hasSize(1);
		assertThat(output).contains("failed and was skipped: java.lang.StackOverflowError");
		PageViewRecorder recorder = recorder((hit) -> {
			throw new StackOverflowError();
		});
		recorder.record(this.exchange, recorder.open(this.exchange));
		assertThat(output).contains("Failed to queue a page view: java.lang.StackOverflowError");
	}

	@Test
	void asksForClientHintsOnRequestOnly() {
		assertThat(requestedHints()).isEmpty();
		this.settings.clientHints(true);
		assertThat(requestedHints()).singleElement().asString().startsWith("Sec-CH-UA, ");
		this.exchange.responseHeader("Accept-CH", "DPR");
		assertThat(requestedHints()).singleElement().asString().startsWith("DPR, Sec-CH-UA, ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "image/png" })
	void asksForClientHintsOnPagesOnly(String contentType) {
		this.settings.clientHints(true);
		this.exchange.responseHeader("Content-Type", contentType);
		assertThat(requestedHints()).isEmpty();
	}

	@Test
	void sendsTheEventsOfAnAbandonedRequestWithoutPageView() {
		PageViewRecorder recorder = recorder();
		PirschVisit visit = recorder.open(this.exchange);
		visit.tags(Map.of("a", "b")).count().track("Order");
		recorder.abandon(this.exchange, visit);
		recorder.record(this.exchange, visit);
		assertThat(this.tracker.all()).singleElement()
			.isInstanceOfSatisfying(Event.class, (event) -> assertThat(event.page().tags()).containsEntry("a", "b"));
	}

	private List<String> requestedHints() {
		List<String> hints = new ArrayList<>();
		recorder().requestClientHints(this.exchange, hints::add);
		return hints;
	}

	private void sendsNothing(FakeExchange exchange) {
		PageViewRecorder recorder = recorder();
		PirschVisit visit = recorder.open(this.exchange);
		visit.count().track("Order").extendSession();
		recorder.record(exchange, visit);
		visit.track("Late").extendSession();
		assertThat(this.tracker.all()).isEmpty();
	}

	private void record() {
		PageViewRecorder recorder = recorder();
		recorder.record(this.exchange, recorder.open(this.exchange));
	}

	private PageView onlyPageView() {
		assertThat(this.tracker.all()).hasSize(1);
		return this.tracker.pageViews().get(0);
	}

	private PageViewRecorder recorder() {
		return recorder(this.tracker);
	}

	private PageViewRecorder recorder(PirschTracker tracker) {
		WebSettings settings = this.settings.build();
		PageViewRules rules = (this.rules != null) ? this.rules : PageViewRules.of(settings);
		return new PageViewRecorder(tracker, rules, settings, this.customizers, List.of(this.losses),
				Clock.fixed(ARRIVAL, ZoneOffset.UTC));
	}

	@SuppressWarnings("serial")
	private static final class UnusualError extends Error {

	}

	private static final class Losses implements TrackingListener {

		private final List<DropReason> reasons = new ArrayList<>();

		private int tracked;

		private boolean failing;

		@Override
		public void tracked() {
			this.tracked++;
		}

		@Override
		public void dropped(int count, DropReason reason) {
			this.reasons.addAll(Collections.nCopies(count, reason));
			Assert.state(!this.failing, SECRET);
		}

	}

	private static final class FailingTracker extends RecordingPirschTracker {

		@Override
		public synchronized void track(Hit hit) {
			throw new IllegalStateException(SECRET);
		}

	}

}
