package io.pirsch.tracking;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.client.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueuedPirschTracker} in virtual time.
 */
@ExtendWith(OutputCaptureExtension.class)
class QueuedPirschTrackerTests {

	private static final Visitor VISITOR = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)");

	private final RecordingListener listener = new RecordingListener();

	private final StubApi api = new StubApi();

	private VirtualTimeScheduler time;

	@BeforeEach
	void stopTime() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void releaseTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void sendsAFreshPageViewAtOnceAndAlone() {
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		assertThat(this.api.paths()).containsExactly("/hit");
		assertThat(this.api.urls()).containsExactly("1");
		assertThat(this.listener.delivered).hasValue(1);
	}

	@Test
	void sendsEventsAndSessionExtensionsAlone() {
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(event("e"));
		run();
		tracker.track(SessionExtension.of(VISITOR));
		run();
		assertThat(this.api.paths()).containsExactly("/event", "/session");
	}

	@Test
	void whatArrivesWhileARequestIsInFlightFormsTheNextOne() {
		Sinks.One<ClientResponse> answer = Sinks.one();
		this.api.answer((request) -> answer.asMono());
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		IntStream.rangeClosed(2, 5).forEach((i) -> tracker.track(page("" + i)));
		run();
		assertThat(this.api.paths()).containsExactly("/hit");
		answer.tryEmitValue(ClientResponse.create(HttpStatus.OK).build());
		run();
		assertThat(this.api.paths()).containsExactly("/hit", "/hit/batch");
		assertThat(this.api.urls()).containsExactly("1", "2", "3", "4", "5");
	}

	@Test
	void whatArrivesSoonAfterARequestFormsTheNextOne() {
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		advance(Duration.ofMillis(5));
		assertThat(this.api.urls()).containsExactly("1");
		tracker.track(page("2"));
		advance(Duration.ofMillis(244));
		tracker.track(page("3"));
		assertThat(this.api.urls()).containsExactly("1");
		advance(Duration.ofMillis(1));
		assertThat(this.api.paths()).containsExactly("/hit", "/hit/batch");
		assertThat(this.api.urls()).containsExactly("1", "2", "3");
	}

	@Test
	void aFullBatchDoesNotWaitForTheDistance() {
		QueuedPirschTracker tracker = tracker(settings(10_000, 3, Duration.ZERO));
		IntStream.range(0, 3).forEach((i) -> tracker.track(page("" + i)));
		assertThat(this.api.urls()).containsExactly("0");
		tracker.track(page("3"));
		advance(Duration.ZERO);
		assertThat(this.api.urls()).containsExactly("0", "1", "2", "3");
	}

	@Test
	void theThreadThatFillsABatchDoesNotSendIt() throws Exception {
		List<String> senders = new CopyOnWriteArrayList<>();
		this.api.answer((request) -> {
			senders.add(Thread.currentThread().getName());
			return StubApi.status(200);
		});
		ScheduledExecutorService executor = Executors
			.newSingleThreadScheduledExecutor((task) -> new Thread(task, "delivery"));
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(),
				settings(10_000, 2, Duration.ofHours(1)), List.of(this.listener),
				() -> new UndisposedScheduler(Schedulers.fromExecutorService(executor)));
		tracker.track(page("1"));
		executor.submit(() -> {
		}).get();
		tracker.track(page("2"));
		Awaitility.await().until(() -> this.listener.delivered.get() == 2);
		executor.shutdown();
		assertThat(senders).containsExactly("delivery");
	}

	@Test
	void aFullBatchIsTakenFromTheQueueWhileAnotherIsInFlight() {
		this.api.hold();
		QueuedPirschTracker tracker = tracker(settings(10, 3, Duration.ZERO));
		IntStream.rangeClosed(0, 8).forEach((i) -> tracker.track(page("" + i)));
		assertThat(tracker.getQueueSize()).isEqualTo(8);
		this.api.answer((request) -> request.contains("1") ? Mono.never() : StubApi.status(200));
		this.api.release();
		run();
		assertThat(this.api.urls()).endsWith("1", "2", "3");
		assertThat(tracker.getQueueSize()).isEqualTo(2);
		this.api.answerStatus(200);
		advance(Duration.ofSeconds(20));
		assertThat(this.api.urls()).endsWith("1", "2", "3", "4", "5", "6", "7", "8");
		assertThat(this.listener.delivered).hasValue(9);
	}

	@Test
	void batchesCarryTheTimeOfEachHit() {
		QueuedPirschTracker tracker = tracker(defaults());
		Instant time = Instant.parse("2026-03-04T05:06:07.008Z");
		trackTogether(tracker, page("own time").toBuilder().time(time).build(), page("time of the call"));
		assertThat(this.api.received).singleElement()
			.satisfies((batch) -> assertThat(batch.items()).extracting((item) -> item.path("time").asString())
				.containsExactly("2026-03-04T05:06:07.008Z", "1970-01-01T00:00:00.000Z"));
	}

	@Test
	void inOneTakePageViewsGoBeforeEventsBeforeSessionExtensions() {
		this.api.answer((request) -> Mono.never());
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("0"));
		run();
		tracker.track(SessionExtension.of(VISITOR).withUrl("https://example.com/s"));
		tracker.track(event("e1"));
		tracker.track(page("1"));
		tracker.track(event("e2"));
		tracker.track(page("2"));
		this.api.received.clear();
		this.api.answer((request) -> StubApi.status(200));
		advance(Duration.ofSeconds(7));
		assertThat(this.api.paths()).containsExactly("/hit/batch", "/hit/batch", "/event/batch", "/session/batch");
		assertThat(this.api.urls()).containsExactly("0", "1", "2", "e1", "e2", "s");
	}

	@Test
	void aRequestHoldsNoMoreThanTheMaximumBatchSize() {
		QueuedPirschTracker tracker = tracker(settings(10_000, 3, Duration.ZERO));
		trackTogether(tracker, pages(8));
		assertThat(this.api.received).extracting(StubApi.Received::size).containsExactly(3, 3, 2);
		assertThat(this.api.urls()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
	}

	@Test
	void withABatchSizeOfOneThereAreOnlySingleCalls() {
		this.api.answerStatus(503);
		QueuedPirschTracker tracker = tracker(settings(10_000, 1, Duration.ZERO));
		for (int i = 0; i < 9; i++) {
			tracker.track(page("" + i));
		}
		tracker.track(event("e"));
		advance(Duration.ofMinutes(3));
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(2));
		assertThat(this.api.paths()).containsOnly("/hit", "/event");
		assertThat(this.listener.delivered).hasValue(10);
	}

	@Test
	void aPageViewThatHasWaitedIsSentWithItsTime() {
		this.api.answerStatus(503);
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(this.api.paths()).containsExactly("/hit", "/hit/batch");
	}

	@Test
	void lingersForMoreBeforeARequest() {
		QueuedPirschTracker tracker = tracker(settings(10_000, 500, Duration.ofMillis(200)));
		tracker.track(page("1"));
		advance(Duration.ofMillis(100));
		tracker.track(page("2"));
		advance(Duration.ofMillis(99));
		assertThat(this.api.received).isEmpty();
		advance(Duration.ofMillis(1));
		assertThat(this.api.received).hasSize(1);
		assertThat(this.api.urls()).containsExactly("1", "2");
	}

	@Test
	void doesNotLingerOverAFullBatch() {
		QueuedPirschTracker tracker = tracker(settings(10_000, 2, Duration.ofHours(1)));
		tracker.track(page("1"));
		run();
		assertThat(this.api.received).isEmpty();
		tracker.track(page("2"));
		run();
		assertThat(this.api.urls()).containsExactly("1", "2");
	}

	@Test
	void aFullQueueDropsTheNewestAndCountsThem() {
		this.api.answer((request) -> Mono.never());
		QueuedPirschTracker tracker = tracker(settings(3, 500, Duration.ZERO));
		tracker.track(page("in flight"));
		run();
		IntStream.rangeClosed(1, 5).forEach((i) -> tracker.track(page("" + i)));
		assertThat(tracker.getQueueSize()).isEqualTo(3);
		this.api.answer((request) -> StubApi.status(200));
		advance(Duration.ofSeconds(10));
		assertThat(this.api.urls()).endsWith("1", "2", "3").doesNotContain("4", "5");
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.QUEUE_FULL, 2));
		assertThat(this.listener.queued).hasValue(4);
	}

	@Test
	void losesAreSaidInOneLineAnIntervalWithTheirNumber(CapturedOutput output) {
		this.api.answer((request) -> Mono.never());
		QueuedPirschTracker tracker = tracker(settings(1, 500, Duration.ZERO));
		tracker.track(page("in flight"));
		run();
		IntStream.rangeClosed(0, 1000).forEach((i) -> tracker.track(page("" + i)));
		assertThat(output.getOut().split("queue-full", -1)).hasSize(2);
		advance(Duration.ofMinutes(1));
		IntStream.rangeClosed(0, 1000).forEach((i) -> tracker.track(page("" + i)));
		assertThat(output.getOut().split("queue-full", -1)).hasSize(3);
		assertThat(output).contains("Not delivered to Pirsch: 1 (queue-full)")
			.contains("Not delivered to Pirsch: 1000 (queue-full)");
	}

	@Test
	void keepsEverythingInOrderThroughAnOutage() {
		this.api.answerStatus(503);
		QueuedPirschTracker tracker = tracker(defaults());
		for (int i = 1; i <= 40; i++) {
			tracker.track(page("" + i));
			advance(Duration.ofSeconds(7));
		}
		this.api.received.clear();
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(this.api.urls())
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 40).mapToObj(Integer::toString).toList());
		assertThat(this.listener.delivered).hasValue(40);
		assertThat(this.listener.dropped).isEmpty();
	}

	@Test
	void pausesGrowUpToTheMaximumAndStartAnewAfterASuccess() {
		this.api.answerStatus(500);
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		advance(Duration.ofMinutes(5));
		List<Duration> pauses = new ArrayList<>(this.listener.pauses);
		assertThat(pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(750));
		assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
		assertThat(pauses.get(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
		assertThat(pauses).allSatisfy((pause) -> assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(30)));
		assertThat(pauses.get(pauses.size() - 1)).isGreaterThan(Duration.ofSeconds(14));
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		this.api.answerStatus(500);
		this.listener.pauses.clear();
		tracker.track(page("2"));
		run();
		assertThat(this.listener.pauses).singleElement()
			.satisfies((pause) -> assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofMillis(750)));
	}

	@Test
	void retriesWhenTheConnectionFails() {
		AtomicBoolean down = new AtomicBoolean(true);
		this.api
			.answer((
					request) -> down.get()
							? Mono.error(new WebClientRequestException(new IOException("Connection reset"),
									HttpMethod.POST, URI.create("https://api.test"), new HttpHeaders()))
							: StubApi.status(200));
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		down.set(false);
		advance(Duration.ofSeconds(1));
		assertThat(this.listener.delivered).hasValue(1);
		assertThat(this.listener.pauses).hasSize(1);
	}

	@Test
	void retriesWhenTheAnswerTakesTooLong() {
		this.api.answer((request) -> Mono.never());
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		advance(Duration.ofSeconds(5));
		this.api.answerStatus(200);
		advance(Duration.ofSeconds(1));
		assertThat(this.listener.delivered).hasValue(1);
	}

	@Test
	void waitsAsLongAsRetryAfterSaysAndCountsItAsNoAttempt() {
		this.api.answer((request) -> StubApi.status(429, "Retry-After", "17"));
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		advance(Duration.ofSeconds(170));
		assertThat(this.listener.pauses).hasSize(11).containsOnly(Duration.ofSeconds(17));
		this.api.answerStatus(503);
		advance(Duration.ofSeconds(17));
		assertThat(this.listener.pauses.get(11)).isBetween(Duration.ofMillis(500), Duration.ofMillis(750));
	}

	@Test
	void waitsUntilTheDateOfRetryAfter() {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.ofEpochSecond(120).atOffset(ZoneOffset.UTC));
		this.api.answer((request) -> StubApi.status(503, "Retry-After", date));
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		assertThat(this.listener.pauses).containsExactly(Duration.ofMinutes(2));
	}

	@Test
	void capsRetryAfter() {
		this.api.answer((request) -> StubApi.status(429, "Retry-After", "86400"));
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		assertThat(this.listener.pauses).containsExactly(Duration.ofMinutes(5));
	}

	@Test
	void aRetryAfterThatIsZeroOrOverIsNoLeaveToHammer() {
		this.api.answer((request) -> StubApi.status(429, "Retry-After", "0"));
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		this.api.answer((request) -> StubApi.status(429, "Retry-After", "Mon, 12 Dec 1960 12:00:00 GMT"));
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.pauses).hasSizeBetween(5, 15)
			.allSatisfy((pause) -> assertThat(pause).isGreaterThanOrEqualTo(Duration.ofMillis(500)));
	}

	@Test
	void dropsWhatIsOlderThanTheMaximumAge() {
		this.api.answerStatus(503);
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("old"));
		advance(Duration.ofMinutes(59));
		tracker.track(page("young"));
		advance(Duration.ofMinutes(2));
		this.api.received.clear();
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(this.api.urls()).containsExactly("young");
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.TOO_OLD, 1));
	}

	@Test
	void holdsTheQueueWhileCredentialsAreRefusedAndSaysItOnce(CapturedOutput output) {
		this.api.answerStatus(401);
		QueuedPirschTracker tracker = tracker(defaults());
		for (int i = 0; i < 1000; i++) {
			tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.api.received).hasSizeLessThan(12);
		assertThat(output.getOut().split(" ERROR ", -1)).hasSize(2);
		assertThat(this.listener.authorization).containsExactly(false);
		assertThat(this.listener.dropped).isEmpty();
		this.api.received.clear();
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(5));
		assertThat(this.listener.delivered).hasValue(1000);
		assertThat(this.listener.authorization).containsExactly(false, true);
		assertThat(this.api.urls().get(0)).isEqualTo("0");
		assertThat(output).contains("Pirsch has accepted data for the first time");
	}

	@Test
	void aSuccessAfterAFailureIsSaidInOneLine(CapturedOutput output) {
		this.api.answerStatus(503);
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		this.api.answerStatus(200);
		advance(Duration.ofSeconds(1));
		assertThat(output).contains("Pirsch has accepted data for the first time").doesNotContain("accepts data again");
		this.api.answerStatus(503);
		tracker.track(page("2"));
		run();
		this.api.answerStatus(200);
		advance(Duration.ofSeconds(1));
		assertThat(output).contains("Pirsch accepts data again").containsOnlyOnce("for the first time");
	}

	@Test
	void aLongOutageIsSaidAgainEverMoreSeldom(CapturedOutput output) {
		String reminder = "Nothing is delivered to Pirsch since ";
		Instant start = Instant.ofEpochMilli(this.time.now(TimeUnit.MILLISECONDS));
		this.api.answerStatus(503);
		QueuedPirschTracker tracker = tracker(settings(2, 1, Duration.ZERO).withMaxAge(Duration.ofDays(1)));
		for (int i = 0; i < 5; i++) {
			tracker.track(page("" + i));
			advance(Duration.ofMillis(20));
		}
		advance(Duration.ofMinutes(9));
		assertThat(output).doesNotContain(reminder);
		advance(Duration.ofMinutes(2));
		assertThat(output).contains(reminder + start + ": Pirsch answered POST /api/v1/hit with status 503. ")
			.contains("3 wait for it, and 2 were lost meanwhile");
		advance(Duration.ofHours(5));
		assertThat(output.getOut().split(reminder, -1)).hasSizeBetween(6, 8);
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		this.api.answerStatus(503);
		tracker.track(page("later"));
		advance(Duration.ofMinutes(9));
		assertThat(output.getOut().split(reminder, -1)).hasSizeBetween(6, 8);
	}

	@Test
	void thatAPersonIsNeededIsSaidAgainToo(CapturedOutput output) {
		this.api.answerStatus(401);
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		assertThat(output).doesNotContain("Nothing is delivered to Pirsch since ");
		advance(Duration.ofHours(1));
		assertThat(output).contains("Nothing is delivered to Pirsch since ").contains("1 wait for it, and 0 were lost");
	}

	@Test
	void countsWhatWaitsInTheQueueAndForItsAnswer() {
		this.api.hold();
		QueuedPirschTracker tracker = tracker(defaults());
		IntStream.range(0, 3).forEach((i) -> tracker.track(page("" + i)));
		run();
		assertThat(tracker.getQueueSize()).isEqualTo(2);
		assertThat(tracker.getWaitingCount()).isEqualTo(3);
		this.api.release();
		run();
		assertThat(tracker.getWaitingCount()).isZero();
	}

	@Test
	void onlyTheHitAtFaultIsDroppedFromABatch(CapturedOutput output) {
		this.api.answer((request) -> request.contains("42") ? StubApi.refusal("is too short") : StubApi.status(200));
		QueuedPirschTracker tracker = tracker(defaults());
		trackTogether(tracker, pages(100));
		List<String> accepted = this.api.received.stream()
			.filter((request) -> !request.contains("42"))
			.flatMap((request) -> request.urls().stream())
			.toList();
		assertThat(accepted).hasSize(99)
			.containsExactlyElementsOf(
					IntStream.range(0, 100).filter((i) -> i != 42).mapToObj(Integer::toString).toList());
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.REJECTED, 1));
		assertThat(this.listener.delivered).hasValue(99);
		assertThat(this.api.received).hasSizeLessThan(20);
		assertThat(output).contains("user_agent: is too short");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 404, 413, 422 })
	void aRefusalOfEverythingIsAnOutageAndDropsNothing(int status, CapturedOutput output) {
		this.api.answerStatus(status);
		QueuedPirschTracker tracker = tracker(defaults());
		trackTogether(tracker, pages(50));
		advance(Duration.ofMinutes(10));
		assertThat(this.listener.dropped).isEmpty();
		assertThat(this.api.received).hasSizeLessThan(80);
		assertThat(output.getOut().split(" ERROR ", -1)).hasSize(2);
		assertThat(output).contains("check 'pirsch.base-url', and proxies and gateways on the way");
		this.api.received.clear();
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(this.api.urls()).startsWith("first", "0", "1").endsWith("49").hasSize(51);
		assertThat(this.api.received).hasSizeLessThan(10);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(50);
	}

	@Test
	void aBatchThatIsTooLargeIsHalvedAndTheSmallerMaximumKept() {
		this.api.answer((request) -> StubApi.status((request.size() > 30) ? 413 : 200));
		QueuedPirschTracker tracker = tracker(settings(10_000, 100, Duration.ZERO));
		trackTogether(tracker, pages(100));
		assertThat(this.listener.batches).containsExactly(1, 25, 25, 25, 25);
		trackTogether(tracker, pages(100));
		assertThat(this.api.received).extracting(StubApi.Received::size).containsExactly(25, 25, 25, 25);
		assertThat(this.listener.dropped).isEmpty();
	}

	@Test
	void anUnexpectedFailureDoesNotStopTheDelivery() {
		AtomicInteger calls = new AtomicInteger();
		this.api.answer((request) -> {
			if (calls.incrementAndGet() == 1) {
				throw new IllegalStateException("unexpected");
			}
			return StubApi.status(200);
		});
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		advance(Duration.ofSeconds(1));
		tracker.track(page("2"));
		advance(Duration.ofSeconds(1));
		assertThat(this.listener.delivered).hasValue(2);
	}

	@Test
	void aFailingListenerDisturbsNothing() {
		TrackingListener failing = (TrackingListener) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { TrackingListener.class }, (proxy, method, args) -> {
					throw new IllegalStateException("listener");
				});
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), defaults(),
				List.of(failing, this.listener), () -> new UndisposedScheduler(this.time));
		tracker.track(page("1"));
		run();
		tracker.track(page("2"));
		run();
		assertThat(this.api.urls()).containsExactly("1", "2");
		assertThat(this.listener.delivered).hasValue(2);
	}

	@Test
	void stopDeliversWhatIsLeft() {
		this.api.answer((request) -> Mono.delay(Duration.ofSeconds(1)).then(StubApi.status(200)));
		QueuedPirschTracker tracker = tracker(settings(10_000, 10, Duration.ZERO));
		IntStream.range(0, 50).forEach((i) -> tracker.track(page("" + i)));
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		assertThat(stopped).isFalse();
		advance(Duration.ofSeconds(6));
		assertThat(stopped).isTrue();
		assertThat(this.listener.delivered).hasValue(50);
	}

	@Test
	void whatIsTrackedDuringTheStopIsDelivered() {
		this.api.answer((request) -> Mono.delay(Duration.ofSeconds(1)).then(StubApi.status(200)));
		QueuedPirschTracker tracker = tracker(settings(10_000, 10, Duration.ZERO));
		IntStream.range(0, 30).forEach((i) -> tracker.track(page("" + i)));
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		advance(Duration.ofSeconds(3));
		assertThat(stopped).isFalse();
		IntStream.range(30, 35).forEach((i) -> tracker.track(page("" + i)));
		advance(Duration.ofSeconds(1));
		tracker.track(page("last"));
		advance(Duration.ofSeconds(3));
		assertThat(stopped).isTrue();
		assertThat(this.listener.delivered).hasValue(36);
		assertThat(this.listener.dropped).isEmpty();
	}

	@Test
	void whatIsTrackedWithoutEndDuringTheStopDoesNotHoldIt() {
		this.api.answer((request) -> Mono.delay(Duration.ofSeconds(1)).then(StubApi.status(200)));
		QueuedPirschTracker tracker = tracker(settings(10_000, 10, Duration.ZERO));
		IntStream.range(0, 30).forEach((i) -> tracker.track(page("" + i)));
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		long start = this.time.now(TimeUnit.SECONDS);
		int tracked = 30;
		while (!stopped.get()) {
			tracker.track(page("" + tracked++));
			advance(Duration.ofMillis(250));
		}
		assertThat(this.time.now(TimeUnit.SECONDS) - start).isLessThan(defaults().shutdownTimeout().toSeconds());
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.SHUTDOWN);
		assertThat(this.listener.droppedInAll()).isBetween(1, 4);
		assertThat(this.listener.delivered.get() + this.listener.droppedInAll()).isEqualTo(tracked);
	}

	@Test
	void stopGivesUpAfterTheTimeoutAndSaysWhatIsLeft(CapturedOutput output) {
		this.api.answer((request) -> Mono.never());
		QueuedPirschTracker tracker = tracker(settings(10_000, 10, Duration.ZERO));
		IntStream.range(0, 50).forEach((i) -> tracker.track(page("" + i)));
		run();
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		advance(Duration.ofSeconds(9));
		assertThat(stopped).isFalse();
		advance(Duration.ofSeconds(1));
		assertThat(stopped).isTrue();
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 50));
		assertThat(output).contains("Not delivered to Pirsch: 50 (shutdown)");
		int requests = this.api.received.size();
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(10));
		assertThat(this.api.received).hasSize(requests);
		assertThat(this.listener.delivered.get() + this.listener.droppedInAll()).isEqualTo(50);
	}

	@Test
	void stopSaysEveryLossThatWasNotSaidYet(CapturedOutput output) {
		this.api.answer((request) -> Mono.never());
		QueuedPirschTracker tracker = tracker(settings(40, 500, Duration.ZERO));
		IntStream.range(0, 50).forEach((i) -> tracker.track(page("" + i)));
		tracker.close().doOnTerminate(() -> {
		}).subscribe();
		tracker.track(page("during the stop"));
		assertThat(output).contains("1 (queue-full)").doesNotContain("9 (queue-full)").doesNotContain("(shutdown)");
		advance(Duration.ofSeconds(10));
		assertThat(output).contains("Not delivered to Pirsch: 9 (queue-full)")
			.contains("Not delivered to Pirsch: 41 (shutdown). The application stopped");
		assertThat(output.getOut().split("Not delivered", -1)).hasSize(4);
		assertThat(this.listener.dropped)
			.containsExactlyInAnyOrderEntriesOf(Map.of(DropReason.QUEUE_FULL, 10, DropReason.SHUTDOWN, 41));
	}

	@Test
	void stopEndsAPauseAndTriesAgain() {
		this.api.answer((request) -> StubApi.status(503, "Retry-After", "300"));
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		this.api.answerStatus(200);
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		run();
		assertThat(stopped).isTrue();
		assertThat(this.listener.delivered).hasValue(1);
	}

	@Test
	void stopDoesNotWaitForCredentialsToHeal() {
		this.api.answerStatus(401);
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		advance(Duration.ofSeconds(1));
		assertThat(stopped).isTrue();
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
	}

	@Test
	void stopOfAnIdleTrackerEndsAtOnceAndASecondOneToo() {
		QueuedPirschTracker tracker = tracker(defaults());
		AtomicInteger stops = new AtomicInteger();
		tracker.stop(stops::incrementAndGet);
		run();
		tracker.stop(stops::incrementAndGet);
		run();
		assertThat(stops).hasValue(2);
	}

	@Test
	void whatIsTrackedAfterTheStopIsCountedAsDropped() {
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.close().doOnTerminate(() -> {
		}).subscribe();
		run();
		tracker.track(page("late"));
		run();
		assertThat(this.api.received).isEmpty();
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
	}

	@Test
	void canBeStartedAgain() {
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		this.api.answer((request) -> Mono.never());
		tracker.close().doOnTerminate(() -> {
		}).subscribe();
		advance(Duration.ofMinutes(1));
		this.api.answerStatus(200);
		this.api.received.clear();
		assertThat(tracker.isRunning()).isFalse();
		tracker.start();
		assertThat(tracker.isRunning()).isTrue();
		tracker.track(page("2"));
		run();
		assertThat(this.api.urls()).containsExactly("2");
	}

	@Test
	void thatTheCredentialsAreAcceptedAgainIsToldAfterARestart() {
		this.api.answerStatus(401);
		QueuedPirschTracker tracker = tracker(defaults());
		tracker.track(page("1"));
		run();
		tracker.close().subscribe();
		advance(Duration.ofSeconds(10));
		this.api.answerStatus(200);
		tracker.start();
		tracker.track(page("2"));
		run();
		assertThat(this.listener.authorization).containsExactly(false, true);
	}

	private QueuedPirschTracker tracker(TrackingSettings settings) {
		return new QueuedPirschTracker(this.api.client(), settings, List.of(this.listener),
				() -> new UndisposedScheduler(this.time));
	}

	private static TrackingSettings defaults() {
		return TrackingSettings.defaults();
	}

	private static TrackingSettings settings(int queueCapacity, int maxBatchSize, Duration linger) {
		return defaults().withQueueCapacity(queueCapacity).withMaxBatchSize(maxBatchSize).withLinger(linger);
	}

	/**
	 * Tracks pages while a request is in flight, so that they go out together.
	 */
	private void trackTogether(QueuedPirschTracker tracker, PageView... pages) {
		this.api.hold();
		tracker.track(page("first"));
		for (PageView page : pages) {
			tracker.track(page);
		}
		this.api.received.clear();
		this.listener.batches.clear();
		this.listener.delivered.set(-1);
		this.api.release();
		run();
	}

	private static PageView[] pages(int count) {
		return IntStream.range(0, count).mapToObj((i) -> page("" + i)).toArray(PageView[]::new);
	}

	/**
	 * Passes the time that two small requests are apart.
	 */
	private void run() {
		advance(Duration.ofMillis(250));
	}

	private void advance(Duration duration) {
		this.time.advanceTimeBy(duration);
	}

	private static PageView page(String name) {
		return PageView.builder("https://example.com/" + name, VISITOR).build();
	}

	private static Event event(String name) {
		return Event.builder(name, page(name)).build();
	}

}
