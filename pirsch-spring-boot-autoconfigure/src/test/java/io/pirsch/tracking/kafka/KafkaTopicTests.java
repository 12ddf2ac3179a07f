package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RecordingApi;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.AppInfoParser;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for the topic of a {@link KafkaHitStore}, and for what it holds.
 */
@ExtendWith(OutputCaptureExtension.class)
class KafkaTopicTests extends KafkaStoreTestSupport {

	private static final Visitor VISITOR = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)");

	@Test
	void theMissingTopicIsCreatedAsItShouldBe() throws Exception {
		tracker(settings()).track(RecordingApi.page("1"));
		awaitAccepted(1);
		assertThat(partitions()).isEqualTo(6);
		Config config = topicConfig();
		assertThat(value(config, TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("delete");
		assertThat(value(config, TopicConfig.RETENTION_MS_CONFIG)).isEqualTo("" + 4 * 24 * 60 * 60 * 1_000);
		assertThat(value(config, TopicConfig.SEGMENT_MS_CONFIG)).isEqualTo("600000");
		assertThat(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).isDefault()).isTrue();
	}

	@Test
	void anExistingTopicIsLeftAloneAndWhatIsTooLargeForItIsRefused() throws Exception {
		refusesWhatIsTooLarge(Map.of(ProducerConfig.BATCH_SIZE_CONFIG, 1_000));
		assertThat(partitions()).isEqualTo(2);
		assertThat(topicConfig().get(TopicConfig.RETENTION_MS_CONFIG).isDefault()).isTrue();
	}

	@Test
	void whatIsTooLargeIsRefusedAloneWhereABatchIsTooLargeToo() throws Exception {
		assumeThat(AppInfoParser.getVersion()).as("a client that splits batches until they fit (KAFKA-8350)")
			.isGreaterThanOrEqualTo("4.2");
		refusesWhatIsTooLarge(Map.of());
	}

	private void refusesWhatIsTooLarge(Map<String, Object> config) throws Exception {
		try (Admin admin = admin()) {
			admin.createTopics(List.of(new NewTopic(this.topic, 2, (short) 1)
				.configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1000")))).all().get();
		}
		QueuedPirschTracker tracker = tracker(settings(), RecordingApi.settings(), config);
		RecordingApi.pages(0, 20).forEach(tracker::track);
		tracker.track(RecordingApi.page("x".repeat(1_000)));
		RecordingApi.pages(20, 40).forEach(tracker::track);
		awaitAccepted(40);
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 40));
		assertThat(this.listener.dropped).isEqualTo(Map.of(DropReason.STORE_REFUSED, 1));
	}

	@Test
	void whatIsTooLargeForTheProducerIsRefusedAndTheOthersAreDelivered() {
		QueuedPirschTracker tracker = tracker(settings(), RecordingApi.settings(), Map.of("max.request.size", 1_000));
		tracker.track(RecordingApi.page("1"));
		tracker.track(RecordingApi.page("x".repeat(1_000)));
		tracker.track(RecordingApi.page("2"));
		awaitAccepted(2);
		assertThat(this.api.accepted).containsExactly("1", "2");
		assertThat(this.listener.dropped).isEqualTo(Map.of(DropReason.STORE_REFUSED, 1));
		assertThat(this.listener.stored).hasValue(2);
	}

	@Test
	void whatIsWrittenInAnyLanguageComesOutAsItWentIn() {
		List<String> titles = List.of("Grüße aus Köln", "日本語のページ", "👩‍👩‍👧 Familie", "مرحبا", "a\"b\\c\td");
		QueuedPirschTracker tracker = tracker(settings());
		titles.forEach((title) -> tracker
			.track(PageView.builder("https://example.com/" + titles.indexOf(title), VISITOR).title(title).build()));
		awaitAccepted(titles.size());
		assertThat(this.api.titles).containsExactlyElementsOf(titles);
	}

	@Test
	void whatANewerVersionHasStoredIsKept(CapturedOutput output) throws Exception {
		tracker(settings()).track(RecordingApi.page("1"));
		awaitAccepted(1);
		send("{}", Map.of("pirsch-kind", "hit", "pirsch-format", "2"));
		Awaitility.await().until(() -> output.getAll().contains("newer version of this library"));
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void onlyThePartitionOfWhatIsKeptWaits(CapturedOutput output) throws Exception {
		QueuedPirschTracker tracker = tracker(settings());
		tracker.track(RecordingApi.page(0, "before"));
		awaitAccepted(1);
		send(key(0), "{}", Map.of("pirsch-kind", "hit", "pirsch-format", "2"));
		Awaitility.await().until(() -> output.getAll().contains("newer version of this library"));
		tracker.track(RecordingApi.page(0, "behind"));
		List<Integer> others = IntStream.range(1, 60)
			.filter((visitor) -> partition(visitor) != partition(0))
			.boxed()
			.toList();
		// One after the other: far too long for whoever pauses with each look at what is
		// kept
		AtomicInteger tracked = new AtomicInteger();
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			if (this.api.accepted.size() == 1 + tracked.get()) {
				tracker.track(RecordingApi.page(others.get(tracked.get()), "" + tracked.incrementAndGet()));
			}
			return tracked.get() > 20;
		});
		assertThat(this.api.accepted).doesNotContain("behind");
		assertThat(this.listener.droppedInAll()).isZero();
	}

	private static int partition(int visitor) {
		return BuiltInPartitioner.partitionForKey(key(visitor), 6);
	}

	private static byte[] key(int visitor) {
		return HitRecords.key(RecordingApi.page(visitor, "").visitor());
	}

	@Test
	void whatAnotherClientOfPirschHasStoredIsKeptAndNotSentWithThisOne(CapturedOutput output) throws Exception {
		QueuedPirschTracker first = tracker(settings());
		first.track(RecordingApi.page("1"));
		awaitAccepted(1);
		send("""
				{"url":"https://example.com/foreign","ip":"203.0.113.9","user_agent":"Mozilla/5.0"}""",
				Map.of("pirsch-kind", "hit", "pirsch-format", "1", "pirsch-client", "0badc0de"));
		Awaitility.await().until(() -> output.getAll().contains("another client of Pirsch has stored"));
		assertThat(output).contains("add '0badc0de' to 'pirsch.tracking.store.kafka.former-clients'");
		assertThat(this.api.accepted).containsExactly("1");
		assertThat(this.listener.droppedInAll()).isZero();
		first.stop();
		tracker(settings(1, "0badc0de"));
		awaitAccepted(2);
		assertThat(this.api.accepted).containsExactly("1", "foreign");
	}

	private int partitions() throws Exception {
		try (Admin admin = admin()) {
			return Objects
				.requireNonNull(admin.describeTopics(List.of(this.topic)).allTopicNames().get().get(this.topic))
				.partitions()
				.size();
		}
	}

	private Config topicConfig() throws Exception {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, this.topic);
		try (Admin admin = admin()) {
			return Objects.requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource));
		}
	}

	private static @Nullable String value(Config config, String name) {
		return config.get(name).value();
	}

}
