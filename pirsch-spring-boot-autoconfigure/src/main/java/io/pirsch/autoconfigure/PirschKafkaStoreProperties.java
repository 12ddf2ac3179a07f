package io.pirsch.autoconfigure;

import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the store in a Kafka topic.
 *
 * @param topic Name of the topic, which only one site of Pirsch may use.
 * @param groupId Name of the consumer group that delivers.
 * @param concurrency Number of consumers, and of requests that may be in flight at once,
 * in this instance.
 * @param consume Whether this instance delivers; when off, it only hands over.
 * @param createTopic Whether a missing topic is created.
 * @param purge Whether what is delivered is deleted from the topic.
 * @param formerClients Fingerprints of clients that this site had before, whose hits are
 * delivered, too; the log names them.
 * @param properties Further properties of producer, consumer and admin client.
 */
@ConfigurationProperties("pirsch.tracking.store.kafka")
public record PirschKafkaStoreProperties(@DefaultValue("pirsch") String topic, @DefaultValue("pirsch") String groupId,
		@DefaultValue("1") int concurrency, @DefaultValue("true") boolean consume,
		@DefaultValue("true") boolean createTopic, @DefaultValue("true") boolean purge,
		@DefaultValue Set<String> formerClients, @DefaultValue Map<String, String> properties) {
}
