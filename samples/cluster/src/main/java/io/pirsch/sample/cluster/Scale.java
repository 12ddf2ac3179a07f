package io.pirsch.sample.cluster;

import java.time.Duration;

/**
 * How much of it.
 *
 * @param sites how many sites
 * @param visitors how many visitors
 * @param pace how long a visitor stays on a page
 * @param senderKills how many times a site is killed that delivers
 * @param rounds how many pages each visitor opens while something is away
 */
record Scale(int sites, int visitors, Duration pace, int senderKills, int rounds) {

	static final Scale FULL = new Scale(3, 300, Duration.ofSeconds(1), 3, 10);

	/**
	 * Waits for what must happen, and for little else.
	 */
	static final Scale QUICK = new Scale(2, 40, Duration.ofMillis(400), 1, 3);

}
