package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.pirsch.client.Hit;
import io.pirsch.client.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * The state of each kind of hits, and what follows for the others: one that fails waits
 * beside them, and neither holds them up nor leaves them without room.
 */
final class Kinds {

	/**
	 * More would take longer to look through than to send.
	 */
	private static final int LONGEST_LIST = 10_000;

	/**
	 * How many to look through at least, beside those that wait, as they are looked
	 * through but a few times a second.
	 */
	private static final int LOOKED_THROUGH = 100;

	private final Map<Hit.Kind, KindState> states = new EnumMap<>(Hit.Kind.class);

	private final Losses losses;

	/** How many may be on their way while some of them wait for others. */
	private final int longestList;

	/** How many of a full list may wait for others. */
	private final int mostWaiting;

	private final boolean inMemory;

	/** How many answers there were, so that it is known what came after what. */
	private long answers;

	/** How many were last seen to wait or, in a store, to be in need of others. */
	private int waiting;

	/** The kinds that were in the list when it was last looked at. */
	private Set<Hit.Kind> present = Set.of();

	/**
	 * Whether the list holds nothing but what was behind those without others, of which
	 * one hit is to show whether it is accepted.
	 */
	private boolean asks;

	/** Whether nothing was answered since a request that was not answered in time. */
	private boolean silent;

	/**
	 * Creates the states.
	 * @param inMemory whether what waits is in memory alone, so that it has to be bounded
	 */
	Kinds(TrackingSettings settings, Duration timeout, Losses losses, boolean inMemory) {
		this.inMemory = inMemory;
		for (Hit.Kind kind : Hit.Kind.values()) {
			this.states.put(kind, new KindState(settings, timeout));
		}
		this.losses = losses;
		int capacity = settings.queueCapacity();
		int longest = Math.min(inMemory ? capacity : capacity / 2, LONGEST_LIST);
		this.longestList = Math.min(capacity, Math.max(settings.maxBatchSize(), longest));
		this.mostWaiting = Math.max(this.longestList / 2,
				this.longestList - Math.max(settings.maxBatchSize(), LOOKED_THROUGH));
	}

	void silent(boolean silent) {
		this.silent = silent;
	}

	/**
	 * Some of a kind were accepted.
	 */
	void accepted(Hit.Kind kind) {
		of(kind).wasAccepted(++this.answers);
	}

	/**
	 * Some of a kind were refused, or failed.
	 */
	void failed(Hit.Kind kind, Verdict verdict, Instant now) {
		if (of(kind).hasFailed(verdict, ++this.answers, now)) {
			this.states.keySet()
				.stream()
				.filter((other) -> other != kind && !isBesideOthers(other))
				.forEach((other) -> of(other).refusals().forgetPatience());
		}
	}

	/**
	 * Whether a kind fails, and another was accepted since and does not.
	 */
	boolean isBesideOthers(Hit.Kind kind) {
		return of(kind).refusals().beganBefore(lastAccepted());
	}

	/**
	 * Returns the number of the last answer that accepted some of a kind that does not
	 * fail since.
	 */
	private long lastAccepted() {
		return this.states.values().stream().mapToLong(KindState::lastAccepted).max().orElseThrow();
	}

	/**
	 * Whether a kind is refused for so long, while others are accepted, that it will be
	 * for as long as it is asked.
	 */
	boolean exhaustsPatience(Hit.Kind kind, Verdict verdict, Instant now) {
		return of(kind).refusals().exhaustPatience(verdict, lastAccepted(), now);
	}

	/**
	 * Whether a kind fails in a way that needs others to tell what is at fault.
	 */
	private boolean needsOthers(Hit.Kind kind) {
		return of(kind).refusals().areManySinceOthersWereAsked() && !isBesideOthers(kind);
	}

	private boolean isPaused(Hit.Kind kind, Duration longestPause, Instant now) {
		return of(kind).isPaused(longestPause, now) && isBesideOthers(kind);
	}

	/**
	 * Lets all be tried again at once.
	 */
	void endPauses() {
		this.states.values().forEach(KindState::endPause);
	}

	KindState of(Hit.Kind kind) {
		return Objects.requireNonNull(this.states.get(kind));
	}

	/**
	 * Returns how many hits to look through for a full request: beside those that wait,
	 * so that these can't keep others from being sent. A store leaves out what waits for
	 * long.
	 */
	int batchSize() {
		int full = fullRequest();
		if (this.waiting == 0) {
			return full;
		}
		int beside = this.inMemory ? this.longestList : Math.max(full, LOOKED_THROUGH) + this.waiting;
		return Math.max(full, Math.min(beside, this.longestList));
	}

