package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import io.pirsch.client.Hit;
import io.pirsch.client.PirschException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether Pirsch accepts what it is sent. Each change is said once.
 */
final class ApiState {

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private static final Duration SILENCE = Duration.ofMinutes(10);

	private final Listeners listener;

	private final Outage outage;

	private volatile @Nullable Instant lastAccepted;

	private boolean needsPerson;

	private final Map<Hit.Kind, Instant> said = new EnumMap<>(Hit.Kind.class);

	private final Set<Hit.Kind> failing = EnumSet.noneOf(Hit.Kind.class);

	ApiState(Listeners listener, Losses losses, LongSupplier waiting) {
		this.listener = listener;
		this.outage = new Outage(losses, waiting);
	}

	void accepted(Hit.Kind kind, Instant now) {
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
		if (this.failing.remove(kind)) {
			logger.info("Pirsch accepts %ss again".formatted(kind));
		}
		this.listener.authorization(true);
	}

	/**
	 * A kind fails, though others are accepted. It is said again while that lasts, but
	 * not soon.
	 */
	void failingBesideOthers(Hit.Kind kind, Failure failure, Instant now) {
		Instant before = this.said.get(kind);
		if (before == null || before.plus(SILENCE).isBefore(now)) {
			this.failing.add(kind);
			this.said.put(kind, now);
			logger.warn("Pirsch accepts others, but no %ss%s: %s. They are kept for a time, and tried again."
				.formatted(kind, scope(failure), failure.message()));
		}
	}

	/**
	 * Returns what to look at where it is a refusal.
	 */
	static String scope(Failure failure) {
		return switch (failure.verdict()) {
			case CREDENTIALS_REFUSED, DATA_AT_FAULT -> ", so see that the OAuth client has the scope for them";
			case PASSING, BROKEN, TOO_SLOW, TOO_LARGE -> "";
		};
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
		this.listener.authorization(false);
	}

}
