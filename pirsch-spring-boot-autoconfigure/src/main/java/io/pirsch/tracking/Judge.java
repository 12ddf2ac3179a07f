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

	private final Listeners listener;

	private final Losses losses;

	private final ApiState api;

	private final Kinds kinds;

	Judge(Kinds kinds, Listeners listener, Losses losses, LongSupplier waiting) {
		this.kinds = kinds;
		this.listener = listener;
		this.losses = losses;
		this.api = new ApiState(listener, losses, waiting);
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
		this.kinds.silent(false);
		this.kinds.accepted(shipment.kind());
		if (shipment.asksOtherKind()) {
			askedOthers(this.kinds.of(shipment.first().kind()));
		}
		else if (shipment.isNeighbour()) {
			kind(shipment).suspicion().acceptedNeighbour();
		}
		else {
			acceptedInTurn(shipment, count, took, now);
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
		KindState kind = kind(shipment);
		if (count < shipment.size()) {
			kind.size().atMost(count, now);
		}
		else {
			kind.size().accepted(count, took, now);
		}
		int most = kind.suspicion().accepted(count);
		if (most > 0) {
			kind.size().atMost(most, now);
		}
	}

	Attempt failed(Shipment shipment, Throwable cause, Instant now) {
		Failure failure = Failure.of(cause, shipment.hits());
		Refusals refusals = kind(shipment).refusals();
		refusals.lastWas(failure.verdict());
		if (shipment.asksOtherKind()) {
			askedOthers(this.kinds.of(shipment.first().kind()));
		}
		if (!isExplained(failure)) {
			this.kinds.failed(shipment.kind(), failure.verdict(), now);
			if (this.kinds.exhaustsPatience(shipment.kind(), failure.verdict(), now)) {
				if (shipment.isAlone()) {
					refusals.gaveUpOne();
				}
				boolean ofTheKind = refusals.areOfTheKind(failure.verdict());
				if (shipment.isAlone() || ofTheKind) {
					return giveUp(shipment, ofTheKind, failure, now);
				}
			}
		}
		return switch (failure.verdict()) {
			case PASSING -> retry(shipment, failure, false, now);
			case CREDENTIALS_REFUSED -> credentialsRefused(shipment, failure, now);
			case TOO_SLOW -> tooSlow(shipment, failure, now);
			case BROKEN -> {
				boolean suspect = refusals.areBrokenLastingly() || kind(shipment).suspicion().isOn();
				yield suspect ? suspect(shipment, failure, now) : retry(shipment, failure, false, now);
			}
			case TOO_LARGE, DATA_AT_FAULT -> suspect(shipment, failure, now);
		};
	}

	private Attempt credentialsRefused(Shipment shipment, Failure failure, Instant now) {
		if (!isBesideOthers(shipment)) {
			this.api.blocked(failure, "Check 'pirsch.client-id' and 'pirsch.client-secret', and that the client has "
					+ "the scopes to send hits, events and sessions; or 'pirsch.access-key'. If 'pirsch.base-url' is set, check that, too.",
					now);
			this.api.refused();
		}
		return retry(shipment, failure, true, now);
	}

	private Attempt tooSlow(Shipment shipment, Failure failure, Instant now) {
		KindState kind = kind(shipment);
		this.kinds.silent(true);
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
	 * hold up what it accepts. What comes before it may be asked again was not refused
	 * yet, so it waits.
	 */
	private Attempt giveUp(Shipment shipment, boolean ofTheKind, Failure failure, Instant now) {
		KindState kind = kind(shipment);
		kind.wasAnswered();
		if (ofTheKind) {
			kind.suspicion().end();
		}
		else {
			kind.suspicion().gaveUpFirst();
		}
		// One that was refused alone says too little about those that were not sent yet
		List<Hit> others = shipment.isAlone() ? shipment.listWithout(1) : shipment.listWithoutKind();
		if (!ofTheKind && others.stream().noneMatch((hit) -> hit.kind() == shipment.kind())) {
			// What comes later is no part of this
			kind.refusals().forgetPatience();
		}
		kind.pauses().reset();
		Duration asked = Pauses.askedFor(failure.cause());
		// Those that are given up one by one need not be sent as fast as they are refused
		boolean oneByOne = ofTheKind && shipment.isAlone();
		kind.pause((oneByOne && asked.isZero()) ? kind.pauses().first() : asked, now);
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
		this.kinds.silent(false);
		kind(shipment).wasAnswered();
		KindState kind = this.kinds.of(shipment.first().kind());
		Suspicion suspicion = kind.suspicion();
		if (shipment.isNeighbour()) {
			if (!shipment.asksOtherKind()) {
				suspicion.askedNeighbourInVain();
			}
			return everythingIsRefused(shipment, failure, now);
		}
		if (shipment.size() > 1) {
			suspicion.refused(shipment.size(), failure.verdict() == Verdict.TOO_LARGE, kind.accepted());
			return searchOn(shipment, failure, now);
		}
		boolean hasNeighbour = Kinds.neighbour(shipment.list(), shipment.first(),
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
		return new Attempt(shipment.list(), pause(shipment, failure, kind(shipment).pauses().first(), now), false);
	}

	private Attempt everythingIsRefused(Shipment shipment, Failure failure, Instant now) {
		boolean needsPerson = failure.verdict() != Verdict.BROKEN;
		if (needsPerson && !isBesideOthers(shipment) && shipment.list().size() > 1) {
			this.api.blocked(failure, "Everything that is sent is refused alike, so it is not the data: "
					+ "check 'pirsch.base-url', and proxies and gateways on the way.", now);
		}
		return retry(shipment, failure, needsPerson, now);
	}

	/**
	 * What needs a person does not pass while the application stops; but what was
	 * accepted a moment ago may be so again, or it is but this kind.
	 */
	private Attempt retry(Shipment shipment, Failure failure, boolean needsPerson, Instant now) {
		boolean hopeless = needsPerson && !isBesideOthers(shipment) && !this.api.acceptedWithin(RECENTLY, now);
		return new Attempt(shipment.list(), pause(shipment, failure, now), hopeless);
	}

	private Duration pause(Shipment shipment, Failure failure, Instant now) {
		Duration wanted = kind(shipment).pauses().after(failure.verdict(), failure.cause());
		return pause(shipment, failure, wanted, now);
	}

	/**
	 * Others need not wait for what fails beside them.
	 */
	private Duration pause(Shipment shipment, Failure failure, Duration wanted, Instant now) {
		Duration pause = Pauses.shorter(wanted, shipment.longestPause());
		Duration ofAll = isBesideOthers(shipment) ? Duration.ZERO : pause;
		this.listener.retrying(shipment.size(), ofAll, failure.retryCause(), failure.message());
		if (ofAll.isZero()) {
			kind(shipment).pause(pause, now);
			this.api.failingBesideOthers(shipment.kind(), failure, now);
		}
		else {
			this.api.failing(failure, now);
		}
		return ofAll;
	}

	private boolean isBesideOthers(Shipment shipment) {
		return this.kinds.isBesideOthers(shipment.kind());
	}

	private KindState kind(Shipment shipment) {
		return this.kinds.of(shipment.kind());
	}

	/**
	 * Whether Pirsch itself says what is wrong with the hit.
	 */
	private static boolean isExplained(Failure failure) {
		return failure.cause() instanceof PirschResponseException answered && !answered.getValidation().isEmpty();
	}

}
