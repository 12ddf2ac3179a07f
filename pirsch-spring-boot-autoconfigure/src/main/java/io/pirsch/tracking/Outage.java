package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The time for which nothing is taken. That it lasts is said after ten minutes, and then
 * ever less often. Safe for use by one thread, apart from the questions.
 */
final class Outage {

	private static final Duration FIRST_SILENCE = Duration.ofMinutes(10);

	private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final Losses losses;

	private final LongSupplier waiting;

	private volatile @Nullable Instant since;

	private Duration silence = FIRST_SILENCE;

	private Instant lastSaid = Instant.MIN;

	private long lostBefore;

	/**
	 * Creates what begins with the first failure.
	 * @param losses knows how much was lost
	 * @param waiting tells how much waits for the end
	 */
	Outage(Losses losses, LongSupplier waiting) {
		this.losses = losses;
		this.waiting = waiting;
	}

	/**
	 * Returns whether it has begun, and not ended.
	 */
	boolean isOn() {
		return this.since != null;
	}

	/**
	 * Returns whether it has lasted for longer than this.
	 */
	boolean isLongerThan(Duration time, Instant now) {
		Instant since = this.since;
		return since != null && since.plus(time).isBefore(now);
	}

	/**
	 * Begins, if it is not on.
	 * @return whether it was not, so that its begin is to be said
	 */
	boolean begin(Instant now) {
		if (this.since != null) {
			return false;
		}
		this.since = now;
		this.lastSaid = now;
		this.silence = FIRST_SILENCE;
		this.lostBefore = this.losses.total();
		return true;
	}

	/**
	 * Ends.
	 * @return whether it was on, so that its end is to be said
	 */
	boolean end() {
		boolean wasOn = this.since != null;
		this.since = null;
		return wasOn;
	}

	/**
	 * Says that it lasts, if it is time to.
	 * @param what what does not happen
	 * @param reason why it does not
	 */
	void remind(String what, String reason, Instant now) {
		Instant since = this.since;
		if (since == null || now.isBefore(this.lastSaid.plus(this.silence))) {
			return;
		}
		this.lastSaid = now;
		this.silence = Pauses.shorter(this.silence.multipliedBy(2), LONGEST_SILENCE);
		logger.warn("%s since %s: %s. %d wait for it, and %d were lost meanwhile.".formatted(what,
				since.truncatedTo(ChronoUnit.SECONDS), reason, this.waiting.getAsLong(),
				this.losses.total() - this.lostBefore));
	}

}
