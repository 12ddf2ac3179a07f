package io.pirsch.autoconfigure;

import io.pirsch.web.reactive.PirschVisitArgumentResolver;
import io.pirsch.web.reactive.TrackEventHandlerAdapter;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;

/**
 * {@link AutoConfiguration Auto-configuration} that lets handler methods of Spring
 * WebFlux ask for the visit and track events, even where no filter opens a visit.
 */
@AutoConfiguration(afterName = "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(WebFluxConfigurer.class)
public final class PirschWebFluxAutoConfiguration {

	@Bean
	WebFluxConfigurer pirschWebFluxConfigurer() {
		return new WebFluxConfigurer() {

			@Override
			public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
				configurer.addCustomResolver(new PirschVisitArgumentResolver());
			}

		};
	}

	@Bean
	@ConditionalOnBean(name = { "requestMappingHandlerAdapter", "webFluxAdapterRegistry" })
	TrackEventHandlerAdapter pirschTrackEventHandlerAdapter(
			@Qualifier("requestMappingHandlerAdapter") RequestMappingHandlerAdapter handlerAdapter,
			@Qualifier("webFluxAdapterRegistry") ReactiveAdapterRegistry registry) {
		return new TrackEventHandlerAdapter(handlerAdapter, registry);
	}

}
