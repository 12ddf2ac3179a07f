package io.pirsch.autoconfigure;

import io.pirsch.client.PirschClient;
import io.pirsch.tracking.PirschTracker;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} for the actuator endpoint {@code pirsch}.
 */
@AutoConfiguration(after = PirschAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(PirschEndpoint.class)
@ConditionalOnBean(PirschTracker.class)
@Import(DeliveryStateConfiguration.class)
public final class PirschEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PirschEndpoint pirschEndpoint(PirschProperties properties, DeliveryState state,
			ObjectProvider<PirschTracker> tracker, ObjectProvider<PirschClient> client,
			ObjectProvider<RestartableConnector> connector, BeanFactory beanFactory) {
		return new PirschEndpoint(properties, state, tracker, client, connector, beanFactory);
	}

}
