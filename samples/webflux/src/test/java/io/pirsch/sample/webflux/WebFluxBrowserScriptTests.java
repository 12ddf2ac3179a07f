package io.pirsch.sample.webflux;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.BrowserScriptTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Visits this site with a browser that tells what the server cannot see.
 */
class WebFluxBrowserScriptTests extends BrowserScriptTests {

	WebFluxBrowserScriptTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
