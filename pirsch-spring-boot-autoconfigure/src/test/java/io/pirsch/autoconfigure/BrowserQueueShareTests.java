package io.pirsch.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.browser.Refusal;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages of browsers while Pirsch is out of reach: they leave room for what the server
 * itself has seen.
 */
class BrowserQueueShareTests {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@ParameterizedTest
	@EnumSource(names = { "NETTY", "TOMCAT" })
	void browsersNeverTakeMoreThanTheirShareOfTheQueue(TestServer server) throws Exception {
		try (ConfigurableApplicationContext site = new SpringApplicationBuilder(Site.class).web(server.type())
			.properties(server.properties(), "server.port=0", "spring.main.banner-mode=off",
					"spring.reactor.netty.shutdown-quiet-period=10ms", "pirsch.access-key=pa_test",
					"pirsch.base-url=http://localhost:1", "pirsch.browser.enabled=true",
					// The next attempt would take more from the queue
					"pirsch.tracking.retry.initial-backoff=1h", "pirsch.tracking.retry.max-backoff=1h",
					"pirsch.tracking.queue-capacity=20", "pirsch.tracking.shutdown-timeout=0s",
					"logging.level.io.pirsch=off")
			.run()) {
			URI url = URI.create("http://localhost:"
					+ site.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			QueuedPirschTracker tracker = site.getBean(QueuedPirschTracker.class);
			BrowserEndpoint endpoint = site.getBean(BrowserEndpoint.class);
			visit(url);
			// What is being sent has left the queue, and comes back to nobody
			Awaitility.await().until(() -> tracker.getQueueSize() == 0);
			List<Integer> answers = new ArrayList<>();
			for (int i = 0; i < 25; i++) {
				answers.add(tell(url));
			}
			assertThat(answers.subList(0, 10)).containsOnly(204);
			assertThat(Collections.frequency(answers, 429)).isEqualTo(15);
			assertThat(endpoint.refused(Refusal.QUEUE_SHARE)).isEqualTo(15);
			assertThat(tracker.getQueueSize()).isEqualTo(10);
			for (int i = 0; i < 10; i++) {
				visit(url);
			}
			assertThat(tracker.getQueueSize()).isEqualTo(20);
		}
	}

	private void visit(URI site) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(site.resolve("/page"))
			.header("User-Agent", "Mozilla/5.0 (Test)")
			.header("Sec-Fetch-Dest", "document")
			.build();
		assertThat(this.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
	}

	private int tell(URI site) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(site.resolve("/pirsch/p"))
			.header("User-Agent", "Mozilla/5.0 (Test)")
			.header("Sec-Fetch-Site", "same-origin")
			.POST(BodyPublishers.ofString("{\"t\":\"view\",\"path\":\"/route\"}"))
			.build();
		return this.client.send(request, BodyHandlers.discarding()).statusCode();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class Site {

		@GetMapping(path = "/page", produces = MediaType.TEXT_HTML_VALUE)
		String page() {
			return "<p>page</p>";
		}

	}

}
