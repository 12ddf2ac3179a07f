package io.pirsch.autoconfigure;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.servlet.PirschBrowserFilter;
import jakarta.servlet.Filter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingFilterBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} of the browser's half in a servlet web
 * application.
 */
@AutoConfiguration(after = PirschServletWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty("pirsch.browser.enabled")
@ConditionalOnClass({ Filter.class, JsonMapper.class })
@ConditionalOnBean(PirschTracker.class)
@Import({ PirschWebConfiguration.class, PirschBrowserConfiguration.class })
public final class PirschServletBrowserAutoConfiguration {

	@Bean
	@ConditionalOnMissingFilterBean
	FilterRegistrationBean<PirschBrowserFilter> pirschBrowserFilter(BrowserEndpoint endpoint,
			PirschBrowserProperties properties) {
		FilterRegistrationBean<PirschBrowserFilter> registration = new FilterRegistrationBean<>(
				new PirschBrowserFilter(endpoint));
		// What was processed ahead of time can still be switched off
		registration.setEnabled(properties.enabled());
		registration.setOrder(properties.order());
		registration.addUrlPatterns(endpoint.scriptPath(), endpoint.messagePath());
		return registration;
	}

}