	private int fullRequest() {
		return this.states.values().stream().mapToInt((kind) -> kind.size().get()).max().orElseThrow();
	}

	/**
	 * Returns the kinds of which one hit is to join the list, as nothing that is in it
	 * and does not wait beside others tells what is at fault.
	 */
	Set<Hit.Kind> wanted() {
		Set<Hit.Kind> alone = failingAlone();
		boolean many = alone.stream().anyMatch((kind) -> of(kind).refusals().areMany());
		return many ? EnumSet.complementOf(EnumSet.copyOf(this.present)) : Set.of();
	}

	/**
	 * Returns the kinds that were last seen, if all of them fail for more than a moment,
	 * and it is time to see whether others are accepted.
	 */
	private Set<Hit.Kind> withoutOthers(Instant now) {
		Set<Hit.Kind> alone = failingAlone();
		boolean lasting = alone.stream().allMatch((kind) -> of(kind).refusals().areLasting(now));
		return (lasting && alone.stream().anyMatch(this::needsOthers)) ? alone : Set.of();
	}

	/**
	 * Returns the kinds that were last seen and have no others: none of those that do not
	 * wait beside others, if there is one among them that does not fail.
	 */
	private Set<Hit.Kind> failingAlone() {
		Set<Hit.Kind> alone = EnumSet.noneOf(Hit.Kind.class);
		alone.addAll(this.present);
		alone.removeIf(this::isBesideOthers);
		return alone.stream().allMatch((kind) -> of(kind).refusals().areThere()) ? alone : Set.of();
	}

	/**
	 * Returns what is to be delivered, without the newest of kinds that leave no room for
	 * the others, which are accepted. What a store keeps is not lost for that.
	 */
	List<Hit> withinRoom(List<Hit> list, Duration longestPause, Instant now) {
		boolean isFull = this.inMemory && list.size() >= this.longestList;
		if (!isFull || ready(this.states.keySet(), longestPause, now).isEmpty()) {
			return list;
		}
		List<Hit> kept = list;
		int left = this.mostWaiting;
		for (Hit.Kind kind : this.states.keySet()) {
			if (isPaused(kind, longestPause, now)) {
				// By one of it, it shows that it is accepted again
				int most = Math.max(1, left);
				int count = count(list, Set.of(kind));
				kept = (count > most) ? withAtMost(most, kind, count, kept) : kept;
				left -= Math.min(count, most);
			}
		}
		return kept;
	}

	private List<Hit> withAtMost(int most, Hit.Kind kind, int count, List<Hit> list) {
		List<Hit> kept = new ArrayList<>(list.size());
		int seen = 0;
		for (Hit hit : list) {
			if (hit.kind() != kind || ++seen <= most) {
				kept.add(hit);
			}
		}
		this.losses.add(count - most, DropReason.QUEUE_FULL,
				"Pirsch accepts others, but no %ss, so no more of them are kept".formatted(kind));
		return kept;
	}

	private static int count(List<Hit> list, Set<Hit.Kind> kinds) {
		return (int) list.stream().filter((hit) -> kinds.contains(hit.kind())).count();
	}

	/**
	 * Takes note of what is in a list, and of what waits in it or is to be seen beside
	 * others.
	 */
	void lookAt(List<Hit> list, Duration longestPause, Instant now) {
		Set<Hit.Kind> present = present(list);
		Set<Hit.Kind> ready = ready(present, longestPause, now);
		if (!this.inMemory) {
			ready.removeIf(this::needsOthers);
		}
		this.waiting = list.size() - count(list, ready);
		Set<Hit.Kind> leftOut = withoutOthers(now);
		this.asks = !leftOut.isEmpty() && present.stream().noneMatch(leftOut::contains);
		this.present = present;
	}

	private static Set<Hit.Kind> present(List<Hit> list) {
		Set<Hit.Kind> present = EnumSet.noneOf(Hit.Kind.class);
		list.forEach((hit) -> present.add(hit.kind()));
		return present;
	}

	/**
	 * Returns the kind whose turn it is.
	 * @param longestPause the longest pause that there may be
	 * @return the kind, or {@code null} if all have to wait
	 */
	Hit.@Nullable Kind turn(List<Hit> list, Duration longestPause, Instant now) {
		return ready(present(list), longestPause, now).stream().findFirst().orElse(null);
	}

