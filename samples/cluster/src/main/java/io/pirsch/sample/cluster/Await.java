package io.pirsch.sample.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Waits until something is so.
 */
final class Await {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private Await() {
	}

	/**
	 * Waits until a condition is met.
	 * @throws IllegalStateException if it is not within two minutes
	 */
	static void until(String what, Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + LIMIT.toNanos();
		while (!condition.call()) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("In vain waited until " + what);
			}
			TimeUnit.MILLISECONDS.sleep(100);
		}
	}

}
