package io.pirsch.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import io.pirsch.client.PirschClient;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.QueuedPirschTracker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows the state of the delivery, and sends what waits. Never shows credentials.
 */
@Endpoint(id = "pirsch")
final class PirschEndpoint {

	private final PirschProperties properties;

	private final DeliveryState state;

	private final ObjectProvider<PirschTracker> trackers;

	private final ObjectProvider<PirschClient> clients;

	private final ObjectProvider<RestartableConnector> connector;

	private final BeanFactory beanFactory;

	PirschEndpoint(PirschProperties properties, DeliveryState state, ObjectProvider<PirschTracker> trackers,
			ObjectProvider<PirschClient> clients, ObjectProvider<RestartableConnector> connector,
			BeanFactory beanFactory) {
		this.properties = properties;
		this.state = state;
		this.trackers = trackers;
		this.clients = clients;
		this.connector = connector;
		this.beanFactory = beanFactory;
	}

	@ReadOperation
	Description pirsch() {
		PirschClient client = this.clients.getIfUnique();
		QueuedPirschTracker tracker = tracker();
		return new Description((tracker != null) ? this.state.condition().toString() : "nothing is sent",
				(tracker != null) ? queue(tracker) : null,
				(tracker != null && tracker.getStore() != null) ? store() : null,
				new Authorization(ConfiguredCredentials.kind(this.properties, this.connector),
						this.state.credentialsAccepted(), (client != null) ? client.grantedTokens() : 0),
				this.state.lastSuccess(), this.state.lastFailure(), this.state.nextAttempt(),
				new Counters(this.state.trackedCount(), this.state.deliveredCount(), this.state.droppedCounts(),
						this.state.retryCounts()));
	}

	/**
	 * Sends what waits in the queue now, without the rest of a pause.
	 */
	@WriteOperation
	void flush() {
		QueuedPirschTracker tracker = tracker();
		if (tracker != null) {
			tracker.flush();
		}
	}

	private @Nullable QueuedPirschTracker tracker() {
		return (this.trackers.getIfUnique() instanceof QueuedPirschTracker tracker) ? tracker : null;
	}

	private static Queue queue(QueuedPirschTracker tracker) {
		return new Queue(tracker.getQueueSize(), tracker.getWaitingCount(), tracker.getQueueCapacity(),
				tracker.getOldestAge());
	}

	private Store store() {
		DeliveryState.Backlog backlog = this.state.backlog();
		return new Store(storeType(), (backlog != null) ? backlog.size() : null,
				(backlog != null) ? backlog.oldestAge() : null, this.state.storeFailureCount());
	}

	private String storeType() {
		return this.beanFactory.containsBean("pirschHitStore")
				? this.properties.tracking().store().type().name().toLowerCase(Locale.ROOT)
				: "a store of the application's own";
	}

	/**
	 * The state of the delivery. The next attempt is that after a pause.
	 */
	record Description(String state, @Nullable Queue queue, @Nullable Store store, Authorization authorization,
			@Nullable Instant lastSuccess, DeliveryState.@Nullable Failure lastError, @Nullable Instant nextAttempt,
			Counters sinceStart) {
	}

	/**
	 * The queue, and how much waits in it and in what was taken from it.
	 */
	record Queue(int size, int waiting, int capacity, Duration oldestAge) {
	}

	/**
	 * The store, of whose backlog nothing may be known yet.
	 */
	record Store(String type, @Nullable Long backlog, @Nullable Duration oldestAge, long failures) {
	}

	/**
	 * How the application proves itself. Whether that is accepted is not known before the
	 * first answer.
	 */
	record Authorization(String credentials, @Nullable Boolean accepted, long grantedTokens) {
	}

	/**
	 * Numbers since the start.
	 */
	record Counters(long tracked, long delivered, Map<String, Long> dropped, Map<String, Long> retries) {
	}

}
