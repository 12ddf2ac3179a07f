package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

import io.pirsch.client.PirschException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether Pirsch accepts what it is sent. Each change is said once, and that it lasts is
 * said again from time to time.
 */
final class ApiState {

	private static final Duration FIRST_SILENCE = Duration.ofMinutes(10);

	private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final Listeners listener;

	private final Losses losses;

	private final LongSupplier waiting;

	private volatile @Nullable Instant failingSince;

	private volatile @Nullable Instant lastAccepted;

	private boolean needsPerson;

	private boolean refused;

	private long accepted;

	/** Time until it is said again that nothing is accepted. */
	private Duration silence = FIRST_SILENCE;

	private Instant lastSaid = Instant.MIN;

	private long lostBefore;

	ApiState(Listeners listener, Losses losses, LongSupplier waiting) {
		this.listener = listener;
		this.losses = losses;
		this.waiting = waiting;
	}

	/**
	 * How many requests have been accepted.
	 */
	long accepted() {
		return this.accepted;
	}

	void accepted(Instant now) {
		this.accepted++;
		this.lastAccepted = now;
		boolean wasFailing = this.failingSince != null;
		this.failingSince = null;
		this.needsPerson = false;
		if (this.listener.isFirstSuccess()) {
			logger.info("Pirsch has accepted data for the first time. It leaves out bots without saying so; "
					+ "if the dashboard stays empty, look at the hostname of its domain.");
		}
		else if (wasFailing) {
			logger.info("Pirsch accepts data again");
		}
		if (this.refused) {
			this.refused = false;
			this.listener.authorization(true);
		}
	}

	boolean acceptedWithin(Duration time, Instant now) {
		Instant last = this.lastAccepted;
		return last != null && last.plus(time).isAfter(now);
	}

	boolean isFailing() {
		return this.failingSince != null;
	}

	/**
	 * Whether nothing has been accepted for longer than this.
	 */
	boolean isFailingFor(Duration time, Instant now) {
		Instant since = this.failingSince;
		return since != null && since.plus(time).isBefore(now);
	}

	/**
	 * A failure that will pass.
	 */
	void failing(Failure failure, Instant now) {
		if (begin(now)) {
			if (failure.cause() instanceof PirschException) {
				logger.warn(
						"Pirsch does not accept data: %s. What is tracked is kept and sent later; if it lasts, look at what is on the way."
							.formatted(failure.message()));
			}
			else {
				logger.error("Unexpected failure of the delivery to Pirsch; it is tried again. Please report it",
						failure.cause());
			}
		}
		else {
			remind(failure, now);
		}
	}

	private void remind(Failure failure, Instant now) {
		Instant since = this.failingSince;
		if (since == null || now.isBefore(this.lastSaid.plus(this.silence))) {
			return;
		}
		this.lastSaid = now;
		this.silence = Pauses.shorter(this.silence.multipliedBy(2), LONGEST_SILENCE);
		logger.warn("Nothing is delivered to Pirsch since %s: %s. %d wait for it, and %d were lost meanwhile."
			.formatted(since.truncatedTo(ChronoUnit.SECONDS), failure.message(), this.waiting.getAsLong(),
					this.losses.total() - this.lostBefore));
	}

	/**
	 * A failure that a person has to mend.
	 */
	void blocked(Failure failure, String remedy, Instant now) {
		begin(now);
		if (!this.needsPerson) {
			this.needsPerson = true;
			logger.error("%s. %s What is tracked is kept, and Pirsch is asked again from time to time."
				.formatted(failure.message(), remedy));
		}
	}

	void refused() {
		if (!this.refused) {
			this.refused = true;
			this.listener.authorization(false);
		}
	}

	private boolean begin(Instant now) {
		if (this.failingSince != null) {
			return false;
		}
		this.failingSince = now;
		this.lastSaid = now;
		this.silence = FIRST_SILENCE;
		this.lostBefore = this.losses.total();
		return true;
	}

}
