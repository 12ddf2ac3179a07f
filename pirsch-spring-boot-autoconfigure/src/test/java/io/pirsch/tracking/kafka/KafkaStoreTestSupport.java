package io.pirsch.tracking.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RecordingApi;
import io.pirsch.tracking.RecordingListener;
import io.pirsch.tracking.TrackingSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests of the store share: trackers that use a topic of the test's own, and what
 * became of their hits.
 */
@ExtendWith(SharedBroker.class)
abstract class KafkaStoreTestSupport {

	final String topic = "pirsch-" + UUID.randomUUID();

	final RecordingApi api = new RecordingApi();

	final RecordingListener listener = new RecordingListener();

	private final List<QueuedPirschTracker> trackers = new ArrayList<>();

	@AfterEach
	void stop() {
		this.trackers.forEach(QueuedPirschTracker::stop);
	}

	KafkaStoreSettings settings() {
		return settings(1);
	}

	KafkaStoreSettings settings(int concurrency, String... formerClients) {
		return new KafkaStoreSettings(this.topic, this.topic, concurrency, true, true, true, Set.of(formerClients));
	}

	QueuedPirschTracker tracker(KafkaStoreSettings settings) {
		return tracker(settings, RecordingApi.settings(), Map.of());
	}

	QueuedPirschTracker tracker(KafkaStoreSettings settings, TrackingSettings tracking, Map<String, Object> further) {
		Map<String, Object> config = new HashMap<>(config());
		config.putAll(further);
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), tracking, List.of(this.listener),
				new KafkaHitStore(config, config, settings));
		tracker.start();
		this.trackers.add(tracker);
		return tracker;
	}

	static Map<String, Object> config() {
		return Map.of("bootstrap.servers", SharedBroker.servers(), ConsumerConfig.METADATA_MAX_AGE_CONFIG, 1_000);
	}

	static Admin admin() {
		return Admin.create(config());
	}

	/**
	 * Tracks page views that are named by their number, each visitor's in turn.
	 */
	static void track(QueuedPirschTracker tracker, int from, int to, int visitors) {
		for (int i = from; i < to; i++) {
			tracker.track(RecordingApi.page(i % visitors, "" + i));
		}
	}

	void send(String payload, Map<String, String> headers) throws InterruptedException, ExecutionException {
		send(null, payload, headers);
	}

	void send(byte @Nullable [] key, String payload, Map<String, String> headers)
			throws InterruptedException, ExecutionException {
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(this.topic, key,
				payload.getBytes(StandardCharsets.UTF_8));
		headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ClientConfigs.producer(config(), "test"))) {
			producer.send(record).get();
		}
	}

	void awaitAccepted(int count) {
		// A request to a broker that is busy starting is given up after 30 seconds
		Awaitility.await()
			.atMost(Duration.ofSeconds(90))
			.untilAsserted(() -> assertThat(this.api.accepted.stream().distinct().count())
				.as("accepted, with %s stored, %s pauses, dropped: %s", this.listener.stored,
						this.listener.pauses.size(), this.listener.droppedInAll())
				.isGreaterThanOrEqualTo(count));
	}

	/**
	 * Each of the first page views has arrived, in order for each visitor, and none is
	 * one that was not tracked.
	 */
	void assertAllInOrder(int count, int visitors) {
		assertThat(this.api.accepted.stream().distinct())
			.containsExactlyInAnyOrderElementsOf(RecordingApi.names(0, count));
		IntStream.range(0, visitors)
			.forEach((visitor) -> assertThat(
					this.api.accepted.stream().distinct().map(Integer::valueOf).filter((i) -> i % visitors == visitor))
				.as("views of visitor " + visitor)
				.isSorted());
		assertThat(this.listener.droppedInAll()).isZero();
	}

	void assertNoneTwice() {
		assertThat(this.api.accepted).doesNotHaveDuplicates();
	}

}
