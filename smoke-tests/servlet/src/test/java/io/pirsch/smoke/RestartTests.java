package io.pirsch.smoke;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a site counts after DevTools have restarted it.
 */
class RestartTests {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private final HttpClient browser = HttpClient.newHttpClient();

	@Test
	void countsBeforeAndAfterDevToolsRestart(@TempDir Path directory) throws Exception {
		Path output = directory.resolve("output.txt");
		try (LocalPirsch pirsch = LocalPirsch.start()) {
			Process site = new ProcessBuilder(List.of(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
					"-cp", System.getProperty("java.class.path"), Site.class.getName(), "--server.port=0",
					"--pirsch.access-key=", "--pirsch.base-url=" + pirsch.baseUrl(),
					"--pirsch.client-id=" + pirsch.clientId(), "--pirsch.client-secret=" + pirsch.clientSecret(),
					"--spring.devtools.livereload.enabled=false"))
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			try {
				String before = address(site, output, 1);
				send(HttpRequest.newBuilder(URI.create(before + "/visits")));
				await().until(pirsch::arrivals, (arrivals) -> arrivals.size() == 1);
				send(HttpRequest.newBuilder(URI.create(before + "/restart")).POST(HttpRequest.BodyPublishers.noBody()));
				String after = address(site, output, 2);
				send(HttpRequest.newBuilder(URI.create(after + "/visits")));
				await().untilAsserted(() -> assertThat(pirsch.arrivals()).extracting((arrival) -> arrival.text("url"))
					.containsExactly(before + "/visits", after + "/visits"));
				assertThat(output).content().doesNotContain("Not delivered", "ERROR");
			}
			finally {
				site.destroyForcibly();
			}
		}
	}

	private void send(HttpRequest.Builder request) throws Exception {
		HttpResponse<String> response = this.browser.send(
				request.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)").build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isBetween(200, 299);
	}

	private static String address(Process site, Path output, int start) {
		return await().atMost(Duration.ofMinutes(2))
			.failFast("The site has not started", () -> !site.isAlive())
			.until(() -> STARTED.matcher(Files.readString(output)).results().toList(),
					(starts) -> starts.size() == start)
			.stream()
			.map((MatchResult port) -> "http://localhost:" + port.group(1))
			.toList()
			.get(start - 1);
	}

}
