package io.pirsch.tracking.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RecordingApi;
import io.pirsch.tracking.RecordingListener;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of a kind that is not accepted for more than a moment, any number may wait at the head
 * of the table. Takes half a minute, which is that moment.
 */
class RestingKindIT {

	private final RecordingApi api = new RecordingApi();

	private final RecordingListener listener = new RecordingListener();

	@Test
	void moreEventsThanAreLookedThroughHoldUpNoPageView(@TempDir Path folder) {
		this.api.answer((names) -> names.get(0).endsWith(" event") ? 503 : 200);
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(),
				RecordingApi.settings().withQueueCapacity(400).withMaxBatchSize(20), List.of(this.listener),
				JdbcHitStore.ofFile(folder.resolve("hits"), JdbcHitStoreContract.SETTINGS));
		tracker.track(RecordingApi.page("first"));
		tracker.track(RecordingApi.event("first"));
		Awaitility.await().until(() -> this.listener.pauses.size() > 0 && this.api.accepted.size() == 1);
		for (int i = 0; i < 300; i++) {
			tracker.track(RecordingApi.event("" + i));
		}
		RecordingApi.pages(0, 50).forEach(tracker::track);
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> this.api.accepted.size() == 51);
		this.api.answer((names) -> 200);
		Awaitility.await().until(() -> this.api.accepted.size() == 352);
		assertThat(this.listener.droppedInAll()).isZero();
		tracker.stop();
	}

}
