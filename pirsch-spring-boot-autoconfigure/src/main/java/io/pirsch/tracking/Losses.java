package io.pirsch.tracking;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts what is lost and says it: the first loss for a reason at once, those after it in
 * one line an interval, or at the end.
 */
final class Losses {

	static final long INTERVAL_MILLIS = 60_000;

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final Map<DropReason, Unsaid> unsaid = new EnumMap<>(DropReason.class);

	private final LongAdder total = new LongAdder();

	private final TrackingListener listener;

	private final InstantSource clock;

	Losses(TrackingListener listener, InstantSource clock) {
		this.listener = listener;
		this.clock = clock;
		for (DropReason reason : DropReason.values()) {
			this.unsaid.put(reason, new Unsaid());
		}
	}

	/**
	 * Returns how much was lost since the start.
	 */
	long total() {
		return this.total.sum();
	}

	void add(int count, DropReason reason, String detail) {
		this.total.add(count);
		this.listener.dropped(count, reason);
		Unsaid unsaid = Objects.requireNonNull(this.unsaid.get(reason));
		say(unsaid.add(count, detail, this.clock.millis()), reason, detail);
	}

	/**
	 * Says what waits for its interval to end, as there may be no more of them.
	 */
	void sayAll() {
		this.unsaid.forEach((reason, unsaid) -> say(unsaid.takeCount(), reason, unsaid.detail()));
	}

	private static void say(long count, DropReason reason, String detail) {
		if (count > 0) {
			logger
				.warn("Not delivered to Pirsch: %d (%s). %s. %s".formatted(count, reason.id(), detail, remedy(reason)));
		}
	}

	private static String remedy(DropReason reason) {
		return switch (reason) {
			case QUEUE_FULL -> "See why delivery does not keep up, or raise 'pirsch.tracking.queue-capacity'.";
			case TOO_OLD ->
				"The lines before say why; how long is tried is set by 'pirsch.tracking.max-age', with a store by 'pirsch.tracking.store.max-age'.";
			case REJECTED -> "Correct what Pirsch names where it is tracked.";
			case UNCONFIRMED -> "If Pirsch is always so slow, raise 'pirsch.read-timeout'.";
			case STORE_FULL -> "See why delivery does not keep up, or raise 'pirsch.tracking.store.jdbc.capacity'.";
			case STORE_REFUSED -> "Compare the tables with the schema of this version, or the topic's limits.";
			case UNREADABLE -> "Let nothing but this library write there.";
			case FAILED -> "Correct what failed.";
			case SHUTDOWN ->
				"If no line before says that something fails, raise 'pirsch.tracking.shutdown-timeout' to give it more time.";
		};
	}

	private static final class Unsaid {

		private long count;

		private String detail = "";

		private long nextLine;

		/**
		 * Returns the number to say now, or 0.
		 */
		synchronized long add(int count, String detail, long now) {
			this.count += count;
			this.detail = detail;
			// The clock may be set back
			if (now < this.nextLine && now >= this.nextLine - INTERVAL_MILLIS) {
				return 0;
			}
			this.nextLine = now + INTERVAL_MILLIS;
			return takeCount();
		}

		synchronized long takeCount() {
			long taken = this.count;
			this.count = 0;
			return taken;
		}

		synchronized String detail() {
			return this.detail;
		}

	}

}
