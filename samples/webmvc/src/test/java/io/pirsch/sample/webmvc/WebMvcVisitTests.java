package io.pirsch.sample.webmvc;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.site.VisitTests;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Visits this site.
 */
class WebMvcVisitTests extends VisitTests {

	WebMvcVisitTests(@Autowired LocalPirsch local, @LocalServerPort int port) {
		super(local, port);
	}

}
