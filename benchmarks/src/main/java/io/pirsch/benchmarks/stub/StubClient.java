package io.pirsch.benchmarks.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import tools.jackson.databind.json.JsonMapper;

/**
 * Sets the stub and reads its counts.
 */
public final class StubClient {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI url;

	/**
	 * Creates a client.
	 * @param url address of the stub
	 */
	public StubClient(URI url) {
		this.url = url;
	}

	/**
	 * Forgets what arrived.
	 * @param delayMillis time to wait with each answer from now on
	 */
	public void reset(long delayMillis) {
		call("/stub/reset/" + delayMillis);
	}

	/**
	 * Changes the delay and forgets nothing.
	 * @param delayMillis time to wait with each answer from now on
	 */
	public void delay(long delayMillis) {
		call("/stub/delay/" + delayMillis);
	}

	/**
	 * Returns what has arrived.
	 * @return the counts
	 */
	public Counts counts() {
		return JsonMapper.shared().readValue(call("/stub/counts"), Counts.class);
	}

	private String call(String path) {
		try {
			return this.http
				.send(HttpRequest.newBuilder(this.url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
