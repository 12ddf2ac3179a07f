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

	private final Map<Hit.Kind, KindState> kinds = new EnumMap<>(Hit.Kind.class);

	private final Duration maxBackoff;

	/** How many may be on their way while some of them wait beside others. */
	private final int room;

	/** Whether nothing was answered since a request that was not answered in time. */
	private boolean silent;

	Judge(TrackingSettings settings, Duration timeout, Listeners listener, Losses losses, LongSupplier waiting) {
		this.listener = listener;
		this.losses = losses;
		this.api = new ApiState(listener, losses, waiting);
		this.maxBackoff = settings.maxBackoff();
		this.pauses = new Pauses(settings.initialBackoff(), settings.maxBackoff());
		for (Hit.Kind kind : Hit.Kind.values()) {
			this.kinds.put(kind, new KindState(settings.maxBatchSize(), timeout));
		}
		this.room = Math.max(settings.maxBatchSize(), settings.queueCapacity() / 2);
	}

	/**
	 * Returns how many hits make a full request. What is refused beside others is not
	 * among them, so that it can't keep others from being sent.
	 */
	int batchSize() {
		int largest = 1;
		int waiting = 0;
		for (KindState kind : this.kinds.values()) {
			largest = Math.max(largest, kind.size().get());
			waiting += kind.waiting();
		}
		return Math.max(largest, Math.min(largest + waiting, this.room));
	}

	/**
	 * Returns how many hits of a kind may be sent now.
	 */
	int limit(Hit.Kind kind) {
		KindState state = state(kind);
		// While there are no answers, one hit asks for them
		return isUnanswered(state) ? 1 : Math.min(state.size().get(), state.suspicion().limit());
	}

	private boolean isUnanswered(KindState kind) {
		return this.silent || kind.isUnanswered();
	}

	/**
	 * Returns another hit that is to be sent before the first, to learn which of the two
	 * is at fault, or whether its kind is. Rather one of the same kind, and of another
	 * visitor, as order matters among the hits of one visitor only; where the service
	 * fails, which it may have ceased to do meanwhile, never one of the same visitor.
	 */
	@Nullable Hit neighbour(List<Hit> list, Hit first) {
		KindState kind = state(first.kind());
		if (isUnanswered(kind) || !kind.suspicion().needsNeighbour()) {
			return null;
		}
		return neighbour(list, first, kind.refusals().areBroken());
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
		this.silent = false;
		KindState kind = state(shipment.kind());
		kind.wasAccepted();
		if (!shipment.isNeighbour()) {
			acceptedInTurn(kind, shipment.size(), count, took, now);
		}
		else if (shipment.kind() == shipment.first().kind()) {
			kind.suspicion().acceptedNeighbour();
		}
		else {
			state(shipment.first().kind()).suspicion().askedNeighbourInVain();
		}
		return new Attempt(shipment.listWithout(count), Duration.ZERO, false);
	}

	private static void acceptedInTurn(KindState kind, int sent, int count, Duration took, Instant now) {
		if (count < sent) {
			kind.size().atMost(count, now);
		}
		kind.size().accepted(count, took, now);
		int most = kind.suspicion().accepted(count);
		if (most > 0) {
			kind.size().atMost(most, now);
		}
	}

	Attempt failed(Shipment shipment, Throwable cause, Instant now) {
		Failure failure = Failure.of(cause, shipment.hits());
		Refusals refusals = state(shipment.kind()).refusals();
		if (!isExplained(failure)) {
			noteFailure(shipment, failure.verdict(), now);
			boolean hasRoom = shipment.list().size() < this.room;
			if (refusals.areOfThisKindAlone(failure.verdict(), hasRoom, now)) {
				return withoutKind(shipment, failure);
			}
		}
		return switch (failure.verdict()) {
			case PASSING -> retry(shipment, failure, false, now);
			case CREDENTIALS_REFUSED -> credentialsRefused(shipment, failure, now);
			case TOO_SLOW -> tooSlow(shipment, failure, now);
			case BROKEN -> {
				boolean suspect = refusals.areBrokenLastingly() || state(shipment.kind()).suspicion().isOn();
				yield suspect ? suspect(shipment, failure, now) : retry(shipment, failure, false, now);
			}
			case TOO_LARGE, DATA_AT_FAULT -> suspect(shipment, failure, now);
		};
	}

	/**
	 * What fails while others are accepted says something about its kind; else about all.
	 */
	private void noteFailure(Shipment shipment, Verdict verdict, Instant now) {
		KindState kind = state(shipment.kind());
		kind.refusals().failed(verdict, this.api.accepted(), now);
		boolean besideOthers = kind.refusals().areBesideOthers();
		kind.waiting(besideOthers ? shipment.list().size() - shipment.listWithoutKind().size() : 0);
		if (!besideOthers && verdict != Verdict.DATA_AT_FAULT && verdict != Verdict.TOO_LARGE) {
			this.kinds.values()
				.stream()
				.filter((other) -> other != kind)
				.forEach((other) -> other.refusals().othersFail());
		}
	}

	private Attempt credentialsRefused(Shipment shipment, Failure failure, Instant now) {
		boolean besideOthers = state(shipment.kind()).refusals().areBesideOthers();
		this.api.blocked(failure,
				besideOthers ? "It accepts others, so see that the OAuth client has the scope for these."
						: "Check 'pirsch.client-id' and 'pirsch.client-secret', or 'pirsch.access-key'.",
				now);
		this.api.refused();
		return retry(shipment, failure, !besideOthers, now);
	}

	private Attempt tooSlow(Shipment shipment, Failure failure, Instant now) {
		KindState kind = state(shipment.kind());
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
		return new Attempt(shipment.listWithout(1), pause(shipment, failure, now), false);
	}

	/**
	 * Gives up what Pirsch would refuse for as long as it is asked, so that it does not
	 * hold up what it accepts.
	 */
	private Attempt withoutKind(Shipment shipment, Failure failure) {
		List<Hit> others = shipment.listWithoutKind();
		KindState kind = state(shipment.kind());
		kind.waiting(0);
		kind.suspicion().end();
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
		this.silent = false;
		state(shipment.kind()).wasAnswered();
		KindState kind = state(shipment.first().kind());
		Suspicion suspicion = kind.suspicion();
		if (shipment.isNeighbour()) {
			suspicion.askedNeighbourInVain();
			return everythingIsRefused(shipment, failure, now);
		}
		if (shipment.size() > 1) {
			suspicion.refused(shipment.size(), failure.verdict() == Verdict.TOO_LARGE, kind.accepted());
			return searchOn(shipment, failure, now);
		}
		boolean hasNeighbour = neighbour(shipment.list(), shipment.first(),
				failure.verdict() == Verdict.BROKEN) != null;
		boolean atFault = suspicion.refusedAlone(hasNeighbour, kind.accepted());
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
		boolean besideOthers = state(shipment.kind()).refusals().areBesideOthers();
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
		this.api.failing(failure, now);
		Duration wanted = this.pauses.after(failure.verdict(), failure.cause());
		// Others wait for its end, too; unless the service itself asks for a pause
		boolean shorter = failure.verdict() != Verdict.PASSING && state(shipment.kind()).refusals().areBesideOthers();
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

	private KindState state(Hit.Kind kind) {
		return Objects.requireNonNull(this.kinds.get(kind));
	}

}
