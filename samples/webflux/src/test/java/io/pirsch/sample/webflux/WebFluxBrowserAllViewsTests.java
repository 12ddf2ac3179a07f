package io.pirsch.sample.webflux;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.BrowserModeTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Visits this site where the script counts every page view.
 */
class WebFluxBrowserAllViewsTests extends BrowserModeTests.All {

	WebFluxBrowserAllViewsTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
