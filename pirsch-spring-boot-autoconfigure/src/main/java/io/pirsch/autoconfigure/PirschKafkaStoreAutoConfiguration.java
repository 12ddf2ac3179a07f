package io.pirsch.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.kafka.KafkaHitStore;
import io.pirsch.tracking.kafka.KafkaStoreSettings;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/**
 * {@link AutoConfiguration Auto-configuration} for the store in a Kafka topic.
 */
@AutoConfiguration(before = PirschAutoConfiguration.class)
@ConditionalOnClass(KafkaTemplate.class)
@ConditionalOnProperty(name = "pirsch.tracking.store.type", havingValue = "kafka")
@EnableConfigurationProperties(PirschKafkaStoreProperties.class)
public final class PirschKafkaStoreAutoConfiguration {

	private static final String SERVERS = "spring.kafka.bootstrap-servers";

	/** What Spring Boot assumes where nothing is configured. */
	private static final List<String> ASSUMED_SERVERS = List.of("localhost:9092");

	/**
	 * Lazy, as only a tracker that sends needs it. Its clients are no beans, since those
	 * would take the place of Spring Boot's; they get the settings of the application's.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean(HitStore.class)
	KafkaHitStore pirschHitStore(PirschProperties properties, PirschKafkaStoreProperties kafka,
			ObjectProvider<ProducerFactory<?, ?>> producers, ObjectProvider<ConsumerFactory<?, ?>> consumers,
			Environment environment) {
		FixedStoreType.check(properties, PirschProperties.StoreType.KAFKA);
		int concurrency = PropertyCheck.atLeast("pirsch.tracking.store.kafka.concurrency", kafka.concurrency(), 1);
		String groupId = PropertyCheck.notBlank("pirsch.tracking.store.kafka.group-id", kafka.groupId());
		KafkaStoreSettings settings = PropertyCheck.valid("pirsch.tracking.store.kafka.topic",
				() -> new KafkaStoreSettings(kafka.topic(), groupId, concurrency, kafka.consume(), kafka.createTopic(),
						kafka.purge(), kafka.formerClients()));
		ProducerFactory<?, ?> producer = producers.getIfUnique();
		ConsumerFactory<?, ?> consumer = consumers.getIfUnique();
		Map<String, Object> producerConfig = config((producer != null) ? producer.getConfigurationProperties() : null,
				kafka);
		Map<String, Object> consumerConfig = config((consumer != null) ? consumer.getConfigurationProperties() : null,
				kafka);
		checkServers("producer", producerConfig, environment);
		if (kafka.consume()) {
			checkServers("consumer", consumerConfig, environment);
		}
		return new KafkaHitStore(producerConfig, consumerConfig, settings);
	}

	private static Map<String, Object> config(@Nullable Map<String, Object> configured,
			PirschKafkaStoreProperties kafka) {
		Map<String, Object> config = new HashMap<>((configured != null) ? configured : Map.of());
		config.putAll(kafka.properties());
		return config;
	}

	/**
	 * Checks that somebody has said where the broker is. An application may do so by a
	 * factory of its own for one of the two clients, and leave the other one to Spring
	 * Boot, which assumes a broker on the same host.
	 */
	private static void checkServers(String client, Map<String, Object> config, Environment environment) {
		Object servers = config.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
		boolean assumed = ASSUMED_SERVERS.equals(servers) && !isSet(SERVERS, environment)
				&& !isSet("spring.kafka." + client + ".bootstrap-servers", environment);
		if (servers == null || assumed) {
			throw new InvalidPirschPropertyException(
					"'pirsch.tracking.store.type' is 'kafka', but no Kafka broker is configured for the %s."
						.formatted(client),
					"Set '%s' to the addresses of your brokers. If the application has factories of its own, and no single one for its %ss, set '%s'."
						.formatted(SERVERS, client, "pirsch.tracking.store.kafka.properties."
								+ CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
		}
	}

	private static boolean isSet(String servers, Environment environment) {
		return Binder.get(environment).bind(servers, Bindable.listOf(String.class)).isBound();
	}

}