	/**
	 * Returns the kinds that may be sent: page views before events before session
	 * extensions, as they open the sessions that the others belong to. So they are not
	 * passed while they wait for a moment.
	 */
	private Set<Hit.Kind> ready(Set<Hit.Kind> present, Duration longestPause, Instant now) {
		Set<Hit.Kind> ready = EnumSet.noneOf(Hit.Kind.class);
		for (Hit.Kind kind : present) {
			if (!isPaused(kind, longestPause, now)) {
				ready.add(kind);
			}
			else if (!of(kind).refusals().areLasting(now)) {
				return ready;
			}
		}
		return ready;
	}

	/**
	 * Returns the kinds that others may pass: what fails is not accepted for more than a
	 * moment, and others are; or it is to be seen whether they are, and there were none.
	 */
	Set<Hit.Kind> resting(Instant now) {
		Set<Hit.Kind> resting = EnumSet.noneOf(Hit.Kind.class);
		Set<Hit.Kind> withoutOthers = withoutOthers(now);
		for (Hit.Kind kind : this.states.keySet()) {
			boolean mayBePassed = withoutOthers.contains(kind) || isPaused(kind, Pauses.LONGEST_RETRY_AFTER, now);
			if (mayBePassed && of(kind).refusals().areLasting(now)) {
				resting.add(kind);
			}
		}
		return resting;
	}

	/**
	 * Returns how many hits of a kind may be sent now.
	 */
	int limit(Hit.Kind kind) {
		KindState state = of(kind);
		// While there are no answers, one hit asks for them
		return (isUnanswered(state) || this.asks) ? 1 : Math.min(state.size().get(), state.suspicion().limit());
	}

	private boolean isUnanswered(KindState kind) {
		return this.silent || kind.isUnanswered();
	}

	/**
	 * Returns another hit that is to be sent before the first, to learn which of the two
	 * is at fault, or whether its kind is. Rather one of a kind that has failed less, and
	 * of another visitor, as order matters among the hits of one visitor only; where the
	 * service fails, which it may have ceased to do meanwhile, never one of the same
	 * visitor.
	 */
	@Nullable Hit neighbour(List<Hit> list, Hit first) {
		KindState kind = of(first.kind());
		boolean ofAnotherVisitor = kind.refusals().mayHavePassed() || isUnanswered(kind);
		if (needsOthers(first.kind())) {
			List<Hit> others = list.stream()
				.filter((hit) -> hit.kind() != first.kind())
				.sorted(Comparator.comparingInt((hit) -> of(hit.kind()).refusals().count()))
				.toList();
			Hit other = neighbour(others, first, ofAnotherVisitor);
			if (other != null) {
				return other;
			}
		}
		if (isUnanswered(kind) || !kind.suspicion().needsNeighbour()) {
			return null;
		}
		Hit another = ofAnotherVisitor(list, first, kind.suspicion().neighboursAsked());
		return (another != null) ? another : neighbour(list, first, ofAnotherVisitor);
	}

	/**
	 * Returns the first hit of another visitor each time, as those that were asked may be
	 * at fault as well.
	 */
	private static @Nullable Hit ofAnotherVisitor(List<Hit> list, Hit first, int asked) {
		Map<Visitor, Hit> firsts = new LinkedHashMap<>();
		list.stream()
			.filter((hit) -> hit.kind() == first.kind() && !hit.visitor().equals(first.visitor()))
			.forEach((hit) -> firsts.putIfAbsent(hit.visitor(), hit));
		return firsts.isEmpty() ? null : List.copyOf(firsts.values()).get(asked % firsts.size());
	}

	/**
	 * Returns a neighbour, rather of the same kind.
	 */
	static @Nullable Hit neighbour(List<Hit> list, Hit first, boolean ofAnotherVisitor) {
		Hit ofAnother = null;
		Hit ofTheSame = null;
		for (Hit hit : list) {
			boolean other = !hit.visitor().equals(first.visitor());
			if (other && hit.kind() == first.kind()) {
				return hit;
			}
			if (other && ofAnother == null) {
				ofAnother = hit;
			}
			else if (!other && ofTheSame == null && hit != first) {
				ofTheSame = hit;
			}
		}
		return (ofAnother != null || ofAnotherVisitor) ? ofAnother : ofTheSame;
	}

}
