package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pirsch.client.Hit;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RecordingApi;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KafkaHitStore}.
 */
class KafkaHitStoreTests extends KafkaStoreTestSupport {

	@Test
	void deliversEachVisitorInOrderAndEachHitOnce() {
		QueuedPirschTracker tracker = tracker(settings());
		track(tracker, 0, 3_000, 7);
		awaitAccepted(3_000);
		assertAllInOrder(3_000, 7);
		assertNoneTwice();
		assertThat(this.listener.stored).hasValue(3_000);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void whatIsStoredSurvivesTheInstanceThatStoredIt() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker first = tracker(settings());
		RecordingApi.pages(0, 100).forEach(first::track);
		Awaitility.await().until(() -> this.listener.stored.get() == 100 && !this.listener.pauses.isEmpty());
		first.stop();
		assertThat(this.api.accepted).isEmpty();
		this.api.answer((names) -> 200);
		tracker(settings());
		awaitAccepted(100);
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 100));
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void aRestartSendsNothingTwice() {
		QueuedPirschTracker first = tracker(settings());
		RecordingApi.pages(0, 50).forEach(first::track);
		awaitAccepted(50);
		first.stop();
		first.start();
		RecordingApi.pages(50, 60).forEach(first::track);
		awaitAccepted(60);
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 60));
	}

	@Test
	void anOutageWithInstancesThatComeAndGoLosesNothingAndKeepsTheOrder() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker first = tracker(settings());
		track(first, 0, 1_000, 7);
		Awaitility.await().until(() -> this.listener.pauses.size() >= 3);
		QueuedPirschTracker second = tracker(settings());
		int before = this.listener.pauses.size();
		Awaitility.await().until(() -> this.listener.pauses.size() >= before + 10);
		second.stop();
		tracker(settings());
		int then = this.listener.pauses.size();
		Awaitility.await().until(() -> this.listener.pauses.size() >= then + 5);
		this.api.answer((names) -> 200);
		awaitAccepted(1_000);
		assertAllInOrder(1_000, 7);
		assertNoneTwice();
	}

	@Test
	void afterAFailureOnlyTheRestOfABatchIsSentAgain() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(settings());
		List<Hit> hits = List.of(RecordingApi.page("1"), RecordingApi.event("1"), RecordingApi.page("2"));
		hits.forEach(tracker::track);
		Awaitility.await().until(() -> this.listener.stored.get() == 3 && !this.listener.pauses.isEmpty());
		this.api.answer((names) -> names.get(0).endsWith("event") ? 503 : 200);
		awaitAccepted(2);
		int pauses = this.listener.pauses.size();
		Awaitility.await().until(() -> this.listener.pauses.size() >= pauses + 3);
		assertThat(this.api.accepted).containsExactly("1", "2");
		this.api.answer((names) -> 200);
		awaitAccepted(3);
		assertThat(this.api.accepted).containsExactly("1", "2", "1 event");
	}

	@Test
	void oneRefusedHitIsFoundAndTheOthersAreDelivered() {
		this.api.answer((names) -> names.contains("13") ? 400 : 200);
		QueuedPirschTracker tracker = tracker(settings());
		RecordingApi.pages(0, 50).forEach(tracker::track);
		awaitAccepted(49);
		Awaitility.await().until(() -> this.listener.droppedInAll() == 1);
		assertThat(this.api.accepted).doesNotContain("13").hasSize(49);
		assertThat(this.listener.dropped).containsEntry(DropReason.REJECTED, 1);
	}

	@Test
	void anInstanceThatDoesNotConsumeOnlyHandsOver() {
		QueuedPirschTracker front = tracker(
				new KafkaStoreSettings(this.topic, this.topic, 1, false, true, true, Set.of()));
		RecordingApi.pages(0, 20).forEach(front::track);
		Awaitility.await().until(() -> this.listener.stored.get() == 20);
		front.stop();
		assertThat(this.api.requests).isEmpty();
		tracker(settings());
		awaitAccepted(20);
	}

	@Test
	void whatCanNotBeReadIsDroppedAndCounted() throws Exception {
		QueuedPirschTracker tracker = tracker(settings());
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		send("broken", Map.of("pirsch-kind", "hit", "pirsch-format", "1"));
		send("{}", Map.of());
		tracker.track(RecordingApi.page("2"));
		awaitAccepted(2);
		Awaitility.await().until(() -> this.listener.droppedInAll() == 2);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.UNREADABLE);
	}

	@Test
	void tellsHowMuchWaitsAndHowLong() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(settings());
		RecordingApi.pages(0, 7).forEach(tracker::track);
		Awaitility.await().until(() -> this.listener.backlog == 7 && this.listener.oldestAge.toMillis() > 0);
		this.api.answer((names) -> 200);
		Awaitility.await().until(() -> this.listener.backlog == 0 && this.listener.oldestAge.isZero());
	}

	@Test
	void withoutABrokerTheQueueFillsAndTheStopIsNotHeld() {
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(),
				RecordingApi.settings().withQueueCapacity(10).withShutdownTimeout(Duration.ofMillis(200)),
				List.of(this.listener), new KafkaHitStore(Map.of("bootstrap.servers", "127.0.0.1:9"),
						Map.of("bootstrap.servers", "127.0.0.1:9"), settings()));
		Awaitility.await().until(() -> {
			RecordingApi.pages(0, 10).forEach(tracker::track);
			return this.listener.dropped.containsKey(DropReason.QUEUE_FULL);
		});
		tracker.stop();
		assertThat(this.listener.droppedInAll() - this.listener.dropped.getOrDefault(DropReason.QUEUE_FULL, 0))
			.isEqualTo(this.listener.queued.get());
		assertThat(this.api.requests).isEmpty();
	}

}
