package io.pirsch.sample.webmvc;

import io.pirsch.sample.site.RunTests;

import org.springframework.web.context.WebApplicationContext;

/**
 * Starts this site.
 */
class WebMvcRunTests extends RunTests {

	WebMvcRunTests() {
		super(WebMvcSampleApplication::main, WebApplicationContext.class);
	}

}
