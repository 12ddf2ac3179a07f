package io.pirsch.autoconfigure;

import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.kafka.KafkaHitStore;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ConsumerFactory;
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

	@Test
	void whatIsDisabledNeedsNoBroker() {
		kafka().withPropertyValues("pirsch.enabled=false").run((context) -> assertThat(context).hasNotFailed());
	}

	private ApplicationContextRunner kafka() {
		return this.runner.withPropertyValues("pirsch.tracking.store.type=kafka");
	}

}
