package io.pirsch.tracking.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the clients need beside the application's own configuration, which says where the
 * brokers are and how to prove oneself.
 */
final class ClientConfigs {

	/** What a consumer of the classic protocol refuses. */
	private static final List<String> ONLY_OF_OTHER_PROTOCOLS = List.of("group.remote.assignor",
			"share.acknowledgement.mode", "share.acquire.mode");

	private ClientConfigs() {
	}

	static Map<String, Object> producer(Map<String, Object> configured, String clientId) {
		Map<String, Object> config = withoutForeign(configured);
		config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
		config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		config.put(ProducerConfig.ACKS_CONFIG, "all");
		config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		// With several in flight, a producer can wait without end for a topic that was
		// just created: seen on a busy machine, and never with one
		config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
		config.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
		// Records that expire while later ones succeed would be lost, and out of order
		config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
		// The feeder's thread is there to wait: it bounds what the queue takes
		config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
		config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
		config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
		return config;
	}

	static Map<String, Object> consumer(Map<String, Object> configured, String clientId, KafkaStoreSettings settings,
			int maxPollRecords) {
		Map<String, Object> config = withoutForeign(configured);
		config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
		config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
		// A fixed name would let instances push each other out of the group
		config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
		config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
		config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
				List.of(CooperativeStickyAssignor.class.getName()));
		// With the newer protocol the broker decides after how long a dead instance is
		// replaced: 45 seconds
		config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
		ONLY_OF_OTHER_PROTOCOLS.forEach(config::remove);
		// A consumer does not poll while an answer of Pirsch is waited for
		config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
		// The least that brokers allow by default. The others learn of a death with their
		// next heartbeat, which comes on top
		config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
		config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
		return config;
	}

	static Map<String, Object> admin(Map<String, Object> configured, String clientId) {
		Map<String, Object> config = withoutForeign(configured);
		config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
		return config;
	}

	/**
	 * What the application sets up for its own records is not for ours.
	 */
	private static Map<String, Object> withoutForeign(Map<String, Object> configured) {
		Map<String, Object> config = new HashMap<>(configured);
		config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
		config.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
		config.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
		return config;
	}

}
