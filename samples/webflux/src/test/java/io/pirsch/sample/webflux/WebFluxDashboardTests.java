package io.pirsch.sample.webflux;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.DashboardTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Reads the dashboard of this site.
 */
class WebFluxDashboardTests extends DashboardTests {

	WebFluxDashboardTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
