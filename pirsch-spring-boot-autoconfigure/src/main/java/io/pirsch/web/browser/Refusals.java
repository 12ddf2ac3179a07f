package io.pirsch.web.browser;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is refused, and says so at most once a minute for each reason. Says nothing
 * that came from a visitor.
 */
final class Refusals {

	private static final Log logger = LogFactory.getLog(BrowserEndpoint.class);

	private static final long PAUSE_MILLIS = 60_000;

	private final Map<Refusal, Count> counts = new EnumMap<>(Refusal.class);

	private final InstantSource clock;

	Refusals(InstantSource clock) {
		this.clock = clock;
		for (Refusal reason : Refusal.values()) {
			this.counts.put(reason, new Count());
		}
	}

	void add(Refusal reason) {
		Count count = count(reason);
		count.total.increment();
		long now = this.clock.millis();
		long next = count.nextMillis.get();
		boolean due = now >= next || now < next - PAUSE_MILLIS;
		if (due && count.nextMillis.compareAndSet(next, now + PAUSE_MILLIS)) {
			logger.warn("Messages of browsers are refused: %s (%d since the start). %s".formatted(reason.id(),
					count.total.sum(), remedy(reason)));
		}
	}

	private static String remedy(Refusal reason) {
		return switch (reason) {
			case METHOD -> "Nothing of this library asks so; somebody looks around.";
			case FOREIGN_ORIGIN -> "If those pages are yours, add their origin to 'pirsch.browser.allowed-origins', "
					+ "or see that the proxy tells the host that visitors ask for.";
			case RATE_LIMIT -> "If they are all visitors, see that 'pirsch.web.trusted-proxies' names your proxy, "
					+ "or raise 'pirsch.browser.rate-limit'.";
			case QUEUE_SHARE -> "See why delivery does not keep up, or raise 'pirsch.tracking.queue-capacity'.";
			case TOO_LARGE -> "If your pages track so much at once, raise 'pirsch.browser.max-message-size'.";
			default -> "The script sends no such thing, so nothing need be done.";
		};
	}

	long total(Refusal reason) {
		return count(reason).total.sum();
	}

	private Count count(Refusal reason) {
		@Nullable Count count = this.counts.get(reason);
		if (count == null) {
			throw new IllegalStateException("No count of " + reason);
		}
		return count;
	}

	private static final class Count {

		private final LongAdder total = new LongAdder();

		private final AtomicLong nextMillis = new AtomicLong();

	}

}
