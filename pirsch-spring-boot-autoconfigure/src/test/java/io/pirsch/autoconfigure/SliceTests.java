package io.pirsch.autoconfigure;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.TrackEvent;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that handlers with a visit work where Spring Boot tests only a slice of the
 * application, which has neither tracker nor credentials.
 */
class SliceTests {

	@Nested
	@WebMvcTest(Site.class)
	@ContextConfiguration(classes = { Application.class, Site.class })
	class WebMvcSliceTests {

		private final MockMvcTester mvc;

		private final ObjectProvider<PirschTracker> tracker;

		WebMvcSliceTests(@Autowired MockMvcTester mvc, @Autowired ObjectProvider<PirschTracker> tracker) {
			this.mvc = mvc;
			this.tracker = tracker;
		}

		@Test
		void handlersGetAVisitThatDoesNothing() {
			assertThat(this.mvc.get().uri("/visit")).hasStatusOk().hasBodyTextEqualTo("visit");
			assertThat(this.tracker.getIfAvailable()).isNull();
		}

	}

	@Nested
	@WebFluxTest(Site.class)
	@ContextConfiguration(classes = { Application.class, Site.class })
	class WebFluxSliceTests {

		private final WebTestClient client;

		private final ObjectProvider<PirschTracker> tracker;

		WebFluxSliceTests(@Autowired WebTestClient client, @Autowired ObjectProvider<PirschTracker> tracker) {
			this.client = client;
			this.tracker = tracker;
		}

		@Test
		void handlersGetAVisitThatDoesNothing() {
			this.client.get()
				.uri("/visit")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.isEqualTo("visit");
			assertThat(this.tracker.getIfAvailable()).isNull();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

	@RestController
	static class Site {

		@TrackEvent("Visited")
		@GetMapping("/visit")
		String visit(PirschVisit visit) {
			visit.title("Visit").track("Read");
			return (visit == PirschVisit.none()) ? "visit" : "unexpected";
		}

	}

}
