package io.pirsch.sample.webmvc;

import io.pirsch.tracking.test.RecordingPirschTracker;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Shows how to test what an application tells Pirsch.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "pirsch.enabled=false")
@AutoConfigureRestTestClient
@Import(RecordingPirschTracker.class)
class ContactTests {

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private RestTestClient browser;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private RecordingPirschTracker pirsch;

	@Test
	void sendingTheFormIsAnEventAndNoPageView() {
		this.pirsch.clear();
		this.browser.get().uri("/contact").exchange().expectStatus().isOk();
		this.browser.post()
			.uri("/contact")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body("name=Ada&message=A+table+for+seven")
			.exchange()
			.expectStatus()
			.isSeeOther();
		assertEquals(1, this.pirsch.pageViews().size());
		assertTrue(this.pirsch.hasPageView("/contact"));
		assertTrue(this.pirsch.hasEvent("Contact form sent"));
		assertFalse(this.pirsch.hasEvent("404 Page Not Found"));
	}

}
