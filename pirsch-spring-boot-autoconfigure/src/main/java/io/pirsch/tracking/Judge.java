package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

	/**
	 * While one kind waits, it is seen so often whether there are others.
	 */
	private static final Duration LOOK_FOR_OTHERS = Duration.ofSeconds(1);

	private final Listeners listener;

	private final Losses losses;

	private final ApiState api;

	private final Kinds kinds;

	/** Whether nothing was answered since a request that was not answered in time. */
	private boolean silent;

	Judge(Kinds kinds, Listeners listener, Losses losses, LongSupplier waiting) {
		this.kinds = kinds;
		this.listener = listener;
		this.losses = losses;
		this.api = new ApiState(listener, losses, waiting);
	}

	/**
	 * Returns what comes of it if it is the turn of none.
	 */
	Attempt rest(List<Hit> list) {
		return new Attempt(list, LOOK_FOR_OTHERS, false);
	}

	/**
	 * Returns how many hits of a kind may be sent now.
	 */
	int limit(Hit.Kind kind) {
		KindState state = this.kinds.of(kind);
		// While there are no answers, one hit asks for them
		return isUnanswered(state) ? 1 : Math.min(state.size().get(), state.suspicion().limit());
	}

	private boolean isUnanswered(KindState kind) {
		return this.silent || kind.isUnanswered();
	}

	/**
	 * Returns another hit that is to be sent before the first, to learn which of the two
	 * is at fault, or whether its kind is. Rather one of another visitor, as order
	 * matters among the hits of one visitor only; where the service fails, which it may
	 * have ceased to do meanwhile, never one of the same visitor.
	 */
	@Nullable Hit neighbour(List<Hit> list, Hit first) {
		KindState kind = this.kinds.of(first.kind());
		if (isUnanswered(kind)) {
			return null;
		}
		boolean ofAnotherVisitor = kind.refusals().mayHavePassed();
		if (kind.refusals().needOthers()) {
			List<Hit> others = list.stream().filter((hit) -> hit.kind() != first.kind()).toList();
			Hit other = neighbour(others, first, ofAnotherVisitor);
			if (other != null) {
				return other;
			}
		}
		return kind.suspicion().needsNeighbour() ? neighbour(list, first, ofAnotherVisitor) : null;
	}

	/**
	 * Returns a neighbour, rather of the same kind.
	 */
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
		this.api.accepted(shipment.kind(), now);
		this.listener.delivered(count, took);
		this.silent = false;
		KindState kind = this.kinds.of(shipment.kind());
		kind.wasAccepted();
		this.kinds.others(kind).forEach((other) -> other.refusals().othersAreAccepted());
		if (!shipment.isNeighbour()) {
			acceptedInTurn(shipment, count, took, now);
		}
		else if (shipment.kind() == shipment.first().kind()) {
			kind.suspicion().acceptedNeighbour();
		}
		else {
			askedOthers(this.kinds.of(shipment.first().kind()));
		}
		return new Attempt(shipment.listWithout(count), Duration.ZERO, false);
	}

	/**
	 * What becomes of another kind says nothing about a single hit.
	 */
	private static void askedOthers(KindState kind) {
		kind.refusals().haveAskedOthers();
		if (kind.suspicion().isOn()) {
			kind.suspicion().askedNeighbourInVain();
		}
	}

	private void acceptedInTurn(Shipment shipment, int count, Duration took, Instant now) {
		KindState kind = this.kinds.of(shipment.kind());
		if (count < shipment.size()) {
			kind.size().atMost(count, now);
		}
		if (count == kind.size().get() || isPartOfFull(shipment, count)) {
			kind.size().acceptedFull(took, now);
		}
		int most = kind.suspicion().accepted(count);
		if (most > 0) {
			kind.size().atMost(most, now);
		}
	}

	/**
	 * Where kinds come mixed, a full list has fewer of each than a request may hold.
	 */
	private boolean isPartOfFull(Shipment shipment, int count) {
		return count == shipment.size() && shipment.list().size() >= this.kinds.batchSize()
				&& shipment.isAllOfItsKind();
	}

	Attempt failed(Shipment shipment, Throwable cause, Instant now) {
		Failure failure = Failure.of(cause, shipment.hits());
		Refusals refusals = this.kinds.of(shipment.kind()).refusals();
		if (!isExplained(failure)) {
			noteFailure(shipment, failure.verdict(), now);
			if (refusals.areOfThisKindAlone(failure.verdict(), now)) {
				return withoutKind(shipment, failure);
			}
		}
		return switch (failure.verdict()) {
			case PASSING -> retry(shipment, failure, false, now);
			case CREDENTIALS_REFUSED -> credentialsRefused(shipment, failure, now);
			case TOO_SLOW -> tooSlow(shipment, failure, now);
			case BROKEN -> {
				boolean suspect = refusals.areBrokenLastingly() || this.kinds.of(shipment.kind()).suspicion().isOn();
				yield suspect ? suspect(shipment, failure, now) : retry(shipment, failure, false, now);
			}
			case TOO_LARGE, DATA_AT_FAULT -> suspect(shipment, failure, now);
		};
	}

	/**
	 * What fails while others are accepted says something about its kind; else about all.
	 */
	private void noteFailure(Shipment shipment, Verdict verdict, Instant now) {
		KindState kind = this.kinds.of(shipment.kind());
		kind.refusals().failed(verdict, now);
		if (!kind.refusals().areBesideOthers() && verdict != Verdict.DATA_AT_FAULT && verdict != Verdict.TOO_LARGE) {
			this.kinds.others(kind).forEach((other) -> other.refusals().othersFail());
		}
		if (shipment.isNeighbour() && shipment.kind() != shipment.first().kind()) {
			askedOthers(this.kinds.of(shipment.first().kind()));
		}
	}

	private Attempt credentialsRefused(Shipment shipment, Failure failure, Instant now) {
		boolean besideOthers = this.kinds.of(shipment.kind()).refusals().areBesideOthers();
		if (!besideOthers) {
			this.api.blocked(failure, "Check 'pirsch.client-id' and 'pirsch.client-secret', or 'pirsch.access-key'.",
					now);
			this.api.refused();
		}
		return retry(shipment, failure, !besideOthers, now);
	}

	private Attempt tooSlow(Shipment shipment, Failure failure, Instant now) {
		KindState kind = this.kinds.of(shipment.kind());
		this.silent = true;
		int times = kind.notAnswered(shipment.hits().get(0));
		if (shipment.size() > 1) {
			kind.size().tooSlow(shipment.size(), now);
		}
		if (times < MAX_UNANSWERED) {
			return retry(shipment, failure, false, now);
		}
		this.losses.add(1, DropReason.UNCONFIRMED,
				"Sent %d times and never answered in time, last: %s".formatted(MAX_UNANSWERED, failure.message()));
		kind.gaveUpUnanswered();
		return new Attempt(shipment.listWithout(1), pause(shipment, failure, now), false);
	}

	/**
	 * Gives up what Pirsch would refuse for as long as it is asked, so that it does not
	 * hold up what it accepts.
	 */
	private Attempt withoutKind(Shipment shipment, Failure failure) {
		List<Hit> others = shipment.listWithoutKind();
		KindState kind = this.kinds.of(shipment.kind());
		kind.waiting(0);
		kind.suspicion().end();
		kind.pauses().reset();
		this.losses.add(shipment.list().size() - others.size(), DropReason.REJECTED,
				"Pirsch accepts others, but every %s is refused%s. Last: %s".formatted(shipment.kind(),
						ApiState.scope(failure), failure.message()));
		return new Attempt(others, Duration.ZERO, false);
	}

	/**
	 * Looks for the hit at fault. An answer that is about the data ends the doubt that an
	 * earlier one, which did not come, has left.
	 */
	private Attempt suspect(Shipment shipment, Failure failure, Instant now) {
		this.silent = false;
		this.kinds.of(shipment.kind()).wasAnswered();
		KindState kind = this.kinds.of(shipment.first().kind());
		Suspicion suspicion = kind.suspicion();
		if (shipment.isNeighbour()) {
			if (shipment.kind() == shipment.first().kind()) {
				suspicion.askedNeighbourInVain();
			}
			return everythingIsRefused(shipment, failure, now);
		}
		if (shipment.size() > 1) {
			suspicion.refused(shipment.size(), failure.verdict() == Verdict.TOO_LARGE, kind.accepted());
			return searchOn(shipment, failure, now);
		}
		boolean hasNeighbour = neighbour(shipment.list(), shipment.first(),
				failure.verdict() == Verdict.BROKEN) != null;
		boolean atFault = suspicion.refusedAlone(hasNeighbour, kind.accepted(), failure.verdict() == Verdict.BROKEN);
		if (atFault || (isExplained(failure) && this.api.acceptedWithin(RECENTLY, now))) {
			suspicion.end();
			kind.pauses().reset();
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
		return new Attempt(shipment.list(),
				pause(shipment, failure, this.kinds.of(shipment.kind()).pauses().first(), now), false);
	}

	private Attempt everythingIsRefused(Shipment shipment, Failure failure, Instant now) {
		boolean besideOthers = this.kinds.of(shipment.kind()).refusals().areBesideOthers();
		boolean hopeless = failure.verdict() != Verdict.BROKEN && !besideOthers;
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
		Duration wanted = this.kinds.of(shipment.kind()).pauses().after(failure.verdict(), failure.cause());
		return pause(shipment, failure, wanted, now);
	}

	/**
	 * Others need not wait for what fails beside them.
	 */
	private Duration pause(Shipment shipment, Failure failure, Duration wanted, Instant now) {
		Duration pause = Pauses.shorter(wanted, shipment.longestPause());
		this.listener.retrying(shipment.size(), pause, failure.retryCause(), failure.message());
		KindState kind = this.kinds.of(shipment.kind());
		if (kind.refusals().areBesideOthers()) {
			kind.pause(pause, now);
			this.api.failingBesideOthers(shipment.kind(), failure, now);
			return Duration.ZERO;
		}
		this.api.failing(failure, now);
		return pause;
	}

	/**
	 * Whether Pirsch itself says what is wrong with the hit.
	 */
	private static boolean isExplained(Failure failure) {
		return failure.cause() instanceof PirschResponseException answered && !answered.getValidation().isEmpty();
	}

}
