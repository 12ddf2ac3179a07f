package io.pirsch.web;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;

/**
 * A warning that every request could cause: logged when it happens first, then at most
 * once a minute, with the number of times since.
 */
final class OccasionalWarning {

	private static final long PAUSE_MILLIS = 60_000;

	private static final long NEVER = Long.MIN_VALUE;

	private final Log log;

	private final InstantSource clock;

	private final AtomicLong lastMillis = new AtomicLong(NEVER);

	private final AtomicLong unsaid = new AtomicLong();

	OccasionalWarning(Log log, InstantSource clock) {
		this.log = log;
		this.clock = clock;
	}

	void warn(Supplier<String> message) {
		long now = this.clock.millis();
		long last = this.lastMillis.get();
		// A clock that was set back must not silence the warning
		boolean due = last == NEVER || now < last || now - last >= PAUSE_MILLIS;
		if (!due || !this.lastMillis.compareAndSet(last, now)) {
			this.unsaid.incrementAndGet();
			if (this.log.isDebugEnabled()) {
				this.log.debug(message.get());
			}
			return;
		}
		long count = this.unsaid.getAndSet(0);
		this.log
			.warn((count > 0) ? "%s (%d more since the last warning)".formatted(message.get(), count) : message.get());
	}

}
