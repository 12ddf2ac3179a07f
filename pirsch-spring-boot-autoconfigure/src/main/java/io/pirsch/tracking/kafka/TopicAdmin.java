package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import io.pirsch.tracking.PirschTracker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topic, measures what waits in it, and deletes what was delivered.
 */
final class TopicAdmin implements AutoCloseable {

	private static final int PARTITIONS = 6;

	/**
	 * By so much the topic keeps hits for longer than they are delivered, so that they
	 * are counted as too old before the topic forgets them.
	 */
	private static final Duration MARGIN = Duration.ofDays(1);

	/**
	 * Deleted records leave the disk with their segment.
	 */
	private static final Duration SEGMENT = Duration.ofMinutes(10);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final Admin admin;

	private final KafkaStoreSettings settings;

	private boolean mayPurge;

	TopicAdmin(Map<String, Object> config, KafkaStoreSettings settings) {
		this.admin = Admin.create(config);
		this.settings = settings;
		this.mayPurge = settings.purge();
	}

	/**
	 * Creates the topic if it is missing.
	 */
	void create(Duration maxAge) throws Exception {
		if (exists()) {
			return;
		}
		NewTopic topic = new NewTopic(this.settings.topic(), Optional.of(PARTITIONS), Optional.empty()).configs(Map.of(
				TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE, TopicConfig.RETENTION_MS_CONFIG,
				"" + maxAge.plus(MARGIN).toMillis(), TopicConfig.SEGMENT_MS_CONFIG, "" + SEGMENT.toMillis()));
		try {
			this.admin.createTopics(List.of(topic)).all().get();
		}
		catch (ExecutionException ex) {
			if (!(ex.getCause() instanceof TopicExistsException)) {
				throw ex;
			}
		}
	}

	private boolean exists() throws Exception {
		try {
			description();
			return true;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException) {
				return false;
			}
			throw ex;
		}
	}

	private TopicDescription description() throws Exception {
		String topic = this.settings.topic();
		return Objects.requireNonNull(this.admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
	}

	/**
	 * Returns how many records are not delivered.
	 */
	long backlog() throws Exception {
		Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
		Map<TopicPartition, Long> starts = offsets(OffsetSpec.earliest());
		Map<TopicPartition, Long> delivered = delivered();
		return ends.entrySet()
			.stream()
			.mapToLong((end) -> end.getValue()
					- Math.max(starts.getOrDefault(end.getKey(), 0L), delivered.getOrDefault(end.getKey(), 0L)))
			.sum();
	}

	/**
	 * Deletes what was delivered.
	 */
	void purge() throws Exception {
		if (!this.mayPurge) {
			return;
		}
		Map<TopicPartition, Long> starts = offsets(OffsetSpec.earliest());
		Map<TopicPartition, RecordsToDelete> delete = new HashMap<>();
		delivered().forEach((partition, offset) -> {
			if (offset > starts.getOrDefault(partition, 0L)) {
				delete.put(partition, RecordsToDelete.beforeOffset(offset));
			}
		});
		try {
			this.admin.deleteRecords(delete).all().get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof AuthorizationException || ex.getCause() instanceof PolicyViolationException) {
				this.mayPurge = false;
				logger
					.warn("What was delivered can't be deleted from the topic '%s', and stays for as long as the topic "
						.formatted(this.settings.topic())
							+ "keeps records: %s. Allow it, or set 'pirsch.tracking.store.kafka.purge' to 'false'."
								.formatted(ex.getCause().getMessage()));
				return;
			}
			throw ex;
		}
	}

	private Map<TopicPartition, Long> delivered() throws Exception {
		Map<TopicPartition, OffsetAndMetadata> offsets = this.admin.listConsumerGroupOffsets(this.settings.groupId())
			.partitionsToOffsetAndMetadata()
			.get();
		Map<TopicPartition, Long> delivered = new HashMap<>();
		offsets.forEach((partition, offset) -> {
			if (offset != null && partition.topic().equals(this.settings.topic())) {
				delivered.put(partition, offset.offset());
			}
		});
		return delivered;
	}

	private Map<TopicPartition, Long> offsets(OffsetSpec spec) throws Exception {
		Map<TopicPartition, OffsetSpec> asked = description().partitions()
			.stream()
			.collect(Collectors.toMap((partition) -> new TopicPartition(this.settings.topic(), partition.partition()),
					(partition) -> spec));
		Map<TopicPartition, Long> offsets = new HashMap<>();
		this.admin.listOffsets(asked).all().get().forEach((partition, info) -> offsets.put(partition, info.offset()));
		return offsets;
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

}
