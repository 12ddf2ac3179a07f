package io.pirsch.sample.webflux;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.BrowserTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Visits this site with a browser.
 */
class WebFluxBrowserTests extends BrowserTests {

	WebFluxBrowserTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
