package io.pirsch.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pirsch.client.PirschClient;
import io.pirsch.tracking.PirschTracker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} for metrics of the delivery.
 */
@AutoConfiguration(after = PirschAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean({ MeterRegistry.class, PirschTracker.class })
@Import(DeliveryStateConfiguration.class)
public final class PirschMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PirschMetrics pirschMetrics(DeliveryState state, ObjectProvider<PirschTracker> tracker,
			ObjectProvider<PirschClient> client) {
		return new PirschMetrics(state, tracker, client);
	}

}
