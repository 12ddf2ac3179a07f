package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

import io.pirsch.client.PirschException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether Pirsch accepts what it is sent. Each change is said once.
 */
final class ApiState {

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final Listeners listener;

	private final Outage outage;

	private volatile @Nullable Instant lastAccepted;

	private boolean needsPerson;

	private boolean refused;

	private long accepted;

	ApiState(Listeners listener, Losses losses, LongSupplier waiting) {
		this.listener = listener;
		this.outage = new Outage(losses, waiting);
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
		boolean wasFailing = this.outage.end();
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
		return this.outage.isOn();
	}

	/**
	 * Whether nothing has been accepted for longer than this.
	 */
	boolean isFailingFor(Duration time, Instant now) {
		return this.outage.isLongerThan(time, now);
	}

	/**
	 * A failure that will pass.
	 */
	void failing(Failure failure, Instant now) {
		if (this.outage.begin(now)) {
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
			this.outage.remind("Nothing is delivered to Pirsch", failure.message(), now);
		}
	}

	/**
	 * A failure that a person has to mend.
	 */
	void blocked(Failure failure, String remedy, Instant now) {
		this.outage.begin(now);
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

}
