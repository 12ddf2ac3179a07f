package io.pirsch.local;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for the page that shows what arrives.
 */
class LivePageTests {

	private final LocalPirsch local = LocalPirsch.start();

	private final ApiClient client = new ApiClient(this.local).withToken();

	@AfterEach
	void close() {
		this.local.close();
	}

	@Test
	void needsNothingFromElsewhere() {
		HttpResponse<String> page = this.client.get("/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
		assertThat(page.body()).doesNotContain("https://").doesNotContain("innerHTML");
	}

	@Test
	void nothingElseIsServed() {
		assertThat(this.client.get("/other").statusCode()).isEqualTo(404);
		assertThat(this.client.get("/local/other").statusCode()).isEqualTo(404);
	}

	@Test
	void newViewerSeesTheRecentCallsFirst() {
		this.client.post("/api/v1/hit", ApiClient.hit("title", "Before"));
		try (Viewer viewer = new Viewer()) {
			assertThat(viewer.next("start")).isEqualTo("{}");
			assertThat(viewer.next("call")).contains("/api/v1/token");
			assertThat(viewer.next("call")).contains("\"title\":\"Before\"");
			assertThat(viewer.next("state")).contains("\"pageViews\":1");
		}
	}

	@Test
	void viewerSeesWhatArrives() {
		try (Viewer viewer = new Viewer()) {
			viewer.next("state");
			this.client.post("/api/v1/hit", ApiClient.hit("title", "<b>After</b>\nline"));
			assertThat(viewer.next("call")).contains("\"title\":\"<b>After</b>\\nline\"");
			this.local.fail(Fault.status(503));
			assertThat(viewer.next("state", "status 503")).contains("until cleared");
		}
	}

	@Test
	void viewerSeesRefusalWithItsReason() {
		try (Viewer viewer = new Viewer()) {
			viewer.next("state");
			this.client.post("/api/v1/hit", ApiClient.hit("ip", ""));
			assertThat(viewer.next("call")).contains("\"status\":400").contains("\"error\":\"ip is required\"");
		}
	}

	@Test
	void viewerBeginsAnewAfterReset() {
		try (Viewer viewer = new Viewer()) {
			viewer.next("state");
			this.local.reset();
			assertThat(viewer.next("start")).isEqualTo("{}");
			assertThat(viewer.next("state")).contains("\"requests\":0");
		}
	}

	@Test
	void tellsNoSecretsOrTokens() {
		String token = this.client.token();
		this.client.bearer(token).post("/api/v1/hit", ApiClient.hit());
		try (Viewer viewer = new Viewer()) {
			for (int i = 0; i < 3; i++) {
				assertThat(viewer.next("call")).doesNotContain(token).doesNotContain(this.local.clientSecret());
			}
		}
	}

	@Test
	void viewerWhoDoesNotReadHoldsNothingUp() {
		String title = "x".repeat(100_000);
		try (Viewer viewer = new Viewer()) {
			viewer.next("state");
			assertThatNoException().isThrownBy(() -> {
				for (int i = 0; i < 500; i++) {
					this.client.post("/api/v1/hit", ApiClient.hit("title", title));
				}
			});
		}
		assertThat(this.local.totals().pageViews()).isEqualTo(500);
	}

	@Test
	void foreignPagesAreKeptOut() {
		assertThat(this.client.send(this.client.request("/local/state").header("Origin", "https://example.com").GET())
			.statusCode()).isEqualTo(403);
	}

	@Test
	void foreignNamesForThisMachineAreKeptOut() throws IOException {
		URI baseUrl = this.local.baseUrl();
		try (Socket socket = new Socket(baseUrl.getHost(), baseUrl.getPort())) {
			String request = "GET /local/state HTTP/1.1\r\nHost: rebound.example\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 403".length());
			assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 403");
		}
	}

	/**
	 * Reads the event stream as a page does.
	 */
	private final class Viewer implements AutoCloseable {

		private final Stream<String> stream = LivePageTests.this.client
			.send(LivePageTests.this.client.request("/local/events").timeout(Duration.ofSeconds(10)).GET(),
					HttpResponse.BodyHandlers.ofLines())
			.body();

		private final Iterator<String> lines = this.stream.iterator();

		String next(String event) {
			return next(event, "");
		}

		String next(String event, String containing) {
			while (true) {
				if (this.lines.next().equals("event: " + event)) {
					String data = this.lines.next();
					if (data.contains(containing)) {
						return data.substring("data: ".length());
					}
				}
			}
		}

		@Override
		public void close() {
			this.stream.close();
		}

	}

}
