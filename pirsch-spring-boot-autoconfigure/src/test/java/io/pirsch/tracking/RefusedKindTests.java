package io.pirsch.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.client.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Pirsch refuses of one kind, as where the OAuth client lacks a scope, must not hold
 * up what it accepts of the others. In virtual time.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedKindTests {

	private static final Visitor VISITOR = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)");

	private static final int SECONDS = 1_200;

	private final RecordingListener listener = new RecordingListener();

	private final StubApi api = new StubApi();

	private VirtualTimeScheduler time;

	private QueuedPirschTracker tracker;

	@BeforeEach
	void stopTime() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.tracker = tracker(TrackingSettings.defaults());
	}

	private QueuedPirschTracker tracker(TrackingSettings settings) {
		return new QueuedPirschTracker(this.api.client(), settings, List.of(this.listener),
				() -> new UndisposedScheduler(this.time));
	}

	@AfterEach
	void releaseTime() {
		VirtualTimeScheduler.reset();
		this.api.assertThatThereWerePauses();
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 500 })
	void pageViewsAreDeliveredWhileEventsAreRefused(int status, CapturedOutput output) {
		failEvents(status);
		trackBothEachSecond("", SECONDS);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(SECONDS);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED);
		assertThat(this.listener.droppedInAll()).isGreaterThan(SECONDS / 3);
		assertThat(output).contains("Pirsch accepts others, but every event is refused");
		assertThat(output.getOut().contains("scope")).isEqualTo(status != 500);
		this.api.answerStatus(200);
		this.tracker.track(page("later"));
		this.tracker.track(event("later"));
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered.get() + this.listener.droppedInAll()).isEqualTo(2 * SECONDS + 2);
		assertThat(this.api.received.get(this.api.received.size() - 1).path()).startsWith("/event");
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 500 })
	void whatIsRefusedForLessThanAMinuteIsKept(int status) {
		failEvents(status);
		for (int i = 0; i < 50; i++) {
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		this.tracker.track(event("e"));
		for (int i = 0; i < 30; i++) {
			this.tracker.track(page("beside" + i));
			advance(Duration.ofSeconds(1));
		}
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(6));
		assertThat(this.listener.delivered).hasValue(81);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 500 })
	void manyRefusedEventsLeaveRoomForPageViews(int status) {
		failEvents(status);
		for (int i = 0; i < SECONDS / 2; i++) {
			for (int j = 0; j < 20; j++) {
				this.tracker.track(event(i + "-" + j));
			}
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.delivered).hasValue(SECONDS / 2);
		assertThat(this.listener.droppedInAll()).isEqualTo(20 * SECONDS / 2);
		if (status != 500) {
			assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 500, 503 })
	void manyEventsAtOnceThatAreRefusedHoldUpNoPageView(int status) {
		failEvents(status);
		for (int i = 0; i < 400; i++) {
			this.tracker.track(event("" + i));
		}
		for (int i = 0; i < SECONDS; i++) {
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(SECONDS);
		assertThat(this.listener.dropped.getOrDefault(DropReason.REJECTED, 0)).isEqualTo((status != 503) ? 400 : 0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 503 })
	void eventsForWhichThereIsNoServiceTakeNoMoreThanTheRoom(int status) {
		this.tracker = tracker(new TrackingSettings(1_000, 2_000, Duration.ZERO, Duration.ofHours(1),
				Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofSeconds(30)));
		failEvents(status);
		for (int i = 0; i < 300; i++) {
			for (int j = 0; j < 5; j++) {
				this.tracker.track(event(i + "-" + j));
				this.tracker.track(page(i + "-" + j));
			}
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofSeconds(10));
		assertThat(this.listener.delivered).hasValue(1_500);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.QUEUE_FULL);
		assertThat(this.listener.droppedInAll()).isBetween(500, 1_000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 429, 500, 503 })
	void eventsThatFailBesidePageViewsAreTriedEverLessOftenAndSaidOnce(int status, CapturedOutput output) {
		failEvents(status);
		for (int i = 0; i < 600; i++) {
			this.tracker.track(page("" + i));
			if (i % 10 == 0) {
				this.tracker.track(event("" + i));
			}
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.api.paths().stream().filter((path) -> path.startsWith("/event"))).hasSizeLessThan(70);
		assertThat(output.getAll().lines().filter((line) -> line.contains("accepts others, but no events"))).hasSize(1);
		assertThat(output.getAll().lines().filter((line) -> line.contains("again"))).hasSizeLessThan(5);
		this.api.answerStatus(200);
		this.tracker.track(event("later"));
		advance(Duration.ofMinutes(6));
		assertThat(output).contains("Pirsch accepts events again");
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 500, 503 })
	void eventsAreDeliveredWhilePageViewsFail(int status) {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/hit") ? status : 200));
		for (int i = 0; i < 3; i++) {
			this.tracker.track(page("first-" + i));
		}
		for (int i = 0; i < SECONDS; i++) {
			this.tracker.track(page("" + i));
			this.tracker.track(Event.builder("Event", pageOfAnother("" + i)).build());
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(SECONDS);
	}

	@Test
	void theTimeOfACommonOutageIsNoPartOfThePatienceWithAKind() {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? 500 : 200));
		trackBothEachSecond("", 10);
		this.api.answerStatus(503);
		trackBothEachSecond("outage-", 720);
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? 500 : 200));
		advance(Duration.ofMinutes(2));
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.delivered).hasValue(1_460);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void oneFailureOfTheServiceDoesNotCondemnAHitThatWasSuspected() {
		this.tracker.track(page("opens"));
		advance(Duration.ofSeconds(1));
		List<Integer> answers = new ArrayList<>(List.of(500, 500, 500, 500, 200, 500));
		this.api.answer((request) -> StubApi.status(answers.isEmpty() ? 200 : answers.remove(0)));
		this.tracker.track(page("one"));
		this.tracker.track(pageOfAnother("two"));
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.delivered).hasValue(3);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void aStopBesideOneRefusedHitDeliversTheOthers() {
		this.api.answer((request) -> request.contains("bad") ? StubApi.refusal("too long") : StubApi.status(200));
		this.api.hold();
		this.tracker.track(page("bad"));
		advance(Duration.ofSeconds(1));
		for (int i = 0; i < 50; i++) {
			this.tracker.track(page("" + i));
		}
		Mono<Void> stop = this.tracker.close();
		stop.subscribe();
		this.api.release();
		advance(Duration.ofSeconds(9));
		assertThat(this.listener.delivered).hasValue(50);
		assertThat(this.listener.droppedInAll()).isOne();
	}

	@Test
	void refusedEventsThatComeAloneHoldNothingUp() {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? 401 : 200));
		trackBothEachSecond("", 120);
		advance(Duration.ofMinutes(1));
		int pauses = this.listener.pauses.size();
		for (int i = 0; i < 60; i++) {
			this.tracker.track(event("alone-" + i));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.listener.pauses).hasSize(pauses);
		assertThat(this.listener.droppedInAll()).isEqualTo(180);
	}

	@Test
	void anEventThatIsNeverAnsweredIsSentFiveTimesAlthoughPageViewsAreAnswered() {
		this.api.answer((request) -> request.path().startsWith("/event") ? Mono.error(new TimeoutException())
				: StubApi.status(200));
		this.tracker.track(event("e"));
		for (int i = 0; i < 120; i++) {
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.api.paths().stream().filter((path) -> path.startsWith("/event"))).hasSize(5);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.UNCONFIRMED)
			.containsEntry(DropReason.UNCONFIRMED, 1);
		assertThat(this.listener.delivered).hasValue(120);
	}

	@Test
	void eventsDoNotPassThePageViewThatIsRefusedForAMoment() {
		trackAPageThatIsRefusedWithTwentyEvents();
		advance(Duration.ofSeconds(10));
		assertThat(this.listener.delivered.get()).isLessThan(15);
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(21);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void aPageViewThatIsRefusedDoesNotKeepItsEventsForEver() {
		trackAPageThatIsRefusedWithTwentyEvents();
		advance(Duration.ofMinutes(3));
		assertThat(this.listener.delivered).hasValue(20);
		assertThat(this.listener.dropped).containsEntry(DropReason.REJECTED, 1);
	}

	@Test
	void badEventsAreNoReasonToDropAGoodOne() {
		this.api.answer((request) -> request.urls().stream().anyMatch((url) -> url.startsWith("bad"))
				? StubApi.refusal("too long") : StubApi.status(200));
		for (int i = 0; i < 180; i++) {
			this.tracker.track(page("" + i));
			this.tracker.track(event("bad" + i));
			advance(Duration.ofSeconds(1));
		}
		for (int i = 0; i < 5; i++) {
			this.tracker.track(event("bad-before" + i));
		}
		this.tracker.track(event("good"));
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(181);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED).containsEntry(DropReason.REJECTED, 185);
	}

	@Test
	void aPauseThatPirschAsksForIsKeptAndNoRefusalOfAKind() {
		this.api.answer((request) -> request.path().startsWith("/event") ? StubApi.status(429, "Retry-After", "120")
				: StubApi.status(200));
		trackBothEachSecond("", SECONDS);
		assertThat(this.api.paths()).filteredOn((path) -> path.startsWith("/event"))
			.hasSizeBetween(SECONDS / 120 - 1, SECONDS / 120 + 1);
		assertThat(this.listener.pauses.get(0)).isEqualTo(Duration.ofMinutes(2));
		assertThat(this.listener.pauses.subList(1, this.listener.pauses.size())).containsOnly(Duration.ZERO);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void whatIsRefusedWithEverythingElseIsKept() {
		this.api.answerStatus(401);
		trackBothEachSecond("", 600);
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(6));
		assertThat(this.listener.delivered).hasValue(1_200);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void aHitAtFaultBehindARequestThatWasNeverAnsweredHoldsUpNothing() {
		this.api.answer((request) -> Mono.error(new TimeoutException()));
		this.tracker.track(page("at-fault"));
		advance(Duration.ofSeconds(2));
		this.api.answer((request) -> StubApi.status(request.contains("at-fault") ? 403 : 200));
		for (int i = 0; i < 120; i++) {
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(120);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED).containsEntry(DropReason.REJECTED, 1);
	}

	@Test
	void whatWasNeverSentIsNotDroppedWithOneHitThatIsRefused() {
		this.api.answer((request) -> StubApi.status(request.contains("at-fault") ? 403 : 200));
		this.tracker.track(page("at-fault"));
		advance(Duration.ofSeconds(10));
		this.tracker.track(SessionExtension.of(VISITOR));
		advance(Duration.ofSeconds(48));
		this.tracker.track(page("good"));
		advance(Duration.ofMinutes(3));
		assertThat(this.api.urls()).contains("good");
		assertThat(this.listener.delivered).hasValue(2);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED).containsEntry(DropReason.REJECTED, 1);
	}

	@Test
	void twoKindsThatAreNotAcceptedTakeHalfOfTheRoomTogether() {
		this.tracker = tracker(TrackingSettings.defaults().withQueueCapacity(1_000).withMaxBatchSize(100));
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/hit") ? 200 : 503));
		for (int i = 0; i < 300; i++) {
			for (int j = 0; j < 4; j++) {
				this.tracker.track(event(i + "-" + j));
				this.tracker.track(SessionExtension.of(pageOfAnother("").visitor()));
			}
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.listener.delivered).hasValue(300);
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 503 })
	void manyPageViewsAreDeliveredInTimeBesideManyEventsThatFail(int status) {
		failEvents(status);
		for (int i = 0; i < 120; i++) {
			for (int j = 0; j < 500; j++) {
				this.tracker.track(page(i + "-" + j));
				this.tracker.track(event(i + "-" + j));
			}
			advance(Duration.ofSeconds(1));
			assertThat(this.listener.delivered).hasValueGreaterThanOrEqualTo(500 * i);
		}
		advance(Duration.ofSeconds(1));
		assertThat(this.listener.delivered).hasValue(60_000);
	}

	@Test
	void aFlushTriesAtOnceWhatWaitsBesideOthers() {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? 503 : 200));
		trackBothEachSecond("", 120);
		this.api.answerStatus(200);
		this.tracker.flush();
		advance(Duration.ofMillis(1));
		assertThat(this.listener.delivered).hasValue(240);
	}

	@Test
	void whatComesBeforeARefusedKindMayBeAskedAgainIsKept() {
		this.api.answer((request) -> request.path().startsWith("/event") ? StubApi.status(401, "Retry-After", "120")
				: StubApi.status(200));
		trackBothEachSecond("", 600);
		int dropped = this.listener.droppedInAll();
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED);
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.droppedInAll()).isEqualTo(dropped);
		assertThat(this.listener.delivered).hasValue(1_200 - dropped);
		assertThat(this.listener.delivered).hasValueGreaterThan(600);
	}

	@Test
	void aStopDeliversPageViewsBehindEventsThatAreRefused() {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? 401 : 200));
		this.api.hold();
		this.tracker.track(page("0"));
		advance(Duration.ofMillis(1));
		this.tracker.track(event("1"));
		this.tracker.track(event("2"));
		for (int i = 1; i < 150; i++) {
			this.tracker.track(page("" + i));
		}
		this.tracker.close().subscribe();
		this.api.release();
		advance(Duration.ofSeconds(9));
		assertThat(this.listener.delivered).hasValue(150);
	}

	@Test
	void anEventAtFaultThatIsAskedInsteadHoldsUpNothingThatIsAcceptedAgain() {
		this.api.answer((request) -> request.contains("bad") ? StubApi.refusal("too long")
				: StubApi.status(request.path().startsWith("/hit") ? 503 : 200));
		this.tracker.track(page("page"));
		this.tracker.track(Event.builder("Clicked", pageOfAnother("bad")).build());
		this.tracker.track(event("good"));
		advance(Duration.ofSeconds(20));
		this.api.answer((request) -> request.contains("bad") ? StubApi.refusal("too long") : StubApi.status(200));
		advance(Duration.ofMinutes(3));
		assertThat(this.listener.delivered).hasValue(2);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED).containsEntry(DropReason.REJECTED, 1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 30, 60, 90, 120, 150, 180, 195 })
	void nothingIsDroppedWhenACommonOutageIsOver(int seconds) {
		for (int i = 0; i < 8_000; i++) {
			this.tracker.track(page("" + i));
		}
		advance(Duration.ofSeconds(10));
		this.api.answerStatus(503);
		for (int i = 0; i < seconds; i++) {
			for (int j = 0; j < 40; j++) {
				this.tracker.track(pageOfAnother(i + "-" + j));
			}
			for (int j = 0; j < 10; j++) {
				this.tracker.track(event(i + "-" + j));
			}
			advance(Duration.ofSeconds(1));
		}
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.droppedInAll()).isZero();
		assertThat(this.listener.delivered).hasValue(8_000 + 50 * seconds);
	}

	@Test
	void aGatewayThatBeginsToRefuseOneKindAfterTheOtherLosesNothing() {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/hit") ? 403 : 200));
		trackBothEachSecond("first", 2);
		this.api.answerStatus(403);
		trackBothEachSecond("", 600);
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.droppedInAll()).isZero();
		assertThat(this.listener.delivered).hasValue(1_204);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 503 })
	void aBurstOfEventsThatFailsHoldsUpNoPageView(int status) {
		failEvents(status);
		for (int i = 0; i < 6_000; i++) {
			this.tracker.track(event("" + i));
		}
		for (int i = 0; i < 300; i++) {
			for (int j = 0; j < 5; j++) {
				this.tracker.track(page(i + "-" + j));
			}
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofSeconds(10));
		assertThat(this.listener.delivered).hasValue(1_500);
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 503 })
	void eventsAndExtensionsThatFailTogetherHoldUpNoPageView(int status) {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/hit") ? 200 : status));
		for (int i = 0; i < 300; i++) {
			this.tracker.track(event("" + i));
			this.tracker.track(SessionExtension.of(pageOfAnother("").visitor()));
		}
		for (int i = 0; i < 60; i++) {
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofSeconds(10));
		assertThat(this.listener.delivered).hasValue(60);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void eventsThatFailForAMomentAfterACommonOutageAreKept(int times) {
		for (int i = 0; i < 8_000; i++) {
			this.tracker.track(page("" + i));
		}
		advance(Duration.ofSeconds(10));
		this.api.answerStatus(503);
		for (int i = 0; i < 150; i++) {
			for (int j = 0; j < 50; j++) {
				this.tracker.track((j < 10) ? pageOfAnother(i + "-" + j) : event(i + "-" + j));
			}
			advance(Duration.ofSeconds(1));
		}
		AtomicInteger left = new AtomicInteger(times);
		this.api.answer((request) -> StubApi
			.status((request.path().startsWith("/event") && left.getAndDecrement() > 0) ? 429 : 200));
		advance(Duration.ofMinutes(3));
		assertThat(this.listener.droppedInAll()).isZero();
		assertThat(this.listener.delivered).hasValue(8_000 + 50 * 150);
	}

	@Test
	void pageViewsThatFailForAMomentAreKeptWhileThereIsRoom() {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/hit") ? 503 : 200));
		for (int i = 0; i < 24; i++) {
			for (int j = 0; j < 300; j++) {
				this.tracker.track(page(i + "-" + j));
				if (j % 10 == 0) {
					this.tracker.track(Event.builder("Event", pageOfAnother(i + "-" + j)).build());
				}
			}
			advance(Duration.ofSeconds(1));
		}
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.droppedInAll()).isZero();
		assertThat(this.listener.delivered).hasValue(24 * 330);
	}

	@Test
	void goodEventsAreNotDroppedWithABadOneBecauseAnotherWasGivenUp() {
		failWhatIsBad(403);
		this.tracker.track(event("good-before"));
		advance(Duration.ofSeconds(1));
		this.tracker.track(event("bad1"));
		for (int i = 0; i < 120; i++) {
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.listener.dropped).containsEntry(DropReason.REJECTED, 1);
		this.api.hold();
		this.tracker.track(page("meanwhile"));
		advance(Duration.ofMillis(1));
		for (int i = 0; i < 100; i++) {
			this.tracker.track(event((i == 50) ? "bad2" : "good" + i));
		}
		this.api.release();
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(1 + 121 + 99);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED).containsEntry(DropReason.REJECTED, 2);
	}

	@Test
	void goodPageViewsAreNotDroppedWithABadOneBecauseAnotherWasGivenUp() {
		failWhatIsBad(403);
		this.tracker.track(page("bad1"));
		for (int i = 0; i < 12; i++) {
			advance(Duration.ofSeconds(10));
			this.tracker.track(SessionExtension.of(pageOfAnother("").visitor()));
		}
		assertThat(this.listener.dropped).containsEntry(DropReason.REJECTED, 1);
		this.tracker.track(page("bad2"));
		for (int i = 0; i < 98; i++) {
			this.tracker.track(pageOfAnother("good" + i));
		}
		advance(Duration.ofMinutes(3));
		assertThat(this.listener.delivered).hasValue(12 + 98);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED).containsEntry(DropReason.REJECTED, 2);
	}

	@ParameterizedTest
	@CsvSource({ "10, 10, 503", "100, 100, 401", "100, 100, 503", "10000, 12000, 403", "10000, 12000, 503" })
	void aQueueFullOfEventsThatFailHoldsUpNoPageView(int capacity, int events, int status) {
		this.tracker = tracker(TrackingSettings.defaults().withQueueCapacity(capacity));
		failEvents(status);
		for (int i = 0; i < events; i++) {
			this.tracker.track(event("" + i));
		}
		advance(Duration.ofSeconds(30));
		for (int i = 0; i < 300; i++) {
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.listener.delivered).hasValueGreaterThan((capacity > 10) ? 285 : 200);
	}

	@ParameterizedTest
	@CsvSource({ "10, 503", "100, 401", "100, 403", "100, 503", "10000, 503" })
	void eventsThatFailForAMomentLeaveRoomForPageViews(int capacity, int status) {
		this.tracker = tracker(TrackingSettings.defaults().withQueueCapacity(capacity));
		failEvents(status);
		this.tracker.track(event("e"));
		advance(Duration.ofMillis(100));
		this.tracker.track(page("p"));
		advance(Duration.ofSeconds(8));
		for (int i = 0; i < capacity; i++) {
			this.tracker.track(event("" + i));
		}
		advance(Duration.ofMillis(600));
		this.tracker.track(page("behind"));
		advance(Duration.ofSeconds(2));
		assertThat(this.listener.delivered).hasValue(2);
		assertThat(this.listener.droppedInAll()).isBetween(capacity / 100, capacity / 2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 503 })
	void aFewPageViewsAreDeliveredBesideManyMoreEventsThatFail(int status) {
		failEvents(status);
		for (int i = 0; i < 180; i++) {
			for (int j = 0; j < 500; j++) {
				this.tracker.track(event(i + "-" + j));
			}
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
			this.api.received.clear();
		}
		advance(Duration.ofSeconds(10));
		assertThat(this.listener.delivered).hasValue(180);
	}

	@ParameterizedTest
	@CsvSource({ "403, 2", "403, 3", "500, 2" })
	void severalPageViewsAtFaultInARowHoldUpNoGoodOnes(int status, int bad) {
		failWhatIsBad(status);
		this.api.hold();
		for (int i = 0; i < bad; i++) {
			this.tracker.track(page("bad" + i, "203.0.113." + i));
		}
		this.api.release();
		for (int i = 0; i < 300; i++) {
			this.tracker.track(page("good" + i, "198.51.100." + i));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.listener.delivered).hasValue(300);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED).containsEntry(DropReason.REJECTED, bad);
	}

	@Test
	void eventsAreDeliveredWhilePageViewsAreNeverAnswered() {
		this.api.answer((request) -> request.path().startsWith("/hit") ? Mono.error(new TimeoutException())
				: StubApi.status(200));
		for (int i = 0; i < 600; i++) {
			this.tracker.track(page("" + i));
			this.tracker.track(Event.builder("Event", pageOfAnother("" + i)).build());
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.listener.delivered).hasValueGreaterThan(550);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.UNCONFIRMED);
	}

	@Test
	void goodEventsAreNotDroppedBecauseThreeBadOnesWereGivenUpMinutesApart() {
		failWhatIsBad(403);
		this.tracker.track(event("good-before"));
		advance(Duration.ofSeconds(1));
		for (int bad = 0; bad < 3; bad++) {
			this.tracker.track(event("bad" + bad));
			for (int i = 0; i < 300; i++) {
				this.tracker.track(page(bad + "-" + i));
				advance(Duration.ofSeconds(1));
			}
		}
		this.api.hold();
		this.tracker.track(page("meanwhile"));
		advance(Duration.ofMillis(1));
		for (int i = 0; i < 100; i++) {
			this.tracker.track(event((i == 50) ? "bad" : "good" + i));
		}
		this.api.release();
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.dropped).containsEntry(DropReason.REJECTED, 4);
		assertThat(this.listener.delivered).hasValue(1 + 901 + 99);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100 })
	void eventsThatAreRefusedForSecondsAreKeptAlthoughOneWasGivenUpMinutesAgo(int count) {
		failWhatIsBad(403);
		this.tracker.track(event("good-before"));
		advance(Duration.ofSeconds(1));
		this.tracker.track(event("bad"));
		for (int i = 0; i < 240; i++) {
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		this.api.answerStatus(403);
		for (int i = 0; i < count; i++) {
			this.tracker.track(event("good" + i));
		}
		advance(Duration.ofSeconds(5));
		this.api.answerStatus(200);
		this.tracker.track(page("later"));
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED).containsEntry(DropReason.REJECTED, 1);
		assertThat(this.listener.delivered).hasValue(1 + 241 + count);
	}

	@Test
	void refusedEventsAreGivenUpTogetherAlthoughOneWasNotAnsweredBefore() {
		this.api.answer((request) -> request.path().startsWith("/event") ? Mono.error(new TimeoutException())
				: StubApi.status(200));
		for (int i = 0; i < 300; i++) {
			if (i == 5) {
				failEvents(401);
			}
			for (int j = 0; j < 20; j++) {
				this.tracker.track(event(i + "-" + j));
			}
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.api.paths().stream().filter((path) -> path.startsWith("/event"))).hasSizeLessThan(600);
		assertThat(this.listener.delivered).hasValue(300);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 503 })
	void eventsThatFailWhileExtensionsDoHoldUpNoPageView(int status) {
		this.tracker = tracker(TrackingSettings.defaults().withQueueCapacity(1_000));
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/hit") ? 200 : status));
		trackPageViewsWithExtensions("before", 30);
		for (int i = 0; i < 1_000; i++) {
			this.tracker.track(event("" + i));
		}
		trackPageViewsWithExtensions("behind", 600);
		advance(Duration.ofSeconds(10));
		assertThat(this.listener.delivered).hasValueGreaterThan(620);
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 503 })
	void extensionsAreDeliveredWhilePageViewsAndEventsFail(int status) {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/session") ? 200 : status));
		for (int i = 0; i < 600; i++) {
			this.tracker.track(page("" + i));
			this.tracker.track(event("" + i));
			this.tracker.track(SessionExtension.of(pageOfAnother("").visitor()));
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofSeconds(10));
		assertThat(this.listener.delivered).hasValue(600);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10 })
	void manyPageViewsAreDeliveredInTimeInSmallRequestsBesideManyEventsThatFail(int maxBatchSize) {
		this.tracker = tracker(TrackingSettings.defaults().withQueueCapacity(2_000).withMaxBatchSize(maxBatchSize));
		failEvents(503);
		for (int i = 0; i < 600; i++) {
			for (int j = 0; j < 10; j++) {
				this.tracker.track(page(i + "-" + j));
				this.tracker.track(event(i + "-" + j));
				advance(Duration.ofMillis(100));
			}
			this.api.received.clear();
		}
		advance(Duration.ofSeconds(10));
		assertThat(this.listener.delivered).hasValue(6_000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 500 })
	void eventsThatAreGivenUpOneByOneAreNoBurstOfRequests(int status) {
		this.tracker = tracker(TrackingSettings.defaults().withMaxBatchSize(1));
		failEvents(status);
		for (int i = 0; i < 900; i++) {
			this.tracker.track(page("" + i));
			for (int j = 0; j < 3; j++) {
				this.tracker.track(event(i + "-" + j));
			}
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.listener.delivered).hasValueGreaterThan(890);
		assertThat(this.api.paths().stream().filter((path) -> path.startsWith("/event"))).hasSizeBetween(20, 2 * 900);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 500 })
	void whatIsRefusedWithEverythingElseIsKeptAlthoughAnotherWasAcceptedAfterItsFirstFailure(int status) {
		failEvents(503);
		this.tracker.track(event("first"));
		advance(Duration.ofMillis(100));
		this.tracker.track(page("page"));
		advance(Duration.ofSeconds(1));
		this.api.answerStatus(status);
		for (int i = 0; i < 900; i++) {
			this.tracker.track(event("" + i));
			advance(Duration.ofSeconds(1));
		}
		this.api.answerStatus(200);
		advance(Duration.ofMinutes(10));
		assertThat(this.listener.droppedInAll()).isZero();
		assertThat(this.listener.delivered).hasValue(902);
	}

	private void failEvents(int status) {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? status : 200));
	}

	private void failWhatIsBad(int status) {
		this.api.answer((request) -> StubApi
			.status(request.urls().stream().anyMatch((url) -> url.startsWith("bad")) ? status : 200));
	}

	private void trackBothEachSecond(String name, int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.tracker.track(page(name + i));
			this.tracker.track(event(name + i));
			advance(Duration.ofSeconds(1));
		}
	}

	private void trackPageViewsWithExtensions(String name, int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.tracker.track(page(name + i));
			this.tracker.track(SessionExtension.of(pageOfAnother("").visitor()));
			advance(Duration.ofSeconds(1));
		}
	}

	private void trackAPageThatIsRefusedWithTwentyEvents() {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? 200 : 403));
		this.tracker.track(page("page"));
		for (int i = 0; i < 20; i++) {
			this.tracker.track(event("" + i));
		}
	}

	private void advance(Duration duration) {
		this.time.advanceTimeBy(duration);
	}

	private static PageView page(String name) {
		return PageView.builder("https://example.com/" + name, VISITOR).build();
	}

	private static PageView page(String name, String ip) {
		return PageView.builder("https://example.com/" + name, Visitor.of(ip, "Mozilla/5.0 (Windows)")).build();
	}

	private static PageView pageOfAnother(String name) {
		return page(name, "203.0.113.8");
	}

	private static Event event(String name) {
		return Event.builder("Event", page(name)).build();
	}

}
