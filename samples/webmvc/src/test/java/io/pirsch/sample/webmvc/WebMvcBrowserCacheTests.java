package io.pirsch.sample.webmvc;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.BrowserCacheTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Visits this site with a browser whose pages come from caches.
 */
class WebMvcBrowserCacheTests extends BrowserCacheTests {

	WebMvcBrowserCacheTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
