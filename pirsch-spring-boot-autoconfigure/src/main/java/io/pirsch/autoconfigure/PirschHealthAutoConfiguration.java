package io.pirsch.autoconfigure;

import io.pirsch.tracking.PirschTracker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} for the health of the delivery.
 */
@AutoConfiguration(after = PirschAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("pirsch")
@ConditionalOnBean(PirschTracker.class)
@Import(DeliveryStateConfiguration.class)
public final class PirschHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "pirschHealthIndicator", "pirschHealthContributor" })
	PirschHealthIndicator pirschHealthContributor(DeliveryState state, ObjectProvider<PirschTracker> tracker) {
		return new PirschHealthIndicator(state, tracker);
	}

}
