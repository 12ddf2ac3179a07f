package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import io.pirsch.client.Hit;
import io.pirsch.client.PirschResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of hits that were sent, by the answer and by those before it:
 * which are settled, how many to send next, and how long to wait until then.
 */
final class Judge {

	/**
	 * Each further time without an answer may be billed, so there are no more than these.
	 */
	private static final int MAX_UNANSWERED = 5;

	private static final Duration RECENTLY = Duration.ofMinutes(1);

	private final Listeners listener;

	private final Losses losses;

	private final ApiState api;

	private final Pauses pauses;

	private final Map<Hit.Kind, BatchSize> sizes = new EnumMap<>(Hit.Kind.class);

	private final Map<Hit.Kind, Suspicion> suspicions = new EnumMap<>(Hit.Kind.class);

	private final Map<Hit.Kind, Refusals> refusals = new EnumMap<>(Hit.Kind.class);

	private final Duration maxBackoff;

	private @Nullable Hit unanswered;

	private int timesUnanswered;

	Judge(TrackingSettings settings, Duration timeout, Listeners listener, Losses losses, LongSupplier waiting) {
		this.listener = listener;
		this.losses = losses;
		this.api = new ApiState(listener, losses, waiting);
		this.maxBackoff = settings.maxBackoff();
		this.pauses = new Pauses(settings.initialBackoff(), settings.maxBackoff());
		for (Hit.Kind kind : Hit.Kind.values()) {
			this.sizes.put(kind, new BatchSize(settings.maxBatchSize(), timeout));
			this.suspicions.put(kind, new Suspicion());
			this.refusals.put(kind, new Refusals());
		}
	}

	/**
	 * Returns how many hits make a full request.
	 */
	int batchSize() {
		int largest = 1;
		for (BatchSize size : this.sizes.values()) {
			largest = Math.max(largest, size.get());
		}
		return largest;
	}

	/**
	 * Returns how many hits of a kind may be sent now.
	 */
	int limit(Hit.Kind kind) {
		// While there are no answers, one hit asks for them
		return (this.unanswered != null) ? 1 : Math.min(size(kind).get(), suspicion(kind).limit());
	}

	/**
	 * Returns another hit that is to be sent before the first, to learn which of the two
	 * is at fault. Rather one of the same kind, and of another visitor, as order matters
	 * among the hits of one visitor only; where the service fails, which it may have
	 * ceased to do meanwhile, never one of the same visitor.
	 */
	@Nullable Hit neighbour(List<Hit> list, Hit first) {
		if (this.unanswered != null || !suspicion(first.kind()).needsNeighbour()) {
			return null;
		}
		return neighbour(list, first, refusals(first.kind()).isBroken());
	}

	private static @Nullable Hit neighbour(List<Hit> list, Hit first, boolean ofAnotherVisitor) {
		Hit best = null;
		for (Hit hit : list) {
			boolean other = !hit.visitor().equals(first.visitor());
			if (other && hit.kind() == first.kind()) {
				return hit;
			}
			if (best == null && hit != first && (other || !ofAnotherVisitor)) {
				best = hit;
			}
		}
		return best;
	}

	boolean isFailing() {
		return this.api.isFailing();
	}

	boolean isFailingFor(Duration time, Instant now) {
		return this.api.isFailingFor(time, now);
	}

	/**
	 * Judges a success.
	 * @param count how many hits were accepted, from the first of the shipment on
	 */
	Attempt accepted(Shipment shipment, int count, Instant now) {
		Duration took = Duration.between(shipment.start(), now);
		this.api.accepted(now);
		this.listener.delivered(count, took);
		this.pauses.reset();
		this.unanswered = null;
		refusals(shipment.kind()).accepted();
		if (shipment.isNeighbour()) {
			suspicion(shipment.kind()).acceptedNeighbour();
		}
		else {
			BatchSize size = size(shipment.kind());
			if (count < shipment.size()) {
				size.atMost(count, now);
			}
			size.accepted(count, took, now);
			int most = suspicion(shipment.kind()).accepted(count);
			if (most > 0) {
				size.atMost(most, now);
			}
		}
		return new Attempt(shipment.listWithout(count), Duration.ZERO, false);
	}

	Attempt failed(Shipment shipment, Throwable cause, Instant now) {
		Failure failure = Failure.of(cause, shipment.hits());
		Refusals refusals = refusals(shipment.kind());
		refusals.refused(failure.verdict(), this.api.accepted(), now);
		if (refusals.areOfThisKindAlone(failure.verdict(), now)) {
			return withoutKind(shipment, failure);
		}
		return switch (failure.verdict()) {
			case PASSING -> retry(shipment, failure, false, now);
			case CREDENTIALS_REFUSED -> {
				this.api.blocked(failure,
						refusals.othersWereAccepted()
								? "It accepts others, so see that the OAuth client has the scope for these."
								: "Check 'pirsch.client-id' and 'pirsch.client-secret', or 'pirsch.access-key'.",
						now);
				this.api.refused();
				yield retry(shipment, failure, true, now);
			}
			case TOO_SLOW -> tooSlow(shipment, failure, now);
			case BROKEN -> {
				boolean suspect = refusals.isBrokenLastingly() || suspicion(shipment.kind()).isOn();
				yield suspect ? suspect(shipment, failure, now) : retry(shipment, failure, false, now);
			}
			case TOO_LARGE, DATA_AT_FAULT -> suspect(shipment, failure, now);
		};
	}

