package io.pirsch.sample.cluster.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.pirsch.tracking.RetryCause;
import io.pirsch.tracking.TrackingListener;

/**
 * Writes down when the API has last answered, so that it is known who delivers.
 */
class Deliveries implements TrackingListener {

	private final Path file;

	Deliveries(Path file) {
		this.file = file;
	}

	@Override
	public void delivered(int count, Duration duration) {
		write();
	}

	@Override
	public void retrying(int count, Duration pause, RetryCause cause, String reason) {
		write();
	}

	private void write() {
		try {
			Files.writeString(this.file, Instant.now().toString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
