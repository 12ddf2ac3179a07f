package io.pirsch.tracking;

import java.time.Duration;

import io.pirsch.client.PirschException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How long to wait before a request is sent again.
 */
final class Pauses {

	/**
	 * However long the service asks to wait, it is asked again after this.
	 */
	static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

	/**
	 * 10 requests a minute are the least that the service grants.
	 */
	private static final Duration FIRST_AFTER_REFUSAL = Duration.ofSeconds(6);

	private final Duration initialBackoff;

	private final ExponentialBackOff outageBackoff;

	private final ExponentialBackOff refusalBackoff;

	private @Nullable BackOffExecution outage;

	private @Nullable BackOffExecution refusal;

	Pauses(Duration initialBackoff, Duration maxBackoff) {
		this.initialBackoff = initialBackoff;
		this.outageBackoff = backoff(initialBackoff, maxBackoff);
		this.outageBackoff.setJitter(initialBackoff.toMillis() / 2);
		this.refusalBackoff = backoff(FIRST_AFTER_REFUSAL, LONGEST_RETRY_AFTER);
	}

	private static ExponentialBackOff backoff(Duration initial, Duration max) {
		ExponentialBackOff backoff = new ExponentialBackOff(initial.toMillis(), 2);
		backoff.setMaxInterval(max.toMillis());
		return backoff;
	}

	/**
	 * Pirsch has accepted a request, or the data at fault is out of the way.
	 */
	void reset() {
		this.outage = null;
		this.refusal = null;
	}

	/**
	 * Returns the pause between the steps of a search, which end by themselves.
	 */
	Duration first() {
		return this.initialBackoff;
	}

	/**
	 * Returns the pause after a failure. One that the service asks for is not counted as
	 * an attempt, unless it asks for none.
	 */
	Duration after(Verdict verdict, Throwable failure) {
		Duration asked = askedFor(failure);
		if (!asked.isZero()) {
			return asked;
		}
		if (verdict == Verdict.CREDENTIALS_REFUSED) {
			this.refusal = (this.refusal != null) ? this.refusal : this.refusalBackoff.start();
			return Duration.ofMillis(this.refusal.nextBackOff());
		}
		this.outage = (this.outage != null) ? this.outage : this.outageBackoff.start();
		return Duration.ofMillis(this.outage.nextBackOff());
	}

	/**
	 * Returns the pause that is asked for, zero if none is.
	 */
	static Duration askedFor(Throwable failure) {
		Duration asked = (failure instanceof PirschException known) ? known.getRetryAfter() : null;
		return (asked != null && asked.compareTo(Duration.ZERO) > 0) ? shorter(asked, LONGEST_RETRY_AFTER)
				: Duration.ZERO;
	}

	static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
