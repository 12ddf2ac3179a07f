package io.pirsch.benchmarks.load;

import java.net.URI;
import java.util.List;

import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingSettings;

/**
 * This project's tracker.
 */
final class PirschContender implements Contender {

	private final QueuedPirschTracker tracker;

	PirschContender(URI api, TrackingSettings settings) {
		PirschClient client = PirschClient.builder(PirschCredentials.accessKey("pa_benchmark")).baseUrl(api).build();
		this.tracker = new QueuedPirschTracker(client, settings, List.of());
	}

	@Override
	public void track(Hit hit) {
		this.tracker.track(PageViews.of(hit));
	}

	@Override
	public void close() {
		this.tracker.stop();
	}

}
