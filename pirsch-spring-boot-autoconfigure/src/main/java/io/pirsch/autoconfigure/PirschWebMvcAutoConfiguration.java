package io.pirsch.autoconfigure;

import java.util.List;

import io.pirsch.web.servlet.PirschVisitArgumentResolver;
import io.pirsch.web.servlet.TrackEventInterceptor;
import jakarta.servlet.Servlet;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * {@link AutoConfiguration Auto-configuration} that lets handler methods of Spring MVC
 * ask for the visit and track events, even where no filter opens a visit.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Servlet.class, WebMvcConfigurer.class })
public final class PirschWebMvcAutoConfiguration {

	@Bean
	WebMvcConfigurer pirschWebMvcConfigurer() {
		return new WebMvcConfigurer() {

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(new PirschVisitArgumentResolver());
			}

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new TrackEventInterceptor());
			}

		};
	}

}
