package io.pirsch.tracking;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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
		this.tracker = new QueuedPirschTracker(this.api.client(), TrackingSettings.defaults(), List.of(this.listener),
				() -> new UndisposedScheduler(this.time));
	}

	@AfterEach
	void releaseTime() {
		VirtualTimeScheduler.reset();
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 500 })
	void pageViewsAreDeliveredWhileEventsAreRefused(int status, CapturedOutput output) {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? status : 200));
		for (int i = 0; i < SECONDS; i++) {
			this.tracker.track(page("" + i));
			this.tracker.track(event("" + i));
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofMinutes(1));
		assertThat(this.listener.delivered).hasValue(SECONDS);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED);
		assertThat(this.listener.droppedInAll()).isGreaterThan(SECONDS / 3);
		assertThat(output).contains("Pirsch accepts others, but every event is refused").contains("scope");
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
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? status : 200));
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
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? status : 200));
		for (int i = 0; i < SECONDS / 2; i++) {
			for (int j = 0; j < 20; j++) {
				this.tracker.track(event(i + "-" + j));
			}
			this.tracker.track(page("" + i));
			advance(Duration.ofSeconds(1));
		}
		advance(Duration.ofMinutes(2));
		assertThat(this.listener.delivered).hasValue(SECONDS / 2);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED);
	}

	@Test
	void refusedEventsThatComeAloneHoldNothingUp() {
		this.api.answer((request) -> StubApi.status(request.path().startsWith("/event") ? 401 : 200));
		for (int i = 0; i < 120; i++) {
			this.tracker.track(page("" + i));
			this.tracker.track(event("" + i));
			advance(Duration.ofSeconds(1));
		}
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
		for (int i = 0; i < SECONDS; i++) {
			this.tracker.track(page("" + i));
			this.tracker.track(event("" + i));
			advance(Duration.ofSeconds(1));
		}
		assertThat(this.listener.pauses).hasSizeGreaterThan(5).containsOnly(Duration.ofMinutes(2));
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void whatIsRefusedWithEverythingElseIsKept() {
		this.api.answerStatus(401);
		for (int i = 0; i < 600; i++) {
			this.tracker.track(page("" + i));
			this.tracker.track(event("" + i));
			advance(Duration.ofSeconds(1));
		}
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

	private static Event event(String name) {
		return Event.builder("Event", page(name)).build();
	}

}
