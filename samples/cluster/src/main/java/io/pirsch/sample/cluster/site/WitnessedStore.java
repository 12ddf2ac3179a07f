package io.pirsch.sample.cluster.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.StoreDelivery;

/**
 * Writes down what a store has acknowledged, after it has: a line for each view, with its
 * path, when it was handed over and when it was acknowledged. What is written is the
 * operating system's, so it is there after a kill.
 */
class WitnessedStore implements HitStore {

	private final HitStore store;

	private final Path file;

	WitnessedStore(HitStore store, Path file) {
		this.store = store;
		this.file = file;
	}

	@Override
	public void start(StoreDelivery delivery) {
		this.store.start(delivery);
	}

	@Override
	public int append(List<Hit> hits) throws Exception {
		Instant handedOver = Instant.now();
		int stored = this.store.append(hits);
		if (stored == hits.size()) {
			write(hits, handedOver, Instant.now());
		}
		return stored;
	}

	private void write(List<Hit> hits, Instant handedOver, Instant acknowledged) throws IOException {
		String lines = hits.stream()
			.map((hit) -> "%s %s %s\n".formatted(path((PageView) hit), handedOver, acknowledged))
			.collect(Collectors.joining());
		Files.writeString(this.file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private static String path(PageView view) {
		return Objects.requireNonNull(URI.create(view.url()).getPath());
	}

	@Override
	public int batchSize() {
		return this.store.batchSize();
	}

	@Override
	public void stop(Duration limit) {
		this.store.stop(limit);
	}

}
