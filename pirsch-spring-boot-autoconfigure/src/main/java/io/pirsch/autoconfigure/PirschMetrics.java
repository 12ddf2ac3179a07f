package io.pirsch.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pirsch.client.PirschClient;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RetryCause;
import io.pirsch.tracking.TrackingListener;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Binds what is known of the delivery. Tracker and client are looked up when they are
 * bound, since the tracker tells this what it measures. An application's own tracker is
 * not measured.
 */
final class PirschMetrics implements MeterBinder, TrackingListener {

	private static final String HITS = "hits";

	private final DeliveryState state;

	private final ObjectProvider<PirschTracker> trackers;

	private final ObjectProvider<PirschClient> clients;

	private final List<Requests> requests = new CopyOnWriteArrayList<>();

	PirschMetrics(DeliveryState state, ObjectProvider<PirschTracker> trackers, ObjectProvider<PirschClient> clients) {
		this.state = state;
		this.trackers = trackers;
		this.clients = clients;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.trackers.getIfUnique() instanceof QueuedPirschTracker tracker) {
			this.requests.add(new Requests(registry));
			bindCounters(registry);
			bindQueue(registry, tracker);
			if (tracker.getStore() != null) {
				bindStore(registry);
			}
		}
	}

	private void bindCounters(MeterRegistry registry) {
		count("pirsch.tracked", DeliveryState::trackedCount, "Tracked by this instance").baseUnit(HITS)
			.register(registry);
		count("pirsch.delivered", DeliveryState::deliveredCount, "Accepted by Pirsch").baseUnit(HITS)
			.register(registry);
		for (DropReason reason : DropReason.values()) {
			count("pirsch.dropped", (state) -> state.droppedCount(reason), "Lost").baseUnit(HITS)
				.tag("reason", reason.id())
				.register(registry);
		}
		for (RetryCause cause : RetryCause.values()) {
			count("pirsch.retries", (state) -> state.retryCount(cause), "Failed requests that are sent again")
				.baseUnit("requests")
				.tag("cause", cause.id())
				.register(registry);
		}
		time("pirsch.last.success.age", DeliveryState::timeSinceLastSuccess, "Time since Pirsch last accepted data")
			.register(registry);
		this.clients
			.ifUnique((client) -> FunctionCounter.builder("pirsch.token.renewals", client, PirschClient::grantedTokens)
				.description("Tokens that Pirsch has granted")
				.baseUnit("tokens")
				.register(registry));
	}

	private static void bindQueue(MeterRegistry registry, QueuedPirschTracker tracker) {
		Gauge.builder("pirsch.queue.size", tracker, QueuedPirschTracker::getQueueSize)
			.description("Waiting in the queue, without what is being sent")
			.baseUnit(HITS)
			.register(registry);
		Gauge.builder("pirsch.waiting", tracker, QueuedPirschTracker::getWaitingCount)
			.description("Waiting in memory, in the queue or in what is being sent")
			.baseUnit(HITS)
			.register(registry);
		Gauge.builder("pirsch.queue.capacity", tracker, QueuedPirschTracker::getQueueCapacity)
			.description("How much the queue holds at most")
			.baseUnit(HITS)
			.register(registry);
		TimeGauge
			.builder("pirsch.queue.oldest.age", tracker, TimeUnit.MILLISECONDS,
					(queue) -> queue.getOldestAge().toMillis())
			.description("Age of the oldest that waits in the queue or for its answer")
			.register(registry);
	}

	private void bindStore(MeterRegistry registry) {
		Gauge.builder("pirsch.store.backlog", this.state, PirschMetrics::backlog)
			.description("Waiting in the store, for whichever instance")
			.baseUnit(HITS)
			.register(registry);
		time("pirsch.store.oldest.age", PirschMetrics::backlogAge, "Age of the oldest in the store").register(registry);
		count("pirsch.store.failures", DeliveryState::storeFailureCount,
				"Times the store did not take what it was given")
			.baseUnit("requests")
			.register(registry);
	}

	private FunctionCounter.Builder<DeliveryState> count(String name, ToLongFunction<DeliveryState> number,
			String description) {
		return FunctionCounter.builder(name, this.state, number::applyAsLong).description(description);
	}

	private TimeGauge.Builder<DeliveryState> time(String name, AgeOf age, String description) {
		ToDoubleFunction<DeliveryState> millis = (state) -> {
			Duration known = age.in(state);
			return (known != null) ? known.toMillis() : Double.NaN;
		};
		return TimeGauge.builder(name, this.state, TimeUnit.MILLISECONDS, millis).description(description);
	}

	private static double backlog(DeliveryState state) {
		DeliveryState.Backlog backlog = state.backlog();
		return (backlog != null) ? backlog.size() : Double.NaN;
	}

	private static @Nullable Duration backlogAge(DeliveryState state) {
		DeliveryState.Backlog backlog = state.backlog();
		return (backlog != null) ? backlog.oldestAge() : null;
	}

	@Override
	public void delivered(int count, Duration duration) {
		this.requests.forEach((requests) -> requests.accepted(count, duration));
	}

	@FunctionalInterface
	private interface AgeOf {

		@Nullable Duration in(DeliveryState state);

	}

	/**
	 * Measures accepted requests.
	 */
	private record Requests(Timer duration, DistributionSummary size) {

		Requests(MeterRegistry registry) {
			this(Timer.builder("pirsch.delivery")
				.description("Time from sending a request to its acceptance")
				.register(registry),
					DistributionSummary.builder("pirsch.batch.size")
						.description("How much there is in an accepted request")
						.baseUnit(HITS)
						.register(registry));
		}

		void accepted(int count, Duration duration) {
			this.duration.record(duration);
			this.size.record(count);
		}

	}

}
