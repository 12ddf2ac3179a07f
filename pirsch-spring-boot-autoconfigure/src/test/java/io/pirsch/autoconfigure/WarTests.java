package io.pirsch.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import io.pirsch.tracking.test.RecordingPirschTracker;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an application that is deployed to a server which it does not start itself, and
 * where error pages are forwards of a filter.
 */
class WarTests {

	private final Tomcat tomcat = new Tomcat();

	private final HttpClient browser = HttpClient.newHttpClient();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private Context deployment;

	@BeforeEach
	void deploy() throws LifecycleException {
		this.tomcat.setBaseDir(this.directory.toString());
		this.tomcat.setPort(0);
		this.tomcat.getConnector();
		this.deployment = this.tomcat.addContext("/shop", this.directory.toString());
		this.deployment.setParentClassLoader(getClass().getClassLoader());
		this.deployment.addServletContainerInitializer(new SpringServletContainerInitializer(),
				Set.of(ShopInitializer.class));
		this.tomcat.start();
	}

	@AfterEach
	void stop() throws LifecycleException {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void countsPagesAndNoErrors() throws Exception {
		RecordingPirschTracker tracker = tracker();
		assertThat(get("/shop/page").statusCode()).isEqualTo(200);
		assertThat(get("/shop/broken").statusCode()).isEqualTo(500);
		assertThat(get("/shop/gone").statusCode()).isEqualTo(410);
		assertThat(get("/shop/missing").statusCode()).isEqualTo(404);
		assertThat(tracker).hasToString("Page views of [/shop/page] and events [404 Page Not Found]");
		assertThat(tracker.events().get(0).metadata()).isEqualTo(Map.of("path", "/shop/missing"));
	}

	private RecordingPirschTracker tracker() {
		WebApplicationContext context = WebApplicationContextUtils
			.getRequiredWebApplicationContext(this.deployment.getServletContext());
		return context.getBean(RecordingPirschTracker.class);
	}

	private HttpResponse<String> get(String path) throws Exception {
		URI uri = URI.create("http://localhost:%d%s".formatted(this.tomcat.getConnector().getLocalPort(), path));
		return this.browser.send(HttpRequest.newBuilder(uri)
			.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
			.header("Accept", "text/html")
			.build(), BodyHandlers.ofString());
	}

	public static class ShopInitializer extends SpringBootServletInitializer {

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			return builder.sources(Shop.class)
				.properties(TestServer.TOMCAT.properties(), "pirsch.enabled=false", "spring.main.banner-mode=off",
						"pirsch.web.not-found-event=true");
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class Shop {

		@Bean
		RecordingPirschTracker tracker() {
			return new RecordingPirschTracker();
		}

		@GetMapping(path = "/page", produces = MediaType.TEXT_HTML_VALUE)
		String page() {
			return "<title>Page</title>";
		}

		@GetMapping(path = "/broken", produces = MediaType.TEXT_HTML_VALUE)
		String broken() {
			throw new IllegalStateException("broken");
		}

		@GetMapping("/gone")
		void gone(HttpServletResponse response) throws Exception {
			response.sendError(410);
		}

	}

}
