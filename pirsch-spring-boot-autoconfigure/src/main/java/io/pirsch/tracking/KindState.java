package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;

import io.pirsch.client.Hit;
import org.jspecify.annotations.Nullable;

/**
 * What the answers so far say about one kind of hits.
 */
final class KindState {

	private static final long NONE = 0;

	private final BatchSize size;

	private final Suspicion suspicion = new Suspicion();

	private final Refusals refusals = new Refusals();

	private final Pauses pauses;

	private Instant paused = Instant.MIN;

	private Duration pause = Duration.ZERO;

	private long accepted;

	private long lastAccepted = NONE;

	private @Nullable Hit unanswered;

	private int timesUnanswered;

	KindState(TrackingSettings settings, Duration timeout) {
		this.size = new BatchSize(settings.maxBatchSize(), timeout);
		this.pauses = new Pauses(settings.initialBackoff(), settings.maxBackoff());
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

	Pauses pauses() {
		return this.pauses;
	}

	/**
	 * How many requests of this kind have been accepted.
	 */
	long accepted() {
		return this.accepted;
	}

	/**
	 * None of this kind is to be sent for a time, though others are.
	 */
	void pause(Duration pause, Instant now) {
		this.paused = now;
		this.pause = pause;
	}

	void endPause() {
		this.pause = Duration.ZERO;
	}

	/**
	 * Whether that time is not over. A clock that is set back ends it.
	 * @param longest the longest pause that there may be
	 */
	boolean isPaused(Duration longest, Instant now) {
		return !now.isBefore(this.paused) && now.isBefore(this.paused.plus(Pauses.shorter(this.pause, longest)));
	}

	/**
	 * A request was accepted.
	 * @param answer the number of the answer, among those to all kinds
	 */
	void wasAccepted(long answer) {
		this.accepted++;
		this.lastAccepted = answer;
		this.unanswered = null;
		this.refusals.forget();
		this.pauses.reset();
	}

	/**
	 * A request failed.
	 * @param answer the number of the answer, among those to all kinds
	 * @return whether that is more than a hit at fault
	 */
	boolean hasFailed(Verdict verdict, long answer, Instant now) {
		this.refusals.failed(verdict, answer, now);
		boolean fails = !verdict.isAboutData() || this.refusals.areNoAccident();
		if (fails) {
			this.lastAccepted = NONE;
		}
		return fails;
	}

	/**
	 * Returns the number of the last answer that accepted some of this kind, if it does
	 * not fail since.
	 */
	long lastAccepted() {
		return this.lastAccepted;
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

	/**
	 * The hit that was not answered is given up; another may equal it.
	 */
	void gaveUpUnanswered() {
		this.timesUnanswered = 0;
	}

}
