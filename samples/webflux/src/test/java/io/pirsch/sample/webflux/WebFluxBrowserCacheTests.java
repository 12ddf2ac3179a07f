package io.pirsch.sample.webflux;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.BrowserCacheTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Visits this site with a browser whose pages come from caches.
 */
class WebFluxBrowserCacheTests extends BrowserCacheTests {

	WebFluxBrowserCacheTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
