package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RecordingApi;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KafkaHitStore} when something of three fails: an instance, the broker
 * or Pirsch.
 */
class KafkaOutageTests extends KafkaStoreTestSupport {

	private static final int VISITORS = 7;

	@Test
	void whatAKilledConsumerHadTakenDuringAnOutageIsDelivered() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(settings());
		track(tracker, 0, 300, VISITORS);
		Awaitility.await().until(() -> this.listener.stored.get() == 300 && !this.listener.pauses.isEmpty());
		Map<String, Object> config = ClientConfigs.consumer(config(), "killed", settings(), 500);
		config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 1_000);
		config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 100);
		KafkaConsumer<byte[], byte[]> killed = new KafkaConsumer<>(config);
		killed.subscribe(List.of(this.topic));
		Awaitility.await().until(() -> !killed.poll(Duration.ofMillis(100)).isEmpty());
		killed.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
		this.api.answer((names) -> 200);
		awaitAccepted(300);
		assertAllInOrder(300, VISITORS);
		assertNoneTwice();
	}

	@Test
	void whatIsAcceptedSurvivesTheBrokersRestart() {
		QueuedPirschTracker tracker = tracker(settings(), RecordingApi.settings().withMaxBatchSize(100), Map.of());
		track(tracker, 0, 500, VISITORS);
		awaitAccepted(1);
		SharedBroker.kill();
		track(tracker, 500, 1_000, VISITORS);
		SharedBroker.restart();
		track(tracker, 1_000, 1_500, VISITORS);
		awaitAccepted(1_500);
		assertAllInOrder(1_500, VISITORS);
		assertThat(this.api.accepted).hasSizeLessThanOrEqualTo(1_500 + 100);
	}

	@Test
	void anOutageOfPirschThatIsLongerThanAConsumerMayTakeCostsNoPartition() throws Exception {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(settings(), RecordingApi.settings(),
				Map.of(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 500));
		track(tracker, 0, 300, VISITORS);
		Awaitility.await().until(() -> this.listener.stored.get() == 300 && !this.listener.pauses.isEmpty());
		Set<String> before = memberIds();
		Instant end = Instant.now().plusMillis(1_500);
		Awaitility.await().until(() -> Instant.now().isAfter(end));
		assertThat(memberIds()).hasSize(1).isEqualTo(before);
		this.api.answer((names) -> 200);
		awaitAccepted(300);
		assertAllInOrder(300, VISITORS);
		assertNoneTwice();
	}

	@Test
	void severalConsumersSendAtTheSameTimeAndKeepTheOrder() {
		int visitors = 50;
		CountDownLatch together = new CountDownLatch(3);
		this.api.beforeAnswer(() -> {
			together.countDown();
			try {
				together.await(4, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		QueuedPirschTracker tracker = tracker(settings(3));
		Awaitility.await().until(() -> members().stream().filter((member) -> partitions(member) == 2).count() == 3);
		track(tracker, 0, 2_000, visitors);
		awaitAccepted(2_000);
		assertThat(together.getCount()).isZero();
		assertAllInOrder(2_000, visitors);
		assertNoneTwice();
	}

	private static int partitions(MemberDescription member) {
		return member.assignment().topicPartitions().size();
	}

	private Set<String> memberIds() throws Exception {
		return members().stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
	}

	private Collection<MemberDescription> members() throws Exception {
		try (Admin admin = admin()) {
			return Objects
				.requireNonNull(admin.describeConsumerGroups(List.of(this.topic)).describedGroups().get(this.topic))
				.get()
				.members();
		}
	}

}
