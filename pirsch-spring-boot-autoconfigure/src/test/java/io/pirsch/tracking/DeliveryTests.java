package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschAuthenticationException;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.client.Visitor;
import org.assertj.core.api.InstanceOfAssertFactories;
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
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What delivery makes of answers that no service should give, in virtual time.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeliveryTests {

	private static final PirschCredentials OAUTH_CLIENT = PirschCredentials.oauthClient("id", "secret");

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
		this.api.assertThatThereWerePauses();
	}

	@Test
	void anApiThatNeedsLongForManyGetsFewAtOnceAndAgainManyWhenItIsFast() {
		answerAfter(Duration.ofMillis(15));
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 1_001);
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.delivered).hasValue(1_001);
		assertThat(distinctUrls()).containsExactlyElementsOf(numbers(1_001));
		assertThat(this.api.urls()).hasSizeLessThanOrEqualTo(1_501);
		this.api.received.clear();
		this.api.answerStatus(200);
		trackAll(tracker, 10_000);
		advance(Duration.ofMinutes(1));
		assertThat(largestRequest()).isEqualTo(2_000);
	}

	@Test
	void anApiThatBecomesSlowIsAskedByOneHitAndThenGetsFewAtOnce() {
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 8_000);
		advance(Duration.ofSeconds(1));
		assertThat(largestRequest()).isEqualTo(2_000);
		this.api.received.clear();
		this.listener.delivered.set(0);
		answerAfter(Duration.ofMillis(15));
		trackAll(tracker, 4_000);
		advance(Duration.ofMinutes(3));
		assertThat(this.listener.delivered).hasValue(4_000);
		assertThat(this.api.urls()).hasSizeLessThanOrEqualTo(4_000 + 2_000 + 300);
		assertThat(this.api.received).extracting(StubApi.Received::size).startsWith(1).contains(1, 250);
		this.api.received.clear();
		this.api.answerStatus(200);
		trackAll(tracker, 10_000);
		advance(Duration.ofMinutes(1));
		assertThat(largestRequest()).isEqualTo(2_000);
		assertThat(this.listener.dropped).isEmpty();
	}

	@Test
	void anApiThatNeverAnswersIsAskedByOneHitAtATimeAndFewAreGivenUp(CapturedOutput output) {
		this.api.answer((request) -> Mono.never());
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 1_000);
		advance(Duration.ofMinutes(10));
		assertThat(this.api.received).extracting(StubApi.Received::size).containsOnly(1);
		this.api.received.clear();
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		int unconfirmed = this.listener.droppedInAll();
		assertThat(unconfirmed).isBetween(1, 5);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.UNCONFIRMED);
		assertThat(this.listener.delivered).hasValue(1_000 - unconfirmed);
		assertThat(this.api.urls()).containsExactlyElementsOf(numbers(1_000).subList(unconfirmed, 1_000));
		assertThat(output).contains("Not delivered to Pirsch: 1 (unconfirmed). Sent 5 times and never answered");
	}

	@Test
	void aBatchWithoutAnAnswerIsNotSentAgainAsAWhole() {
		QueuedPirschTracker tracker = tracker(defaults());
		track(tracker, "first");
		advance(Duration.ofSeconds(1));
		this.api.answer((request) -> (request.size() > 1) ? Mono.never() : StubApi.status(200));
		trackAll(tracker, 100);
		advance(Duration.ofSeconds(4));
		assertThat(this.api.received).extracting(StubApi.Received::size).containsExactly(1, 1, 99);
		this.api.answerStatus(200);
		advance(Duration.ofSeconds(10));
		assertThat(this.api.received).extracting(StubApi.Received::size).startsWith(1, 1, 99, 1, 12, 12);
		assertThat(this.listener.delivered).hasValue(101);
	}

	@Test
	void deliveryGoesOnAfterAnErrorAndSaysItOnce(CapturedOutput output) {
		AtomicInteger calls = new AtomicInteger();
		this.api.answer((request) -> switch (calls.incrementAndGet()) {
			case 1 -> throw new OutOfMemoryError("thrown");
			case 2 -> throw new NoClassDefFoundError("thrown");
			case 3 -> Mono.error(new StackOverflowError("passed on"));
			default -> StubApi.status(200);
		});
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 100);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(100);
		assertThat(output.getOut().split(" ERROR ", -1)).hasSize(2);
		assertThat(this.listener.pauses).hasSize(3);
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		assertThat(stopped).isTrue();
	}

	@Test
	void anErrorOfAListenerMattersNothing() {
		TrackingListener broken = new TrackingListener() {

			@Override
			public void queued() {
				throw new NoClassDefFoundError("queued");
			}

			@Override
			public void delivered(int count, Duration duration) {
				throw new OutOfMemoryError("delivered");
			}

			@Override
			public void dropped(int count, DropReason reason) {
				throw new StackOverflowError("dropped");
			}

		};
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), defaults().withQueueCapacity(100),
				List.of(broken, this.listener), () -> new UndisposedScheduler(this.time));
		assertThatNoException().isThrownBy(() -> trackAll(tracker, 200));
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered.get() + this.listener.droppedInAll()).isEqualTo(200);
	}

	@Test
	void aReadThatIsRefusedFailsAloneAndTrackingDoesNotNotice() {
		AtomicInteger tokens = new AtomicInteger();
		this.api.answer((request) -> switch (request.path()) {
			case "/token" -> StubApi.token("token-" + tokens.incrementAndGet());
			case "/hit", "/hit/batch" -> StubApi.status(200);
			default -> StubApi.status(401);
		});
		PirschClient client = this.api.client(OAUTH_CLIENT);
		QueuedPirschTracker tracker = new QueuedPirschTracker(client, defaults(), List.of(this.listener),
				() -> new UndisposedScheduler(this.time));
		for (int i = 0; i < 3_600; i++) {
			track(tracker, "" + i);
			List<Throwable> failures = new ArrayList<>();
			client.domains().all().subscribe((domain) -> {
			}, failures::add);
			advance(Duration.ofSeconds(1));
			assertThat(failures).singleElement().isInstanceOf(PirschAuthenticationException.class);
			assertThat(this.listener.delivered).hasValue(i + 1);
		}
		assertThat(this.listener.pauses).isEmpty();
		assertThat(this.listener.authorization).isEmpty();
		assertThat(tokens).hasValueLessThan(40);
	}

	@Test
	void twoInstancesThatEndEachOthersTokenLoseNothing() {
		AtomicInteger tokens = new AtomicInteger();
		AtomicReference<String> valid = new AtomicReference<>("none");
		this.api.answer((request) -> {
			if (request.path().equals("/token")) {
				String token = "token-" + tokens.incrementAndGet();
				valid.set(token);
				return Mono.delay(Duration.ofMillis(20)).then(StubApi.token(token));
			}
			boolean accepted = request.authorization().equals("Bearer " + valid.get());
			return Mono.delay(Duration.ofMillis(50)).then(StubApi.status(accepted ? 200 : 401));
		});
		List<QueuedPirschTracker> instances = List.of(tracker(defaults(), this.api.client(OAUTH_CLIENT)),
				tracker(defaults(), this.api.client(OAUTH_CLIENT)));
		for (int i = 0; i < 60_000; i++) {
			track(instances.get(i % 2), "" + i);
			if (i % 4 == 0) {
				advance(Duration.ofMillis(20));
				this.api.received.clear();
			}
		}
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.dropped).isEmpty();
		assertThat(this.listener.delivered).hasValue(60_000);
		assertThat(this.listener.pauses).allSatisfy((pause) -> assertThat(pause).isLessThan(Duration.ofSeconds(10)));
	}

	@Test
	void aHitThatIsTooLargeIsDroppedAloneAndBatchesStayLarge() {
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 8_000);
		advance(Duration.ofSeconds(1));
		this.api.answer((request) -> StubApi.status(request.contains("huge") ? 413 : 200));
		trackAll(tracker, 700);
		track(tracker, "huge");
		trackAll(tracker, 700);
		advance(Duration.ofSeconds(1));
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.REJECTED, 1));
		assertThat(this.listener.delivered).hasValue(9_400);
		this.api.received.clear();
		trackAll(tracker, 5_000);
		advance(Duration.ofSeconds(1));
		assertThat(largestRequest()).isEqualTo(2_000);
	}

	@Test
	void eachKindHasABatchSizeOfItsOwn() {
		this.api.answer((request) -> StubApi
			.status((request.path().equals("/event/batch") && request.size() > 20) ? 413 : 200));
		QueuedPirschTracker tracker = tracker(defaults());
		IntStream.range(0, 400).forEach((i) -> tracker.track(event("e" + i)));
		trackAll(tracker, 4_000);
		advance(Duration.ofSeconds(5));
		assertThat(this.listener.delivered).hasValue(4_400);
		assertThat(this.api.received).filteredOn((request) -> request.path().equals("/hit/batch"))
			.extracting(StubApi.Received::size)
			.contains(1_600);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 5, 10, 100 })
	void batchesGrowWhereKindsComeMixed(int eventsOnePageViewIsAmong) {
		QueuedPirschTracker tracker = tracker(defaults());
		for (int i = 0; i < 10_000; i++) {
			tracker.track((i % eventsOnePageViewIsAmong == 0) ? page("" + i) : event("e" + i));
		}
		advance(Duration.ofSeconds(5));
		assertThat(this.listener.delivered).hasValue(10_000);
		assertThat(this.listener.dropped).isEmpty();
		assertThat(largestRequest()).isGreaterThanOrEqualTo(800);
		assertThat(this.api.received).hasSizeLessThan(40);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 437, 998, 999 })
	void aHitOnWhichTheServiceFailsIsFoundAndAllOthersArriveWithinAMinute(int poison) {
		this.api.answer((request) -> StubApi.status(request.contains("" + poison) ? 500 : 200));
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 1_000);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.REJECTED, 1));
		assertThat(this.listener.delivered).hasValue(999);
	}

	@Test
	void aServiceThatCeasesToFailWhileASuspectIsAloneKeepsTheOrderOfAVisitor() {
		for (int failures = 1; failures < 40; failures++) {
			AtomicInteger left = new AtomicInteger(failures);
			this.api.received.clear();
			this.listener.delivered.set(0);
			this.api.answer((request) -> StubApi.status((left.getAndDecrement() > 0) ? 500 : 200));
			QueuedPirschTracker tracker = tracker(defaults());
			numbers(50).forEach((name) -> tracker.track(page(name, "203.0.113.9")));
			advance(Duration.ofMinutes(30));
			List<String> accepted = this.api.received.stream()
				.skip(failures)
				.flatMap((request) -> request.urls().stream())
				.toList();
			assertThat(accepted).as("after %d failures", failures).containsExactlyElementsOf(numbers(50));
			assertThat(this.listener.dropped).isEmpty();
		}
	}

	@Test
	void aServiceThatFailsOnEverythingLosesNothing() {
		this.api.answerStatus(500);
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 1_000);
		advance(Duration.ofMinutes(55));
		assertThat(this.listener.dropped).isEmpty();
		assertThat(this.api.received).hasSizeLessThan(300);
		this.api.received.clear();
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(1_000);
		assertThat(this.api.received).hasSizeLessThan(20);
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 404 })
	void aGatewayThatRefusesEverythingIsAnOutageThatIsSaidOnce(int status, CapturedOutput output) {
		QueuedPirschTracker tracker = tracker(defaults());
		track(tracker, "before");
		advance(Duration.ofSeconds(1));
		this.api.received.clear();
		this.api.answerStatus(status);
		for (int i = 0; i < 600; i++) {
			track(tracker, "" + i);
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.listener.dropped).isEmpty();
		assertThat(this.api.received).hasSizeLessThan(80);
		assertThat(output.getOut().split(" ERROR ", -1)).hasSize(2);
		assertThat(output).contains("check 'pirsch.base-url'");
		this.api.received.clear();
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(distinctUrls()).hasSize(600);
		assertThat(this.listener.delivered).hasValue(601);
	}

	@Test
	void whatEverybodyRefusesIsGivenUpAtTheMaximumAge() {
		this.api.answerStatus(404);
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 100);
		advance(Duration.ofMinutes(61));
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.TOO_OLD, 100));
	}

	@Test
	void aSingleHitOfWhichPirschSaysWhatIsWrongIsDroppedAtOnceIfOthersWereAccepted() {
		QueuedPirschTracker tracker = tracker(defaults());
		track(tracker, "good");
		advance(Duration.ofSeconds(10));
		this.api.answer((request) -> StubApi.refusal("is too short"));
		track(tracker, "bad");
		advance(Duration.ofSeconds(1));
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.REJECTED, 1));
	}

	@Test
	void whatPirschQuotesOfAVisitorIsNotRepeated(CapturedOutput output) {
		PageView page = PageView
			.builder("https://example.com/reset/b7f3", Visitor.of("203.0.113.77", "Privat/1.0 (Anna)"))
			.referrer("https://example.org/inbox")
			.tag("customer", "Anna Schmidt")
			.build();
		List<String> quoted = List.of("203.0.113.77", "Privat/1.0 (An", "https://example.com/reset/b7f3",
				"https://example.org/inbox", "Anna Schmidt");
		String message = "can't take " + String.join(" or ", quoted) + ": is too short";
		QueuedPirschTracker tracker = tracker(defaults());
		this.api.answer((request) -> StubApi.refusal(message));
		tracker.track(page);
		advance(Duration.ofSeconds(1));
		assertThat(this.listener.reasons).first(InstanceOfAssertFactories.STRING)
			.contains("user_agent: can't take … or … or … or … or …: is too short")
			.doesNotContain(quoted);
		this.api.answerStatus(200);
		track(tracker, "good");
		advance(Duration.ofMinutes(1));
		this.api.answer((request) -> StubApi.refusal(message));
		tracker.track(Event.builder("Reset", page).metadata("name", "Anna Schmidt").build());
		advance(Duration.ofSeconds(1));
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.REJECTED, 1));
		assertThat(output).contains("Not delivered to Pirsch: 1 (rejected)").contains("is too short");
		assertThat(output.getAll()).doesNotContain(quoted);
	}

	@Test
	void aFlushEndsAPauseAndTheWaitForMore() {
		QueuedPirschTracker tracker = tracker(defaults().withLinger(Duration.ofHours(1)));
		track(tracker, "1");
		advance(Duration.ofMinutes(1));
		assertThat(this.api.received).isEmpty();
		this.api.answer((request) -> StubApi.status(503, "Retry-After", "300"));
		tracker.flush();
		advance(Duration.ZERO);
		assertThat(this.api.received).hasSize(1);
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(0);
		tracker.flush();
		advance(Duration.ZERO);
		assertThat(this.listener.delivered).hasValue(1);
	}

	@Test
	void aFlushAsksForATokenAtOnceToo() {
		QueuedPirschTracker tracker = withoutToken();
		tracker.flush();
		advance(Duration.ZERO);
		assertThat(this.listener.delivered).hasValue(1);
	}

	@Test
	void theLastAttemptAsksForATokenToo() {
		QueuedPirschTracker tracker = withoutToken();
		tracker.close().doOnTerminate(() -> {
		}).subscribe();
		advance(Duration.ZERO);
		assertThat(this.listener.delivered).hasValue(1);
		assertThat(this.listener.dropped).isEmpty();
	}

	/**
	 * Returns a tracker that could not get a token for a minute, and could get one now.
	 */
	private QueuedPirschTracker withoutToken() {
		this.api.answer((request) -> StubApi.status(503));
		QueuedPirschTracker tracker = tracker(defaults(), this.api.client(OAUTH_CLIENT));
		track(tracker, "1");
		advance(Duration.ofMinutes(1));
		int requests = this.api.received.size();
		this.api.answer((request) -> request.path().equals("/token") ? StubApi.token("token") : StubApi.status(200));
		advance(Duration.ZERO);
		assertThat(this.api.received).hasSize(requests);
		return tracker;
	}

	@Test
	void aSingleHitThatIsRefusedWaitsForAnotherToShowWhetherItIsAtFault() {
		this.api.answer((request) -> StubApi.status(request.contains("bad") ? 400 : 200));
		QueuedPirschTracker tracker = tracker(defaults());
		track(tracker, "bad");
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.dropped).isEmpty();
		track(tracker, "good");
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.REJECTED, 1));
		assertThat(this.listener.delivered).hasValue(1);
	}

	@Test
	void severalHitsAtFaultAreAllFound() {
		IntPredicate poison = (i) -> i % 97 == 13;
		List<String> poisoned = IntStream.range(0, 1_000).filter(poison).mapToObj(Integer::toString).toList();
		this.api.answer((request) -> request.urls().stream().anyMatch(poisoned::contains) ? StubApi.status(422)
				: StubApi.status(200));
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 1_000);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.REJECTED, poisoned.size()));
		assertThat(this.listener.delivered).hasValue(1_000 - poisoned.size());
	}

	@Test
	void freshnessAndAgeGoByTheTimeOfTheHit() {
		QueuedPirschTracker tracker = tracker(defaults());
		advance(Duration.ofHours(2));
		tracker.track(page("slow page").withTime(now().minusSeconds(3)));
		advance(Duration.ofSeconds(1));
		tracker.track(page("clock ahead").withTime(now().plusSeconds(30)));
		advance(Duration.ofSeconds(1));
		tracker.track(page("now").withTime(now().minusMillis(900)));
		advance(Duration.ofSeconds(1));
		tracker.track(page("yesterday").withTime(now().minus(Duration.ofMinutes(61))));
		advance(Duration.ofSeconds(1));
		assertThat(this.api.paths()).containsExactly("/hit/batch", "/hit/batch", "/hit");
		assertThat(this.api.received.get(0).items().get(0).path("time").asString())
			.isEqualTo("1970-01-01T01:59:57.000Z");
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.TOO_OLD, 1));
	}

	@Test
	void withoutItsThreadTheTrackerCountsWhatItDrops(CapturedOutput output) {
		ExecutorService executor = Executors.newSingleThreadScheduledExecutor();
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), defaults(), List.of(this.listener),
				() -> new UndisposedScheduler(Schedulers.fromExecutorService(executor)));
		executor.shutdownNow();
		assertThatNoException().isThrownBy(() -> trackAll(tracker, 1_000));
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1_000));
		assertThat(output.getOut().split("Not delivered", -1)).hasSize(2);
	}

	@Test
	void aFilterOfTheApplicationThatNeverAnswersDoesNotHoldDelivery() {
		AtomicBoolean stuck = new AtomicBoolean(true);
		WebClient.Builder builder = WebClient.builder()
			.filter((request, next) -> stuck.get() ? Mono.never() : next.exchange(request));
		this.api.answer((request) -> request.path().equals("/token") ? StubApi.token("token") : StubApi.status(200));
		QueuedPirschTracker tracker = tracker(defaults(), this.api.client(OAUTH_CLIENT, builder));
		trackAll(tracker, 10);
		advance(Duration.ofSeconds(30));
		assertThat(this.listener.pauses).isNotEmpty();
		stuck.set(false);
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.delivered).hasValue(10);
	}

	@Test
	void aQueueThatIsFullIsAFullBatch() {
		QueuedPirschTracker tracker = tracker(defaults().withQueueCapacity(10).withLinger(Duration.ofHours(1)));
		for (int i = 0; i < 10; i++) {
			track(tracker, "" + i);
			advance(Duration.ZERO);
		}
		assertThat(this.listener.delivered).hasValue(10);
		assertThat(this.listener.dropped).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void nothingRunsAfterTheStopAndWhatIsOfferedMeanwhileIsCounted(int before) {
		AtomicReference<QueuedPirschTracker> reference = new AtomicReference<>();
		AtomicBoolean late = new AtomicBoolean();
		TrackingListener stopsMeanwhile = new TrackingListener() {

			@Override
			public void queued() {
				// Between the look at whether the tracker is open and the call of its
				// loop
				if (late.compareAndSet(true, false)) {
					Objects.requireNonNull(reference.get()).close().subscribe();
					advance(Duration.ofMinutes(1));
				}
			}

		};
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), defaults(),
				List.of(this.listener, stopsMeanwhile), () -> new UndisposedScheduler(this.time));
		reference.set(tracker);
		this.api.answerStatus(200);
		trackAll(tracker, before);
		this.api.answer((request) -> Mono.never());
		late.set(true);
		track(tracker, "late");
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
		this.api.received.clear();
		advance(Duration.ofHours(1));
		assertThat(this.api.received).isEmpty();
	}

	@Test
	void aPageInsteadOfAnAnswerIsAnOutage(CapturedOutput output) {
		this.api.answer((request) -> Mono.just(ClientResponse.create(HttpStatus.OK)
			.header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
			.body("<html>Sign in to the network</html>")
			.build()));
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 100);
		advance(Duration.ofMinutes(10));
		assertThat(this.listener.delivered).hasValue(0);
		assertThat(this.listener.dropped).isEmpty();
		assertThat(output).contains("Not Pirsch, but something before it answered");
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(100);
	}

	@Test
	void whereNothingWasAcceptedForLongOneAttemptMoreIsEnoughAtTheStop() {
		this.api.answerStatus(503);
		QueuedPirschTracker tracker = tracker(defaults());
		track(tracker, "1");
		advance(Duration.ofSeconds(12));
		this.api.received.clear();
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		assertThat(stopped).isTrue();
		assertThat(this.api.received).hasSize(1);
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
	}

	@Test
	void thePauseThatIsToldIsTheOneThatIsMadeAtTheStop() {
		this.api.answer((request) -> StubApi.status(503, "Retry-After", "300"));
		QueuedPirschTracker tracker = tracker(defaults());
		track(tracker, "1");
		advance(Duration.ofSeconds(1));
		this.listener.pauses.clear();
		tracker.close().doOnTerminate(() -> {
		}).subscribe();
		assertThat(this.listener.pauses).containsExactly(Duration.ofMillis(500));
		this.api.received.clear();
		advance(Duration.ofMillis(499));
		assertThat(this.api.received).isEmpty();
		advance(Duration.ofMillis(1));
		assertThat(this.api.received).hasSize(1);
	}

	@Test
	void thePauseOfTheTokenIsThePauseOfDelivery() {
		this.api.answer((request) -> request.path().equals("/token") ? StubApi.status(503) : StubApi.status(200));
		QueuedPirschTracker tracker = tracker(defaults(), this.api.client(OAUTH_CLIENT));
		track(tracker, "1");
		for (int i = 0; i < 5; i++) {
			int requests = this.api.received.size();
			Duration pause = this.listener.pauses.get(this.listener.pauses.size() - 1);
			advance(pause);
			assertThat(this.api.received).as("token calls after the pause of %s", pause).hasSize(requests + 1);
		}
	}

	@Test
	void aTrackerHasOneDaemonThreadAndEndsIt() throws Exception {
		VirtualTimeScheduler.reset();
		AtomicReference<Thread> thread = new AtomicReference<>();
		this.api.answer((request) -> {
			thread.set(Thread.currentThread());
			return StubApi.status(200);
		});
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), defaults(), List.of(this.listener));
		assertThat(thread).hasNullValue();
		track(tracker, "1");
		tracker.stop();
		assertThat(this.listener.delivered).hasValue(1);
		Thread pirsch = Objects.requireNonNull(thread.get());
		assertThat(pirsch.getName()).isEqualTo("pirsch");
		assertThat(pirsch.isDaemon()).isTrue();
		pirsch.join(10_000);
		assertThat(pirsch.isAlive()).isFalse();
		tracker.start();
		track(tracker, "2");
		tracker.stop();
		assertThat(this.listener.delivered).hasValue(2);
	}

	@Test
	void aThreadThatIsBlockedDoesNotHoldTheStop(CapturedOutput output) {
		VirtualTimeScheduler.reset();
		AtomicBoolean interrupted = new AtomicBoolean();
		this.api.answer((request) -> {
			Throwable failure = catchThrowable(() -> new CountDownLatch(1).await());
			interrupted.set(failure instanceof InterruptedException);
			return StubApi.status(200);
		});
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(),
				defaults().withShutdownTimeout(Duration.ofMillis(10)), List.of(this.listener));
		track(tracker, "1");
		Awaitility.await().until(() -> tracker.getQueueSize() == 0);
		track(tracker, "2");
		tracker.stop();
		assertThat(output).contains("The thread that delivers to Pirsch is blocked");
		track(tracker, "3");
		Awaitility.await().untilTrue(interrupted);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 3)));
	}

	@Test
	void aThreadThatIsBlockedDropsNothingOfTheNextLife() {
		VirtualTimeScheduler.reset();
		CountDownLatch released = new CountDownLatch(1);
		AtomicReference<Thread> blocked = new AtomicReference<>();
		TrackingListener blocking = new TrackingListener() {

			@Override
			public void delivered(int count, Duration duration) {
				if (blocked.compareAndSet(null, Thread.currentThread())) {
					while (released.getCount() > 0) {
						Thread.onSpinWait();
					}
				}
			}

		};
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(),
				defaults().withShutdownTimeout(Duration.ofMillis(10)), List.of(this.listener, blocking));
		track(tracker, "old");
		Awaitility.await().until(() -> blocked.get() != null);
		tracker.stop();
		this.api.answer((request) -> Mono.never());
		tracker.start();
		trackAll(tracker, 50);
		released.countDown();
		Awaitility.await().until(() -> !Objects.requireNonNull(blocked.get()).isAlive());
		assertThat(this.listener.dropped).isEmpty();
		assertThat(tracker.getWaitingCount()).isEqualTo(50);
		tracker.stop();
	}

	@Test
	void whatAnInterruptedStopCutsOffIsNoUnexpectedFailure(CapturedOutput output) {
		VirtualTimeScheduler.reset();
		AtomicReference<Thread> thread = new AtomicReference<>();
		Sinks.One<ClientResponse> answer = Sinks.one();
		this.api.answer((request) -> {
			thread.set(Thread.currentThread());
			return answer.asMono();
		});
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), defaults(), List.of(this.listener));
		track(tracker, "1");
		Awaitility.await().until(() -> thread.get() != null);
		Thread.currentThread().interrupt();
		tracker.stop();
		assertThat(Thread.interrupted()).isTrue();
		Awaitility.await().until(() -> !Objects.requireNonNull(thread.get()).isAlive());
		answer.tryEmitValue(ClientResponse.create(HttpStatus.SERVICE_UNAVAILABLE).build());
		assertThat(output).doesNotContain("ERROR");
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
	}

	@Test
	void whatIsDeliveredWhileAnInterruptedStopEndsIsNotDroppedToo() throws Exception {
		VirtualTimeScheduler.reset();
		AtomicReference<QueuedPirschTracker> reference = new AtomicReference<>();
		AtomicReference<Thread> delivering = new AtomicReference<>();
		TrackingListener stopping = new TrackingListener() {

			@Override
			public void delivered(int count, Duration duration) {
				Thread thread = new Thread(() -> {
					Thread.currentThread().interrupt();
					Objects.requireNonNull(reference.get()).stop();
				});
				thread.start();
				while (thread.isAlive()) {
					Thread.onSpinWait();
				}
				delivering.set(Thread.currentThread());
			}

		};
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), defaults(),
				List.of(this.listener, stopping));
		reference.set(tracker);
		track(tracker, "1");
		Awaitility.await().until(() -> delivering.get() != null);
		Objects.requireNonNull(delivering.get()).join();
		assertThat(this.listener.delivered).hasValue(1);
		assertThat(this.listener.dropped).isEmpty();
	}

	@Test
	void anAnswerThatComesWhileAnInterruptedStopEndsIsNoUnexpectedFailure(CapturedOutput output) throws Exception {
		VirtualTimeScheduler.reset();
		AtomicReference<QueuedPirschTracker> reference = new AtomicReference<>();
		AtomicReference<Thread> delivering = new AtomicReference<>();
		Thread stopping = new Thread(() -> {
			Thread.currentThread().interrupt();
			Objects.requireNonNull(reference.get()).stop();
		});
		this.api.answer((request) -> {
			stopping.start();
			while (stopping.isAlive()) {
				Thread.onSpinWait();
			}
			delivering.set(Thread.currentThread());
			return StubApi.status(200);
		});
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), defaults(), List.of(this.listener));
		reference.set(tracker);
		track(tracker, "1");
		Awaitility.await().until(() -> delivering.get() != null);
		Objects.requireNonNull(delivering.get()).join();
		assertThat(output).doesNotContain("ERROR");
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
	}

	@Test
	void batchesGrowBackAfterEverythingWasTooLarge() {
		QueuedPirschTracker tracker = tracker(defaults());
		trackAll(tracker, 8_000);
		advance(Duration.ofSeconds(10));
		this.api.answer((request) -> StubApi.status(request.contains("first") ? 200 : 413));
		this.api.hold();
		track(tracker, "first");
		advance(Duration.ofMillis(1));
		trackAll(tracker, 4_000);
		this.api.release();
		advance(Duration.ofMinutes(5));
		this.api.answer((request) -> Mono.delay(Duration.ofMillis(50)).then(StubApi.status(200)));
		this.api.received.clear();
		advance(Duration.ofMinutes(6));
		assertThat(this.api.received).hasSizeLessThan(30);
		assertThat(this.listener.delivered).hasValue(12_001);
	}

	@Test
	void batchesGrowBackWhereEachAnswerTakesAThirdOfTheTimeOut() {
		QueuedPirschTracker tracker = tracker(defaults());
		track(tracker, "first");
		advance(Duration.ofSeconds(1));
		AtomicInteger late = new AtomicInteger(2);
		this.api.answer((request) -> (request.size() > 1 && late.getAndDecrement() > 0)
				? Mono.error(new TimeoutException()) : Mono.delay(Duration.ofMillis(1_500)).then(StubApi.status(200)));
		for (int i = 0; i < 300; i++) {
			trackAll(tracker, 5);
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(1 + 5 * 300);
	}

	@Test
	void batchesDoNotGrowFromSmallOnesToSuchAsAreNotAnsweredInTime() {
		this.api.answer((request) -> {
			long millis = ((request.size() > 200) ? 17L : 15L) * request.size();
			assertThat(millis).isLessThan(StubApi.TIMEOUT.toMillis());
			return Mono.delay(Duration.ofMillis(millis)).then(StubApi.status(200));
		});
		QueuedPirschTracker tracker = tracker(defaults());
		for (int i = 0; i < 6; i++) {
			trackAll(tracker, 81);
			advance(Duration.ofSeconds(5));
		}
		trackAll(tracker, 600);
		advance(Duration.ofSeconds(30));
		assertThat(this.api.urls()).hasSize(6 * 81 + 600);
		assertThat(this.listener.delivered).hasValue(6 * 81 + 600);
	}

	@Test
	void oneHitThatIsTrackedTwiceIsDeliveredTwice() {
		this.api.answer((request) -> (request.size() > 1) ? Mono.error(new TimeoutException()) : StubApi.status(200));
		QueuedPirschTracker tracker = tracker(defaults());
		PageView page = page("twice").withTime(now());
		this.api.hold();
		track(tracker, "first");
		advance(Duration.ofMillis(1));
		tracker.track(page);
		tracker.track(page);
		this.api.release();
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(3);
	}

	private void answerAfter(Duration eachHit) {
		this.api.answer((request) -> Mono.delay(eachHit.multipliedBy(request.size())).then(StubApi.status(200)));
	}

	private QueuedPirschTracker tracker(TrackingSettings settings) {
		return tracker(settings, this.api.client());
	}

	private QueuedPirschTracker tracker(TrackingSettings settings, PirschClient client) {
		return new QueuedPirschTracker(client, settings, List.of(this.listener),
				() -> new UndisposedScheduler(this.time));
	}

	private static TrackingSettings defaults() {
		return TrackingSettings.defaults();
	}

	private static void trackAll(PirschTracker tracker, int count) {
		IntStream.range(0, count).forEach((i) -> track(tracker, "" + i));
	}

	private static void track(PirschTracker tracker, String name) {
		tracker.track(page(name));
	}

	private static List<String> numbers(int count) {
		return IntStream.range(0, count).mapToObj(Integer::toString).toList();
	}

	private Set<String> distinctUrls() {
		return new LinkedHashSet<>(this.api.urls());
	}

	private int largestRequest() {
		return this.api.received.stream().mapToInt(StubApi.Received::size).max().orElse(0);
	}

	private void advance(Duration duration) {
		this.time.advanceTimeBy(duration);
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.time.now(TimeUnit.MILLISECONDS));
	}

	/**
	 * Returns a page that somebody else has viewed than the others.
	 */
	private static PageView page(String name) {
		return page(name, "visitor of " + name);
	}

	private static PageView page(String name, String ip) {
		return PageView.builder("https://example.com/" + name, Visitor.of(ip, "Mozilla/5.0 (X11; Linux x86_64)"))
			.build();
	}

	private static Event event(String name) {
		return Event.builder(name, page(name)).build();
	}

}
