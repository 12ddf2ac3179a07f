package io.pirsch.tracking.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import io.pirsch.client.Hit;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RecordingListener;
import io.pirsch.tracking.RecordingApi;
import io.pirsch.tracking.TrackingSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KafkaHitStore} on a broker in this process.
 */
@ExtendWith(OutputCaptureExtension.class)
class KafkaHitStoreTests {

	private static EmbeddedKafkaKraftBroker broker;

	private final String topic = "pirsch-" + UUID.randomUUID();

	private final RecordingApi api = new RecordingApi();

	private final RecordingListener listener = new RecordingListener();

	private final List<QueuedPirschTracker> trackers = new ArrayList<>();

	@BeforeAll
	static void startBroker() {
		broker = new EmbeddedKafkaKraftBroker(1, 6);
		broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
		broker.afterPropertiesSet();
	}

	@AfterAll
	static void stopBroker() {
		broker.destroy();
	}

	@AfterEach
	void stop() {
		this.trackers.forEach(QueuedPirschTracker::stop);
	}

	@Test
	void deliversEachVisitorInOrderAndEachHitOnce() {
		QueuedPirschTracker tracker = tracker(settings());
		for (int i = 0; i < 3_000; i++) {
			tracker.track(RecordingApi.page(i % 7, "" + i));
		}
		awaitAccepted(3_000);
		assertThat(this.api.accepted).hasSize(3_000);
		assertOrder(7);
		assertThat(this.listener.stored).hasValue(3_000);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void theMissingTopicIsCreatedAsItShouldBe() throws Exception {
		tracker(settings()).track(RecordingApi.page("1"));
		awaitAccepted(1);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.getBrokersAsString()))) {
			assertThat(admin.describeTopics(List.of(this.topic)).allTopicNames().get().get(this.topic))
				.satisfies((description) -> assertThat(description.partitions()).hasSize(6));
		}
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
		for (int i = 0; i < 1_000; i++) {
			first.track(RecordingApi.page(i % 7, "" + i));
		}
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
		assertThat(this.api.accepted).hasSize(1_000);
		assertOrder(7);
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
		QueuedPirschTracker front = tracker(new KafkaStoreSettings(this.topic, this.topic, 1, false, true, true));
		RecordingApi.pages(0, 20).forEach(front::track);
		Awaitility.await().until(() -> this.listener.stored.get() == 20);
		front.stop();
		assertThat(this.api.requests).isEmpty();
		tracker(settings());
		awaitAccepted(20);
	}

	@Test
	void whatANewerVersionHasStoredIsKept(CapturedOutput output) throws Exception {
		QueuedPirschTracker tracker = tracker(settings());
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		send("{}", "hit", "2");
		Awaitility.await().until(() -> output.getAll().contains("newer version of this library"));
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void whatCanNotBeReadIsDroppedAndCounted() throws Exception {
		QueuedPirschTracker tracker = tracker(settings());
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		send("broken", "hit", "1");
		send("{}", null, null);
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

	private void assertOrder(int visitors) {
		for (int visitor = 0; visitor < visitors; visitor++) {
			int rest = visitor;
			assertThat(this.api.accepted.stream().map(Integer::valueOf).filter((i) -> i % visitors == rest))
				.as("views of visitor " + visitor)
				.isSorted()
				.doesNotHaveDuplicates();
		}
	}

	private void send(String payload, @Nullable String kind, @Nullable String format)
			throws InterruptedException, ExecutionException {
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(this.topic,
				payload.getBytes(StandardCharsets.UTF_8));
		if (kind != null && format != null) {
			record.headers().add("pirsch-kind", kind.getBytes(StandardCharsets.UTF_8));
			record.headers().add("pirsch-format", format.getBytes(StandardCharsets.UTF_8));
		}
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
				ClientConfigs.producer(Map.of("bootstrap.servers", broker.getBrokersAsString()), "test"))) {
			producer.send(record).get();
		}
	}

	private void awaitAccepted(int count) {
		// A request to a broker that is busy starting is given up after 30 seconds
		Awaitility.await()
			.atMost(Duration.ofSeconds(90))
			.untilAsserted(() -> assertThat(this.api.accepted)
				.as("accepted, with %s stored, %s pauses, dropped: %s", this.listener.stored,
						this.listener.pauses.size(), this.listener.droppedInAll())
				.hasSizeGreaterThanOrEqualTo(count));
	}

	private KafkaStoreSettings settings() {
		return new KafkaStoreSettings(this.topic, this.topic, 1, true, true, true);
	}

	private QueuedPirschTracker tracker(KafkaStoreSettings settings) {
		Map<String, Object> config = Map.of("bootstrap.servers", broker.getBrokersAsString(),
				ConsumerConfig.METADATA_MAX_AGE_CONFIG, 1_000);
		TrackingSettings tracking = RecordingApi.settings();
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), tracking, List.of(this.listener),
				new KafkaHitStore(config, config, settings));
		this.trackers.add(tracker);
		return tracker;
	}

}
