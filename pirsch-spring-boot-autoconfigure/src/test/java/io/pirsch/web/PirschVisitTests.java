package io.pirsch.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.pirsch.client.Event;
import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.tracking.test.RecordingPirschTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link PirschVisit}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PirschVisitTests {

	private final RecordingPirschTracker tracker = new RecordingPirschTracker();

	private Instant now = Instant.parse("2026-11-23T10:15:30Z");

	private final PageViewRecorder recorder = new PageViewRecorder(this.tracker,
			PageViewRules.of(WebSettings.builder().build()), WebSettings.builder().build(), List.of(), List.of(),
			() -> this.now);

	private final FakeExchange exchange = new FakeExchange();

	private final PirschVisit visit = this.recorder.open(this.exchange);

	@Test
	void describesThePage() {
		this.visit.title("Home").tag("plan", "free").tags(Map.of("plan", "pro", "team", "a"));
		record();
		PageView page = onlyPageView();
		assertThat(page.title()).isEqualTo("Home");
		assertThat(page.tags()).containsOnly(entry("plan", "pro"), entry("team", "a"));
	}

	@Test
	void forgetsATitle() {
		this.visit.title("Home").title(null);
		record();
		assertThat(onlyPageView().title()).isNull();
	}

	@Test
	void cutsATitle() {
		this.visit.title("\uD83D\uDE00".repeat(600));
		record();
		assertThat(onlyPageView().title()).isEqualTo("\uD83D\uDE00".repeat(512));
	}

	@Test
	void sendsEventsBehindThePageViewWithItsTags() {
		this.visit.track("First");
		this.visit.track("Second",
				(event) -> event.metadata("a", "b")
					.metadata(Map.of("c", "d"))
					.duration(Duration.ofSeconds(3))
					.nonInteractive());
		this.visit.tag("plan", "pro");
		assertThat(this.tracker.all()).isEmpty();
		record();
		PageView page = this.tracker.pageViews().get(0);
		assertThat(this.tracker.all()).containsExactly(page, Event.builder("First", page).build(),
				Event.builder("Second", page)
					.metadata("a", "b")
					.metadata("c", "d")
					.duration(Duration.ofSeconds(3))
					.nonInteractive(true)
					.build());
		assertThat(page.tags()).containsOnly(entry("plan", "pro"));
	}

	@Test
	void givesEachEventItsMoment() {
		Instant arrival = this.now;
		this.now = arrival.plusSeconds(1);
		this.visit.track("Early");
		this.now = arrival.plusSeconds(2);
		record();
		this.now = arrival.plusSeconds(3);
		this.visit.track("Late");
		assertThat(this.tracker.pageViews().get(0).time()).isEqualTo(arrival);
		assertThat(this.tracker.events()).extracting(Event::time)
			.containsExactly(arrival.plusSeconds(1), arrival.plusSeconds(3));
	}

	@Test
	void countsAFormBeforeTheEventsOfTheMomentItsVisitIsAskedFor() {
		PirschVisit form = this.recorder.open(this.exchange.method("POST"));
		Instant askedFor = this.now.plusSeconds(1);
		this.now = askedFor;
		PirschVisit.of(form).count().track("Sent");
		this.now = askedFor.plusSeconds(1);
		this.recorder.record(this.exchange, form);
		assertThat(this.tracker.all()).extracting(Hit::time).containsExactly(askedFor, askedFor);
	}

	@Test
	void sendsLateEventsAtOnce() {
		this.visit.tag("plan", "pro");
		record();
		this.visit.track("Late", (event) -> event.metadata("a", "b"));
		assertThat(this.tracker.all()).hasSize(2);
		Event event = this.tracker.events().get(0);
		assertThat(event.metadata()).containsOnly(entry("a", "b"));
		assertThat(event.page().tags()).containsOnly(entry("plan", "pro"));
	}

	@Test
	void sendsTheEventsOfAPageThatIsNotCounted() {
		this.exchange.responseHeader("Content-Type", "application/json");
		this.visit.track("Order");
		record();
		this.visit.track("Late");
		assertThat(this.tracker.all()).hasSize(2);
		assertThat(this.tracker.events()).extracting(Event::name).containsExactly("Order", "Late");
	}

	@Test
	void sendsLateEventsOfAPageThatIsNotCountedToWhomeverHoldsTheVisit() {
		this.exchange.responseHeader("Content-Type", "application/json");
		PirschVisit held = PirschVisit.of(this.visit);
		assertThat(held).isSameAs(this.visit);
		record();
		held.track("Late");
		assertThat(this.tracker.all()).hasSize(1);
	}

	@Test
	void sendsEventsOfAVisitThatIsAskedForAfterItsAnswer() {
		this.exchange.responseHeader("Content-Type", "application/json");
		record();
		PirschVisit late = PirschVisit.of(this.visit);
		this.exchange.url("https://example.com/next");
		late.tag("plan", "pro").track("Late").extendSession();
		assertThat(this.tracker.events()).singleElement()
			.satisfies((event) -> assertThat(event.page().url()).isEqualTo("https://example.com/page"));
		assertThat(this.tracker.sessionExtensions()).hasSize(1);
	}

	@Test
	void warnsOfEventsWhoseRequestMayBeOver(CapturedOutput output) {
		this.exchange.responseHeader("Content-Type", "application/json");
		record();
		this.visit.track("Late");
		assertThat(this.tracker.all()).isEmpty();
		assertThat(output).contains("Event or session extension left out: its visit was taken from the request");
	}

	@Test
	void sendsNoLateEventsOfAVisitorWhoObjects(CapturedOutput output) {
		this.exchange.method("POST").header("DNT", "1");
		record();
		PirschVisit.of(this.visit).track("Late");
		assertThat(this.tracker.all()).isEmpty();
		assertThat(output).doesNotContain("left out");
	}

	@Test
	void isNotCountedIfTheApplicationSaysSo() {
		this.visit.count().doNotCount().track("Order");
		record();
		assertThat(this.tracker.pageViews()).isEmpty();
		assertThat(this.tracker.events()).hasSize(1);
	}

	@Test
	void isCountedIfTheApplicationSaysSo() {
		this.exchange.method("POST").status(404);
		this.visit.doNotCount().count();
		record();
		assertThat(this.tracker.pageViews()).hasSize(1);
	}

	@Test
	void extendsTheSessionBehindTheEvents() {
		this.exchange.responseHeader("Content-Type", "application/json");
		this.visit.extendSession().track("Order").extendSession();
		record();
		assertThat(this.tracker.all()).hasSize(2).last().isInstanceOf(SessionExtension.class);
		this.visit.extendSession();
		assertThat(this.tracker.sessionExtensions()).hasSize(2).allSatisfy((extension) -> {
			assertThat(extension.visitor().ip()).isEqualTo("203.0.113.7");
			assertThat(extension.url()).isEqualTo("https://example.com/page");
			assertThat(extension.time()).isEqualTo(this.now);
		});
	}

	@ParameterizedTest
	@CsvSource({ "https://example.com/article, https://example.com/article", "https://example.com.evil.example/,",
			"https://example.com/article;jsessionid=A1?token=b#c, https://example.com/article",
			"https://elsewhere.example/article,", "'',", "https://example.com/100%, https://example.com/100%" })
	void aRequestOfAScriptExtendsTheSessionOnThePageThatMadeIt(String referrer, String page) {
		this.exchange.header("Sec-Fetch-Dest", "empty").header("Sec-Fetch-Mode", "cors").header("Referer", referrer);
		PirschVisit visit = this.recorder.open(this.exchange);
		visit.extendSession();
		this.recorder.record(this.exchange, visit);
		assertThat(this.tracker.sessionExtensions()).extracting(SessionExtension::url).containsExactly(page);
	}

	@Test
	void aSessionIsNotExtendedOnAPageThatIsLeftOut() {
		this.exchange.method("POST").header("Referer", "https://example.com/reset/token");
		extendSession(WebSettings.builder().exclude(List.of("/reset/**")).build());
		assertThat(this.tracker.sessionExtensions()).extracting(SessionExtension::url).containsOnlyNulls();
	}

	@Test
	void aLongPageOfTheSiteIsNotCutAsAReferrer() {
		String page = "https://example.com/" + "%D1%82".repeat(100);
		this.exchange.method("POST").header("Referer", page);
		extendSession(WebSettings.builder().build());
		assertThat(this.tracker.sessionExtensions()).extracting(SessionExtension::url).containsExactly(page);
	}

	@Test
	void aSessionIsExtendedOnThePageItselfWherePageViewsAreSwitchedOff() {
		this.exchange.header("Referer", "https://example.com/before");
		extendSession(WebSettings.builder().pageViews(false).build());
		assertThat(this.tracker.sessionExtensions()).extracting(SessionExtension::url)
			.containsExactly("https://example.com/page");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aSessionIsExtendedOnThePageThatACustomizerMakesOfIt(boolean pageViews) {
		WebSettings settings = WebSettings.builder().pageViews(pageViews).build();
		extendSession(settings, (page, exchange) -> page.toBuilder().url("https://example.com/hidden").build());
		assertThat(this.tracker.sessionExtensions()).extracting(SessionExtension::url)
			.containsExactly("https://example.com/hidden");
	}

	@Test
	void aSessionIsExtendedOnWhatTheApplicationCounts() {
		this.exchange.method("POST").header("Referer", "https://example.com/before");
		PirschVisit visit = this.recorder.open(this.exchange);
		visit.count().extendSession();
		this.recorder.record(this.exchange, visit);
		assertThat(this.tracker.sessionExtensions()).extracting(SessionExtension::url)
			.containsExactly("https://example.com/page");
	}

	private void extendSession(WebSettings settings, PageViewCustomizer... customizers) {
		PageViewRecorder recorder = new PageViewRecorder(this.tracker, PageViewRules.of(settings), settings,
				List.of(customizers), List.of(), Clock.systemUTC());
		PirschVisit visit = recorder.open(this.exchange);
		visit.extendSession();
		recorder.record(this.exchange, visit);
	}

	@Test
	void cutsLongTags(CapturedOutput output) {
		this.visit.tag("k".repeat(51), "v".repeat(60));
		record();
		assertThat(onlyPageView().tags()).containsOnly(entry("k".repeat(50), "v".repeat(50)));
		assertThat(output).contains("Tag key cut from 51 to 50 characters").doesNotContain("kkkk");
	}

	@Test
	void leavesOutTagsBeyondTheLimit(CapturedOutput output) {
		for (int i = 0; i < 25; i++) {
			this.visit.tag("key" + i, "value");
		}
		this.visit.tag("key0", "changed");
		record();
		assertThat(onlyPageView().tags()).hasSize(20).containsEntry("key0", "changed").doesNotContainKey("key20");
		assertThat(output).containsOnlyOnce("Tag left out: there are 20 already");
	}

	@Test
	void cutsLongMetadata() {
		this.visit.track("Order", (event) -> event.metadata("k".repeat(101), "v".repeat(2001)));
		record();
		assertThat(this.tracker.events().get(0).metadata()).containsOnly(entry("k".repeat(100), "v".repeat(2000)));
	}

	@Test
	void leavesOutMetadataForWhichTheTagsLeaveNoRoom(CapturedOutput output) {
		for (int i = 0; i < 15; i++) {
			this.visit.tag("tag" + i, "value");
		}
		this.visit.track("Order", (event) -> {
			for (int i = 0; i < 10; i++) {
				event.metadata("key" + i, "value");
			}
		});
		record();
		assertThat(this.tracker.events().get(0).metadata()).containsOnlyKeys("key0", "key1", "key2", "key3", "key4");
		assertThat(output).contains("there are 10 pairs and room for 5");
	}

	@Test
	@SuppressWarnings("NullAway") // what callers without null checks do
	void leavesOutWhatHasNoKeyOrValue() {
		Map<String, String> tags = new HashMap<>();
		tags.put(null, "value");
		tags.put("key", null);
		tags.put(" ", "value");
		this.visit.tags(tags);
		record();
		assertThat(onlyPageView().tags()).isEmpty();
	}

	@Test
	@SuppressWarnings("NullAway") // what callers without null checks do
	void leavesOutAnEventWithoutName() {
		assertThatNoException().isThrownBy(() -> this.visit.track(" ").track(null));
		record();
		assertThat(this.tracker.events()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 0x1_0000_0000L })
	void leavesOutADurationThatCannotBe(long seconds) {
		this.visit.track("Order", (event) -> event.duration(Duration.ofSeconds(seconds)));
		record();
		assertThat(this.tracker.events()).singleElement().satisfies((event) -> assertThat(event.duration()).isNull());
	}

	@Test
	void leavesOutEventsBeyondTheLimitOfARequest(CapturedOutput output) {
		for (int i = 0; i < 110; i++) {
			this.visit.track("Event " + i);
		}
		record();
		assertThat(this.tracker.events()).hasSize(100).last().extracting(Event::name).isEqualTo("Event 99");
		assertThat(output).containsOnlyOnce("Event left out: its request has 100 already");
	}

	@Test
	void throwsWhatTheCallerThrows() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.visit.track("Order", (event) -> {
			throw new IllegalStateException();
		}));
		record();
		assertThat(this.tracker.events()).isEmpty();
	}

	@Test
	void losesNoEventBetweenThreads() throws Exception {
		int threads = 4;
		int each = 20;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CyclicBarrier start = new CyclicBarrier(threads + 1);
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				done.add(executor.submit((Callable<?>) () -> {
					start.await();
					for (int j = 0; j < each; j++) {
						this.visit.track("Event");
					}
					return null;
				}));
			}
			start.await();
			record();
			for (Future<?> future : done) {
				future.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.tracker.all()).first().isInstanceOf(PageView.class);
		assertThat(this.tracker.events()).hasSize(threads * each);
	}

	@Test
	void doesNothingWhereThereIsNone() {
		PirschVisit none = PirschVisit.of(null);
		assertThat(none).isSameAs(PirschVisit.none()).isSameAs(PirschVisit.of("other"));
		List<Object> called = new ArrayList<>();
		assertThat(none.title("a")
			.tag("a", "b")
			.tags(Map.of())
			.track("a")
			.track("a", called::add)
			.count()
			.doNotCount()
			.extendSession()).isSameAs(none);
		assertThat(called).isEmpty();
	}

	private void record() {
		this.recorder.record(this.exchange, this.visit);
	}

	private PageView onlyPageView() {
		assertThat(this.tracker.all()).hasSize(1);
		return this.tracker.pageViews().get(0);
	}

}
