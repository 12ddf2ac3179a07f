package io.pirsch.tracking;

import java.time.Duration;

import io.pirsch.client.Hit;
import org.jspecify.annotations.Nullable;

/**
 * What the answers so far say about one kind of hits.
 */
final class KindState {

	private final BatchSize size;

	private final Suspicion suspicion = new Suspicion();

	private final Refusals refusals = new Refusals();

	private long accepted;

	private int waiting;

	private @Nullable Hit unanswered;

	private int timesUnanswered;

	KindState(int maxBatchSize, Duration timeout) {
		this.size = new BatchSize(maxBatchSize, timeout);
	}

	BatchSize size() {
		return this.size;
	}

	Suspicion suspicion() {
		return this.suspicion;
	}

	Refusals refusals() {
		return this.refusals;
	}

	/**
	 * How many requests of this kind have been accepted.
	 */
	long accepted() {
		return this.accepted;
	}

	/**
	 * How many of this kind wait while others are accepted.
	 */
	int waiting() {
		return this.waiting;
	}

	void waiting(int count) {
		this.waiting = count;
	}

	void wasAccepted() {
		this.accepted++;
		this.waiting = 0;
		this.unanswered = null;
		this.refusals.accepted();
	}

	/**
	 * A request that began with this hit was not answered in time.
	 * @return how many times in a row
	 */
	int notAnswered(Hit first) {
		this.timesUnanswered = first.equals(this.unanswered) ? this.timesUnanswered + 1 : 1;
		this.unanswered = first;
		return this.timesUnanswered;
	}

	boolean isUnanswered() {
		return this.unanswered != null;
	}

	void wasAnswered() {
		this.unanswered = null;
	}

}
