package io.pirsch.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that only the test moves.
 */
public final class MutableClock extends Clock {

	private static final Runnable NOTHING = () -> {
	};

	private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(NOTHING);

	private volatile Instant now;

	public MutableClock(Instant now) {
		this.now = now;
	}

	public synchronized void advance(Duration time) {
		this.now = this.now.plus(time);
	}

	/**
	 * Has this happen while somebody takes the next look at the clock.
	 */
	void atNextLook(Runnable action) {
		this.meanwhile.set(action);
	}

	@Override
	public Instant instant() {
		this.meanwhile.getAndSet(NOTHING).run();
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
