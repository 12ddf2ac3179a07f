package io.pirsch.sample.site;

import java.time.Duration;

import org.awaitility.core.ThrowingRunnable;

import static org.awaitility.Awaitility.await;

/**
 * Waits for what is delivered behind the visitor's back.
 */
final class Eventually {

	private Eventually() {
	}

	/**
	 * Waits until an assertion holds, long enough for a machine that is busy with more
	 * than this.
	 */
	static void eventually(ThrowingRunnable assertion) {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
	}

}
