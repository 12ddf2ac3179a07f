package io.pirsch.autoconfigure;

import java.util.Map;

import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.kafka.KafkaHitStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PirschKafkaStoreAutoConfiguration}.
 */
class PirschKafkaStoreAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PirschAutoConfiguration.class, PirschKafkaStoreAutoConfiguration.class,
				KafkaAutoConfiguration.class))
		.withPropertyValues("pirsch.access-key=pa_test", "pirsch.base-url=http://127.0.0.1:9",
				"pirsch.tracking.shutdown-timeout=100ms");

	@Test
	void kafkaOnTheClassPathIsNoStore() {
		this.runner.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:9")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HitStore.class));
	}

	@Test
	void storesInATopicAndLeavesTheClientsToSpringBoot() {
		kafka().withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:9")
			.run((context) -> assertThat(context).hasSingleBean(KafkaHitStore.class)
				.hasSingleBean(ProducerFactory.class)
				.hasSingleBean(ConsumerFactory.class)
				.hasSingleBean(KafkaTemplate.class));
	}

	@Test
	void withoutSpringKafkaTheStartStops() {
		kafka().withClassLoader(new FilteredClassLoader(KafkaTemplate.class))
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("Spring for Apache Kafka is not on the class path")
				.contains("spring-boot-starter-kafka"));
	}

	@Test
	void withoutABrokerTheStartStops() {
		kafka().run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
			.contains("no Kafka broker is configured")
			.contains("spring.kafka.bootstrap-servers"));
	}

	@ParameterizedTest
	@CsvSource({ "topic=a b,English alphabet", "group-id=,must not be empty", "concurrency=0,at least 1 " })
	void aMalformedValueIsNamed(String value, String reason) {
		String property = "pirsch.tracking.store.kafka." + value;
		kafka().withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:9", property)
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("'%s'".formatted(property.substring(0, property.indexOf('='))))
				.contains(reason));
	}

	@Test
	void aBrokerThatOnlyTheProducerKnowsStopsTheStart() {
		ApplicationContextRunner runner = kafka().withBean(ProducerFactory.class, () -> factory("127.0.0.1:9"));
		runner.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
			.contains("no Kafka broker is configured for the consumer")
			.contains("spring.kafka.bootstrap-servers"));
		runner.withPropertyValues("pirsch.tracking.store.kafka.consume=false")
			.run((context) -> assertThat(context).hasSingleBean(KafkaHitStore.class));
	}

	@Test
	void aBrokerOnTheSameHostMayBeConfiguredForEachClient() {
		kafka()
			.withPropertyValues("spring.kafka.producer.bootstrap-servers=localhost:9092",
					"spring.kafka.consumer.bootstrap-servers=localhost:9092")
			.run((context) -> assertThat(context).hasSingleBean(KafkaHitStore.class));
	}

	@Test
	void severalFactoriesNeedABrokerOfTheStoresOwn() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(PirschAutoConfiguration.class, PirschKafkaStoreAutoConfiguration.class))
			.withPropertyValues("pirsch.access-key=pa_test", "pirsch.base-url=http://127.0.0.1:9",
					"pirsch.tracking.shutdown-timeout=100ms", "pirsch.tracking.store.type=kafka")
			.withBean("one", ProducerFactory.class, () -> factory("127.0.0.1:9"))
			.withBean("other", ProducerFactory.class, () -> factory("127.0.0.1:10"))
			.withBean(ConsumerFactory.class,
					() -> new DefaultKafkaConsumerFactory<>(Map.of("bootstrap.servers", "127.0.0.1:9")));
		runner.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
			.contains("no Kafka broker is configured for the producer")
			.contains("pirsch.tracking.store.kafka.properties.bootstrap.servers"));
		runner.withPropertyValues("pirsch.tracking.store.kafka.properties.bootstrap.servers=127.0.0.1:9")
			.run((context) -> assertThat(context).hasSingleBean(KafkaHitStore.class));
	}

	private static ProducerFactory<?, ?> factory(String servers) {
		return new DefaultKafkaProducerFactory<>(Map.of("bootstrap.servers", servers));
	}

	@Test
	void whatIsDisabledNeedsNoBroker() {
		kafka().withPropertyValues("pirsch.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	private ApplicationContextRunner kafka() {
		return this.runner.withPropertyValues("pirsch.tracking.store.type=kafka");
	}

}
