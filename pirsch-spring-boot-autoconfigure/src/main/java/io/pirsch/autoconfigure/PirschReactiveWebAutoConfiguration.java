package io.pirsch.autoconfigure;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.reactive.PirschWebFilter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;

/**
 * {@link AutoConfiguration Auto-configuration} that records the page views of a reactive
 * web application.
 */
@AutoConfiguration(after = PirschAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ WebFilter.class, WebFluxConfigurer.class })
@ConditionalOnBean(PirschTracker.class)
@Import(PirschWebConfiguration.class)
public final class PirschReactiveWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PirschWebFilter pirschWebFilter(PageViewRecorder recorder, ApplicationContext applicationContext,
			PirschProperties properties) {
		return new PirschWebFilter(recorder, applicationContext, properties.web().order());
	}

}
