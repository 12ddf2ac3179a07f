package io.pirsch.sample.webmvc;

import io.pirsch.autoconfigure.test.AutoConfigurePirschTest;
import io.pirsch.tracking.test.RecordingPirschTracker;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shows how to test what an application tells Pirsch.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@AutoConfigurePirschTest
class ContactTests {

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private RestTestClient browser;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private RecordingPirschTracker pirsch;

	@Test
	void sendingTheFormIsAnEventAndNoPageView() {
		this.browser.get().uri("/contact").exchange().expectStatus().isOk();
		this.browser.post()
			.uri("/contact")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body("name=Ada&message=A+table+for+seven")
			.exchange()
			.expectStatus()
			.isSeeOther();
		assertThat(this.pirsch).hasPageViews("/contact").hasEvent("Contact form sent").hasNoEvent("404 Page Not Found");
	}

}
