package io.pirsch.sample.webmvc;

import io.pirsch.sample.site.RunTests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts this site.
 */
class WebMvcRunTests extends RunTests {

	WebMvcRunTests() {
		super(WebMvcSampleApplication::main, WebApplicationContext.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor.netty.http.server.HttpServer",
			"org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration" })
	void needsNoClassOfAWebFluxServer(String className) {
		assertThat(ClassUtils.isPresent(className, null)).isFalse();
	}

}
