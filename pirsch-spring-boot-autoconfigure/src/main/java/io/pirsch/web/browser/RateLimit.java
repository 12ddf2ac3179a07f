package io.pirsch.web.browser;

import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many a minute for each network. Knows at most {@value #MAX_NETWORKS} of them at a
 * time; all others share what one may send, so that it never grows, whoever floods it.
 */
final class RateLimit {

	static final int MAX_NETWORKS = 10_000;

	private static final long MINUTE_MILLIS = 60_000;

	private static final String OTHERS = "others";

	private final int limit;

	private final InstantSource clock;

	private volatile Minute minute = new Minute(-1);

	RateLimit(int limit, InstantSource clock) {
		this.limit = limit;
		this.clock = clock;
	}

	/**
	 * Whether one more may come from a network.
	 */
	boolean allows(String network) {
		Minute current = current();
		AtomicInteger known = current.counts.get(network);
		if (known == null) {
			String key = (current.counts.size() < MAX_NETWORKS) ? network : OTHERS;
			known = current.counts.computeIfAbsent(key, (first) -> new AtomicInteger());
		}
		// Never counts so far that it overflows
		return known.get() < this.limit && known.incrementAndGet() <= this.limit;
	}

	/**
	 * Forgets everything with each new minute. Two threads that both begin one lose a few
	 * counts.
	 */
	private Minute current() {
		long number = Math.floorDiv(this.clock.millis(), MINUTE_MILLIS);
		Minute current = this.minute;
		if (current.number != number) {
			current = new Minute(number);
			this.minute = current;
		}
		return current;
	}

	int size() {
		return this.minute.counts.size();
	}

	private static final class Minute {

		private final long number;

		private final ConcurrentMap<String, AtomicInteger> counts = new ConcurrentHashMap<>();

		Minute(long number) {
			this.number = number;
		}

	}

}
