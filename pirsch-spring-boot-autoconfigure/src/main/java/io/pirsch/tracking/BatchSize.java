package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;

/**
 * How many hits of one kind a request holds. Grows as far as requests would be answered
 * well within the time-out, and shrinks when they are not.
 */
final class BatchSize {

	private static final int FIRST = 100;

	/**
	 * Of the time-out, the part in which a request that has grown is to be answered, if
	 * each hit in it takes as long as before.
	 */
	private static final int QUICK_PART = 2;

	/**
	 * How many times what was accepted a request may hold. Where three kinds come mixed,
	 * one of them is a third of a full list, so that this has to be more than three.
	 */
	private static final long MOST_BEYOND = 4;

	private static final int SHRINKING = 8;

	private static final Duration REST = Duration.ofSeconds(10);

	private final int max;

	private final Duration quick;

	private int size;

	private Instant growsAt = Instant.MIN;

	BatchSize(int max, Duration timeout) {
		this.max = max;
		this.quick = timeout.dividedBy(QUICK_PART);
		this.size = Math.min(FIRST, max);
	}

	int get() {
		return this.size;
	}

	void accepted(int count, Duration took, Instant now) {
		if (!now.isBefore(this.growsAt)) {
			double inTime = Math.ceil(count * ((double) this.quick.toMillis() / Math.max(1, took.toMillis())));
			double proven = Math.max(this.size, Math.min(MOST_BEYOND * count, inTime));
			this.size = (int) Math.min(Math.min(2L * this.size, proven), this.max);
		}
	}

	/**
	 * No answer came in time to this many.
	 */
	void tooSlow(int count, Instant now) {
		shrink(count / SHRINKING, now);
	}

	/**
	 * The service takes this many, and not twice as many.
	 */
	void atMost(int count, Instant now) {
		shrink(count, now);
	}

	private void shrink(int size, Instant now) {
		this.size = Math.max(1, Math.min(size, this.size));
		this.growsAt = now.plus(REST);
	}

}
