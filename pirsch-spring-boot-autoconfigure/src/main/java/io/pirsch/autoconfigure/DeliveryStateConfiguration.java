package io.pirsch.autoconfigure;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What metrics, health and endpoint share.
 */
@Configuration(proxyBeanMethods = false)
class DeliveryStateConfiguration {

	@Bean
	DeliveryState pirschDeliveryState() {
		return new DeliveryState(Clock.systemUTC());
	}

}
