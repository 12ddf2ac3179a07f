package io.pirsch.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How long and what to measure.
 *
 * @param quick whether figures are only to be looked at, not to be believed
 * @param parts what to measure
 */
record Options(boolean quick, Set<Part> parts) {

	static Options parse(String[] args) {
		boolean quick = false;
		Set<Part> parts = EnumSet.allOf(Part.class);
		for (String arg : args) {
			if (arg.equals("--quick")) {
				quick = true;
			}
			else if (arg.startsWith("--only=")) {
				parts = EnumSet.noneOf(Part.class);
				Arrays.stream(arg.substring("--only=".length()).split(",", -1))
					.map((part) -> Part.valueOf(part.toUpperCase(Locale.ROOT)))
					.forEach(parts::add);
			}
			else {
				throw new IllegalArgumentException("Not known: %s; there are --quick and --only=%s".formatted(arg,
						Arrays.toString(Part.values()).toLowerCase(Locale.ROOT)));
			}
		}
		return new Options(quick, parts);
	}

	boolean has(Part part) {
		return this.parts.contains(part);
	}

	int forks() {
		return this.quick ? 1 : 3;
	}

	int warmUps() {
		return this.quick ? 2 : 4;
	}

	int iterations() {
		return this.quick ? 2 : 4;
	}

	Duration iteration() {
		return this.quick ? Duration.ofMillis(300) : Duration.ofSeconds(1);
	}

	/**
	 * With large batches there are few requests, and it takes long until the code on
	 * their way is compiled; where the API is slow, that does not matter.
	 */
	Duration loadWarmUp(long delayMillis) {
		return this.quick ? Duration.ofSeconds(1) : Duration.ofSeconds((delayMillis == 0) ? 30 : 5);
	}

	Duration load() {
		return this.quick ? Duration.ofSeconds(1) : Duration.ofSeconds(8);
	}

	Duration storeWarmUp() {
		return Duration.ofSeconds(this.quick ? 1 : 8);
	}

	Duration store() {
		return Duration.ofSeconds(this.quick ? 1 : 6);
	}

	/**
	 * It takes long until all that a page needs is compiled.
	 */
	Duration siteWarmUp() {
		return Duration.ofSeconds(this.quick ? 2 : 90);
	}

	int siteTurns() {
		return this.quick ? 2 : 5;
	}

	Duration siteTurn() {
		return Duration.ofSeconds(this.quick ? 1 : 4);
	}

	int startUps() {
		return this.quick ? 2 : 9;
	}

	/**
	 * Parts that can be left out.
	 */
	enum Part {

		JMH, LOAD, MEMORY, SITE, STARTUP, STORE

	}

}
