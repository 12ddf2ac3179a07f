package io.pirsch.sample.webmvc;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.BrowserScriptTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Visits this site with a browser that tells what the server cannot see.
 */
class WebMvcBrowserScriptTests extends BrowserScriptTests {

	WebMvcBrowserScriptTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
