package io.pirsch.sample.webflux;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.BrowserSecurityTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Visits this site where Spring Security guards it.
 */
class WebFluxBrowserSecurityTests extends BrowserSecurityTests {

	WebFluxBrowserSecurityTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
