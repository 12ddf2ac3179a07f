package io.pirsch.tracking.kafka;

import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientConfigs}.
 */
class ClientConfigsTests {

	private static final KafkaStoreSettings SETTINGS = new KafkaStoreSettings("hits", "group", 1, true, true, true,
			Set.of());

	@Test
	void aConsumerCanBeMadeWhereTheApplicationsOwnUseAnotherProtocol() {
		Map<String, Object> config = ClientConfigs.consumer(
				Map.of("bootstrap.servers", "127.0.0.1:9", "group.protocol", "consumer", "group.remote.assignor",
						"uniform", "share.acknowledgement.mode", "explicit", "max.poll.interval.ms", 1_000),
				"client", SETTINGS, 100);
		assertThat(config).containsEntry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
		new KafkaConsumer<>(config).close();
	}

}
