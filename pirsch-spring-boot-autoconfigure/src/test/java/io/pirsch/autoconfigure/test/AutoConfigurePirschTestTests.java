package io.pirsch.autoconfigure.test;

import java.util.Map;

import io.pirsch.client.PirschClient;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.PirschVisit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AutoConfigurePirschTest} where Spring Boot tests an application: with a
 * server, with mocks of one, and in slices.
 */
class AutoConfigurePirschTestTests {

	@Nested
	@SpringBootTest(classes = { Application.class, Site.class, OwnDefaults.class },
			properties = "spring.main.web-application-type=servlet")
	@AutoConfigureMockMvc
	@AutoConfigurePirschTest
	class WithMockMvcTests {

		private final MockMvcTester browser;

		private final RecordingPirschTracker pirsch;

		WithMockMvcTests(@Autowired MockMvcTester browser, @Autowired RecordingPirschTracker pirsch) {
			this.browser = browser;
			this.pirsch = pirsch;
		}

		@Test
		void recordsWhatIsTracked(@Autowired PirschTracker tracker, @Autowired PirschClient client) {
			assertThat(this.browser.get().uri("/page").accept(MediaType.TEXT_HTML)).hasStatusOk()
				.request()
				.extracting((request) -> request.getHeader("X-Own"))
				.isEqualTo("yes");
			assertThat(this.pirsch).hasPageViews("/page").hasEvent("Read", Map.of("of", "page"));
			assertThat(tracker).isSameAs(this.pirsch);
		}

		@Test
		void whatAnotherTestHasRecordedIsForgotten() {
			assertThat(this.pirsch).hasNothing();
			assertThat(this.browser.get().uri("/page")).hasStatusOk();
			assertThat(this.pirsch).hasPageViews("/page");
		}

		@Test
		void whatAnotherTestHasRecordedIsForgottenInEitherOrder() {
			assertThat(this.pirsch).hasNothing();
			assertThat(this.browser.get().uri("/page")).hasStatusOk();
			assertThat(this.pirsch).hasPageViews("/page");
		}

	}

	@Nested
	@WebMvcTest(Site.class)
	@ContextConfiguration(classes = { Application.class, Site.class })
	@AutoConfigurePirschTest
	class WebMvcSliceTests {

		@Test
		void recordsWhatIsTracked(@Autowired MockMvcTester browser, @Autowired RecordingPirschTracker pirsch) {
			assertThat(browser.get().uri("/page")).hasStatusOk();
			assertThat(pirsch).hasPageViews("/page").hasEvent("Read");
		}

	}

	@Nested
	@WebFluxTest(Site.class)
	@ContextConfiguration(classes = { Application.class, Site.class })
	@AutoConfigurePirschTest
	class WebFluxSliceTests {

		@Test
		void recordsWhatIsTracked(@Autowired WebTestClient browser, @Autowired RecordingPirschTracker pirsch) {
			browser.get().uri("/page").accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk();
			assertThat(pirsch).hasPageViews("/page").hasEvent("Read");
		}

	}

	@Nested
	@WebMvcTest(controllers = Site.class,
			properties = { "pirsch.browser.enabled=true", "pirsch.browser.page-views=all" })
	@ContextConfiguration(classes = { Application.class, Site.class })
	@AutoConfigurePirschTest
	class WebMvcSliceWithScriptTests {

		@Test
		void leavesToTheScriptWhatItTells(@Autowired MockMvcTester browser, @Autowired RecordingPirschTracker pirsch) {
			assertThat(browser.get().uri("/page")).hasStatusOk();
			assertThat(pirsch).hasPageViews().hasEvent("Read");
			assertThat(browser.get().uri("/pirsch/p.js")).hasStatusOk();
			assertThat(browser.get().uri("/page").header("Cookie", "disable_pirsch=1")).hasStatusOk();
			assertThat(pirsch.events()).hasSize(1);
		}

	}

	@Nested
	@WebFluxTest(controllers = Site.class,
			properties = { "pirsch.browser.enabled=true", "pirsch.browser.page-views=all" })
	@ContextConfiguration(classes = { Application.class, Site.class })
	@AutoConfigurePirschTest
	class WebFluxSliceWithScriptTests {

		@Test
		void leavesToTheScriptWhatItTells(@Autowired WebTestClient browser, @Autowired RecordingPirschTracker pirsch) {
			browser.get().uri("/page").accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk();
			assertThat(pirsch).hasPageViews().hasEvent("Read");
			browser.get().uri("/pirsch/p.js").exchange().expectStatus().isOk();
			browser.get().uri("/page").header("Cookie", "disable_pirsch=1").exchange().expectStatus().isOk();
			assertThat(pirsch.events()).hasSize(1);
		}

	}

	@Nested
	@SpringBootTest(classes = { Application.class, Site.class }, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "spring.main.web-application-type=reactive", "pirsch.enabled=false" })
	@AutoConfigureWebTestClient
	@AutoConfigurePirschTest
	class WithAServerTests {

		@Test
		void recordsWhatIsTrackedWhateverTheApplicationHasSwitchedOff(@Autowired WebTestClient browser,
				@Autowired RecordingPirschTracker pirsch) {
			browser.get().uri("/page").accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk();
			assertThat(pirsch).hasPageViews("/page").hasEvent("Read");
			assertThat(pirsch.pageViews().get(0).visitor().ip()).isEqualTo("127.0.0.1");
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration(excludeName = {
			"org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
			"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration" })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDefaults {

		@Bean
		MockMvcBuilderCustomizer ownDefaultRequest() {
			return (builder) -> builder.defaultRequest(MockMvcRequestBuilders.get("/").header("X-Own", "yes"));
		}

	}

	@RestController
	static class Site {

		@GetMapping(path = "/page", produces = MediaType.TEXT_HTML_VALUE)
		String page(PirschVisit visit) {
			visit.track("Read", (event) -> event.metadata("of", "page"));
			return "<!DOCTYPE html><title>Page</title>";
		}

	}

}
