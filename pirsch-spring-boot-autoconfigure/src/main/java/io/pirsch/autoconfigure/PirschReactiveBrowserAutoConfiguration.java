package io.pirsch.autoconfigure;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.reactive.PirschBrowserWebFilter;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link AutoConfiguration Auto-configuration} of the browser's half in a reactive web
 * application.
 */
@AutoConfiguration(after = PirschReactiveWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty("pirsch.browser.enabled")
@ConditionalOnClass({ WebFilter.class, WebFluxConfigurer.class, JsonMapper.class })
@ConditionalOnBean(PirschTracker.class)
@Import({ PirschWebConfiguration.class, PirschBrowserConfiguration.class })
public final class PirschReactiveBrowserAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PirschBrowserWebFilter pirschBrowserWebFilter(BrowserEndpoint endpoint, ApplicationContext applicationContext,
			PirschBrowserProperties properties) {
		int order = properties.order();
		if (properties.enabled()) {
			return new PirschBrowserWebFilter(endpoint, applicationContext, order);
		}
		// What was processed ahead of time can still be switched off
		return new PirschBrowserWebFilter(endpoint, applicationContext, order) {

			@Override
			public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
				return chain.filter(exchange);
			}

		};
	}

}
