package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.pirsch.client.Hit;
import org.jspecify.annotations.Nullable;

/**
 * The state of each kind of hits, and what follows for the others: one that fails waits
 * beside them, and neither holds them up nor leaves them without room.
 */
final class Kinds {

	/**
	 * More would take longer to look through than to send.
	 */
	private static final int MAX_ROOM = 10_000;

	private final Map<Hit.Kind, KindState> states = new EnumMap<>(Hit.Kind.class);

	private final Losses losses;

	/** How many may be on their way while some of them wait for others. */
	private final int room;

	private final boolean inMemory;

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
		int half = Math.min(settings.queueCapacity() / 2, MAX_ROOM);
		this.room = Math.min(settings.queueCapacity(), Math.max(settings.maxBatchSize(), half));
	}

	KindState of(Hit.Kind kind) {
		return Objects.requireNonNull(this.states.get(kind));
	}

	Stream<KindState> others(KindState kind) {
		return this.states.values().stream().filter((other) -> other != kind);
	}

	/**
	 * Returns how many hits make a full request. What waits is not among them, so that it
	 * can't keep others from being sent.
	 */
	int batchSize() {
		int largest = 1;
		int waiting = 0;
		for (KindState kind : this.states.values()) {
			largest = Math.max(largest, kind.size().get());
			waiting += kind.waiting();
		}
		return Math.max(largest, Math.min(largest + waiting, this.room));
	}

	/**
	 * Returns what is to be delivered, without the newest of a kind that leaves no room
	 * for the others, which are accepted. What a store keeps is not lost for that.
	 */
	List<Hit> withinRoom(List<Hit> list) {
		List<Hit> kept = list;
		for (Hit.Kind kind : Hit.Kind.values()) {
			if (of(kind).refusals().areThere()) {
				kept = withinRoom(kept, kind);
			}
		}
		return kept;
	}

	private List<Hit> withinRoom(List<Hit> list, Hit.Kind kind) {
		Refusals refusals = of(kind).refusals();
		boolean besideOthers = refusals.areBesideOthers();
		int most = (besideOthers && this.inMemory) ? Math.max(1, this.room / 2) : Integer.MAX_VALUE;
		List<Hit> kept = new ArrayList<>(list.size());
		int count = 0;
		for (Hit hit : list) {
			if (hit.kind() != kind) {
				kept.add(hit);
			}
			else if (count < most) {
				kept.add(hit);
				count++;
			}
		}
		if (kept.size() < list.size()) {
			this.losses.add(list.size() - kept.size(), DropReason.QUEUE_FULL,
					"Pirsch accepts others, but no %ss, so no more of them are kept".formatted(kind));
		}
		// Where there are no others, one that comes shows whether it is the kind
		boolean waits = besideOthers || (refusals.needOthers() && count == list.size());
		of(kind).waiting(waits ? count : 0);
		return kept;
	}

	/**
	 * Returns the kind whose turn it is: page views before events before session
	 * extensions, as they open the sessions that the others belong to. So they are not
	 * passed while they wait for a moment.
	 * @param longestPause the longest pause that there may be
	 * @return the kind, or {@code null} if all have to wait
	 */
	Hit.@Nullable Kind turn(List<Hit> list, Duration longestPause, Instant now) {
		Set<Hit.Kind> present = EnumSet.noneOf(Hit.Kind.class);
		list.forEach((hit) -> present.add(hit.kind()));
		for (Hit.Kind kind : present) {
			if (!of(kind).isPaused(longestPause, now)) {
				return kind;
			}
			if (!of(kind).refusals().areLasting(now)) {
				return null;
			}
		}
		return null;
	}

}
