package io.pirsch.autoconfigure;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.servlet.PirschFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingFilterBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} that records the page views of a servlet
 * web application.
 */
@AutoConfiguration(after = PirschAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(PirschTracker.class)
@Import(PirschWebConfiguration.class)
public final class PirschServletWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingFilterBean
	FilterRegistrationBean<PirschFilter> pirschFilter(PageViewRecorder recorder, PirschProperties properties) {
		FilterRegistrationBean<PirschFilter> registration = new FilterRegistrationBean<>(new PirschFilter(recorder));
		registration.setOrder(properties.web().order());
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		return registration;
	}

}
