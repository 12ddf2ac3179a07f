package io.pirsch.autoconfigure;

import java.time.Duration;
import java.time.Instant;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.QueuedPirschTracker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Tells how delivery goes, and makes no call. It is never down: an application does its
 * work while its analytics wait.
 */
final class PirschHealthIndicator extends AbstractHealthIndicator {

	private final DeliveryState state;

	private final ObjectProvider<PirschTracker> trackers;

	PirschHealthIndicator(DeliveryState state, ObjectProvider<PirschTracker> trackers) {
		super("The state of the delivery to Pirsch could not be read");
		this.state = state;
		this.trackers = trackers;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		if (!(this.trackers.getIfUnique() instanceof QueuedPirschTracker tracker)) {
			builder.unknown().withDetail("state", "nothing is sent by this tracker");
			return;
		}
		DeliveryState.Condition condition = this.state.condition();
		if (condition.isFailing()) {
			builder.unknown();
		}
		else {
			builder.up();
		}
		builder.withDetail("state", condition.toString())
			.withDetail("waiting", tracker.getWaitingCount())
			.withDetail("queueSize", tracker.getQueueSize())
			.withDetail("queueCapacity", tracker.getQueueCapacity());
		Duration sinceLast = this.state.timeSinceLastSuccess();
		if (sinceLast != null) {
			builder.withDetail("secondsSinceLastSuccess", sinceLast.toSeconds());
		}
		Instant nextAttempt = this.state.nextAttempt();
		if (nextAttempt != null) {
			builder.withDetail("nextAttempt", nextAttempt);
		}
		DeliveryState.Failure failure = this.state.lastFailure();
		if (condition.isFailing() && failure != null) {
			builder.withDetail("lastError", failure.message());
		}
	}

}
