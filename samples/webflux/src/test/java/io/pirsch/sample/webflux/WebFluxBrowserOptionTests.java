package io.pirsch.sample.webflux;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.BrowserOptionTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tries the options of the script on this site.
 */
class WebFluxBrowserOptionTests extends BrowserOptionTests {

	WebFluxBrowserOptionTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
