package io.pirsch.local;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Remembers what arrived, the newest up to a bound, and counts all of it.
 */
class Journal {

	private final int capacity;

	private final AtomicLong numbers = new AtomicLong();

	private final Deque<Arrival> arrivals = new ArrayDeque<>();

	private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

	private Tally tally = new Tally();

	private long revision;

	Journal(int capacity) {
		this.capacity = capacity;
	}

	long nextNumber() {
		return this.numbers.incrementAndGet();
	}

	synchronized void record(ReceivedRequest request, List<Arrival> accepted) {
		this.tally.count(request, accepted);
		append(this.requests, List.of(request));
		append(this.arrivals, accepted);
		if (!accepted.isEmpty()) {
			this.revision++;
		}
	}

	/**
	 * Returns a number that changes whenever the arrivals do.
	 */
	synchronized long revision() {
		return this.revision;
	}

	synchronized List<Arrival> arrivals() {
		return List.copyOf(this.arrivals);
	}

	synchronized List<ReceivedRequest> requests() {
		return List.copyOf(this.requests);
	}

	synchronized Totals totals() {
		return this.tally.totals();
	}

	synchronized void clear() {
		this.arrivals.clear();
		this.requests.clear();
		this.tally = new Tally();
		this.revision++;
	}

	/**
	 * Forgets some of what arrived. What was counted stays counted.
	 */
	synchronized void forget(Predicate<Arrival> forgotten) {
		this.arrivals.removeIf(forgotten);
		this.revision++;
	}

	private <T> void append(Deque<T> kept, Collection<T> added) {
		if (this.capacity == 0) {
			return;
		}
		kept.addAll(added);
		while (kept.size() > this.capacity) {
			kept.removeFirst();
		}
	}

}
