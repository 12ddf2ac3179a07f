package io.pirsch.sample.webmvc;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.BrowserTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Visits this site with a browser.
 */
class WebMvcBrowserTests extends BrowserTests {

	WebMvcBrowserTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
