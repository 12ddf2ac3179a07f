package io.pirsch.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.pirsch.benchmarks.comparison.Site;

/**
 * How long and what to measure.
 *
 * @param quick whether figures are only to be looked at, not to be believed
 * @param parts what to measure
 * @param stacks the web stacks of the sites
 */
record Options(boolean quick, Set<Part> parts, Set<Site.Stack> stacks) {

	static Options parse(String[] args) {
		boolean quick = false;
		Set<Part> parts = EnumSet.allOf(Part.class);
		Set<Site.Stack> stacks = EnumSet.allOf(Site.Stack.class);
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
			else if (arg.startsWith("--stack=")) {
				stacks = EnumSet.of(Site.Stack.valueOf(arg.substring("--stack=".length()).toUpperCase(Locale.ROOT)));
			}
			else {
				throw new IllegalArgumentException("Not known: %s; there are --quick, --only=%s and --stack=%s"
					.formatted(arg, names(Part.values()), names(Site.Stack.values())));
			}
		}
		return new Options(quick, parts, stacks);
	}

	private static String names(Enum<?>[] values) {
		return Arrays.stream(values).map(Enum::name).collect(Collectors.joining(",")).toLowerCase(Locale.ROOT);
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
		return this.quick ? 2 : 60;
	}

	Duration siteTurn() {
		return Duration.ofSeconds(this.quick ? 1 : 2);
	}

	int startUps() {
		return this.quick ? 2 : 15;
	}

	/**
	 * Parts that can be left out.
	 */
	enum Part {

		JMH, LOAD, MEMORY, SITE, STARTUP, STORE

	}

}
