package io.pirsch.sample.webflux;

import io.pirsch.sample.site.RunTests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts this site.
 */
class WebFluxRunTests extends RunTests {

	WebFluxRunTests() {
		super(WebFluxSampleApplication::main, ReactiveWebApplicationContext.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jakarta.servlet.Servlet", "org.springframework.web.servlet.DispatcherServlet" })
	void needsNoServletClass(String className) {
		assertThat(ClassUtils.isPresent(className, null)).isFalse();
	}

}
