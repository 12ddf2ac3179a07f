package io.pirsch.sample.webflux;

import io.pirsch.sample.site.RunTests;

import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;

/**
 * Starts this site.
 */
class WebFluxRunTests extends RunTests {

	WebFluxRunTests() {
		super(WebFluxSampleApplication::main, ReactiveWebApplicationContext.class);
	}

}