	private Attempt tooSlow(Shipment shipment, Failure failure, Instant now) {
		Hit first = shipment.hits().get(0);
		this.timesUnanswered = first.equals(this.unanswered) ? this.timesUnanswered + 1 : 1;
		this.unanswered = first;
		if (shipment.size() > 1) {
			size(shipment.kind()).tooSlow(shipment.size(), now);
		}
		if (this.timesUnanswered < MAX_UNANSWERED) {
			return retry(shipment, failure, false, now);
		}
		this.losses.add(1, DropReason.UNCONFIRMED,
				"Sent %d times and never answered in time, last: %s".formatted(MAX_UNANSWERED, failure.message()));
		return new Attempt(shipment.listWithout(1), pause(shipment, failure, now), false);
	}

	/**
	 * Gives up what Pirsch would refuse for as long as it is asked, so that it does not
	 * hold up what it accepts.
	 */
	private Attempt withoutKind(Shipment shipment, Failure failure) {
		List<Hit> others = shipment.list().stream().filter((hit) -> hit.kind() != shipment.kind()).toList();
		suspicion(shipment.kind()).end();
		this.pauses.reset();
		this.losses.add(shipment.list().size() - others.size(), DropReason.REJECTED,
				"Pirsch accepts others, but every %s is refused: see that the OAuth client has the scope for it. Last: %s"
					.formatted(shipment.kind(), failure.message()));
		return new Attempt(others, Duration.ZERO, false);
	}

	/**
	 * Looks for the hit at fault. An answer that is about the data ends the doubt that an
	 * earlier one, which did not come, has left.
	 */
	private Attempt suspect(Shipment shipment, Failure failure, Instant now) {
		this.unanswered = null;
		Suspicion suspicion = suspicion(shipment.kind());
		if (shipment.size() > 1) {
			suspicion.refused(shipment.size(), failure.verdict() == Verdict.TOO_LARGE, this.api.accepted());
			return searchOn(shipment, failure, now);
		}
		if (shipment.isNeighbour()) {
			suspicion.refusedNeighbour();
			return everythingIsRefused(shipment, failure, now);
		}
		boolean hasNeighbour = neighbour(shipment.list(), shipment.hits().get(0),
				failure.verdict() == Verdict.BROKEN) != null;
		boolean atFault = suspicion.refusedAlone(hasNeighbour, this.api.accepted());
		if (atFault || (isExplained(failure) && this.api.acceptedWithin(RECENTLY, now))) {
			suspicion.end();
			this.pauses.reset();
			this.losses.add(1, DropReason.REJECTED, "Last: %s, %s".formatted(shipment.kind(), failure.message()));
			return new Attempt(shipment.listWithout(1), Duration.ZERO, false);
		}
		return suspicion.needsNeighbour() ? searchOn(shipment, failure, now)
				: everythingIsRefused(shipment, failure, now);
	}

	/**
	 * The steps of a search have an end, so they need no growing pauses; but a service
	 * that fails is to be given a moment.
	 */
	private Attempt searchOn(Shipment shipment, Failure failure, Instant now) {
		if (failure.verdict() != Verdict.BROKEN) {
			return new Attempt(shipment.list(), Duration.ZERO, false);
		}
		this.api.failing(failure, now);
		return new Attempt(shipment.list(), pause(shipment, failure, this.pauses.first()), false);
	}

	private Attempt everythingIsRefused(Shipment shipment, Failure failure, Instant now) {
		boolean hopeless = failure.verdict() != Verdict.BROKEN;
		if (hopeless && shipment.list().size() > 1) {
			this.api.blocked(failure, "Everything that is sent is refused alike, so it is not the data: "
					+ "check 'pirsch.base-url', and proxies and gateways on the way.", now);
		}
		return retry(shipment, failure, hopeless, now);
	}

	private Attempt retry(Shipment shipment, Failure failure, boolean hopeless, Instant now) {
		return new Attempt(shipment.list(), pause(shipment, failure, now), hopeless);
	}

	private Duration pause(Shipment shipment, Failure failure, Instant now) {
		this.api.failing(failure, now);
		Duration wanted = this.pauses.after(failure.verdict(), failure.cause());
		// Others wait for the end of the pause, too
		boolean shorter = refusals(shipment.kind()).othersWereAccepted();
		return pause(shipment, failure, shorter ? Pauses.shorter(wanted, this.maxBackoff) : wanted);
	}

	private Duration pause(Shipment shipment, Failure failure, Duration wanted) {
		Duration pause = Pauses.shorter(wanted, shipment.longestPause());
		this.listener.retrying(shipment.size(), pause, failure.retryCause(), failure.message());
		return pause;
	}

	/**
	 * Whether Pirsch itself says what is wrong with the hit.
	 */
	private static boolean isExplained(Failure failure) {
		return failure.cause() instanceof PirschResponseException answered && !answered.getValidation().isEmpty();
	}

	private BatchSize size(Hit.Kind kind) {
		return Objects.requireNonNull(this.sizes.get(kind));
	}

	private Suspicion suspicion(Hit.Kind kind) {
		return Objects.requireNonNull(this.suspicions.get(kind));
	}

	private Refusals refusals(Hit.Kind kind) {
		return Objects.requireNonNull(this.refusals.get(kind));
	}

}
