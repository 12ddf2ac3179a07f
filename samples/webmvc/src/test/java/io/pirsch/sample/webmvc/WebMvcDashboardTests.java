package io.pirsch.sample.webmvc;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.DashboardTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Reads the dashboard of this site.
 */
class WebMvcDashboardTests extends DashboardTests {

	WebMvcDashboardTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
