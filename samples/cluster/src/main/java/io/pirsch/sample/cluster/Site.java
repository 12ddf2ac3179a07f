package io.pirsch.sample.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.cluster.site.SiteApplication;
import org.jspecify.annotations.Nullable;

/**
 * One of the sites, in a process of its own.
 */
final class Site {

	private final int number;

	private final Children children;

	private final Path acknowledged;

	private final Path asked;

	private final int port;

	private final List<String> properties;

	private @Nullable Process process;

	Site(int number, Children children, Path directory, LocalPirsch pirsch, StoreServer store) throws IOException {
		this.number = number;
		this.children = children;
		this.acknowledged = directory.resolve("acknowledged-%d.txt".formatted(number));
		this.asked = directory.resolve("asked-%d.txt".formatted(number));
		this.port = Ports.free();
		this.properties = new ArrayList<>(store.properties());
		this.properties.add("--server.address=127.0.0.1");
		this.properties.add("--server.port=" + this.port);
		this.properties.add("--acknowledged=" + this.acknowledged);
		this.properties.add("--asked=" + this.asked);
		this.properties.add("--pirsch.base-url=" + pirsch.baseUrl());
		this.properties.add("--pirsch.client-id=" + pirsch.clientId());
		this.properties.add("--pirsch.client-secret=" + pirsch.clientSecret());
		// A machine that is busy with starting sites may answer late
		this.properties.add("--pirsch.read-timeout=20s");
		this.properties.add("--pirsch.tracking.retry.max-backoff=2s");
	}

	void start() throws IOException {
		this.process = this.children.start("site-" + this.number, List.of("-Xmx128m"), SiteApplication.class.getName(),
				this.properties);
	}

	void awaitReady(HttpClient client) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri("/ready")).timeout(Duration.ofSeconds(5)).build();
		Await.until("site %d is ready".formatted(this.number), () -> {
			try {
				return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
			}
			catch (IOException ex) {
				return false;
			}
		});
	}

	void kill() {
		if (this.process != null) {
			Children.kill(this.process);
		}
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:%d%s".formatted(this.port, path));
	}

	/**
	 * Returns when the site has last had an answer from the API, of whatever kind.
	 */
	Instant lastAnswer() throws IOException {
		return Files.exists(this.asked) ? Files.getLastModifiedTime(this.asked).toInstant() : Instant.MIN;
	}

	List<Acknowledgement> acknowledged() throws IOException {
		return Acknowledgement.read(this.acknowledged, this.number);
	}

	@Override
	public String toString() {
		return "Site " + this.number;
	}

}
