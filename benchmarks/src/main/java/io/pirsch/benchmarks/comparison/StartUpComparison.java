package io.pirsch.benchmarks.comparison;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.pirsch.benchmarks.ChildJvm;
import io.pirsch.benchmarks.comparison.Site.Addition;
import io.pirsch.benchmarks.comparison.Site.Stack;

/**
 * Starts the sites in turn, with this starter on the class path, with those of others,
 * and without, and takes the processor time that each process says to have used when it
 * is ready. That is steadier than the time on the clock.
 */
public final class StartUpComparison {

	private static final String READY = "Processor time of the start: ";

	private StartUpComparison() {
	}

	/**
	 * Compares. Each second round goes backwards, so that a machine that becomes slower
	 * does so for all.
	 * @param stack the web stack
	 * @param api address of the stub
	 * @param rounds how often each site is started
	 * @return the times
	 * @throws IOException if a site does not start
	 */
	public static List<StartUpCost> run(Stack stack, URI api, int rounds) throws IOException {
		// Matomo's starter does not start on Spring Boot 4
		List<Site> compared = new ArrayList<>(List.of(new Site(stack, Addition.NOTHING),
				new Site(stack, Addition.STARTER), new Site(stack, Addition.SENTRY)));
		Map<Site, List<Double>> times = new LinkedHashMap<>();
		for (Site site : compared) {
			// Once for the page cache
			start(site, api);
			times.put(site, new ArrayList<>());
		}
		for (int i = 0; i < rounds; i++) {
			for (Site site : compared) {
				Objects.requireNonNull(times.get(site)).add(start(site, api));
			}
			Collections.reverse(compared);
		}
		return times.entrySet()
			.stream()
			.map((entry) -> StartUpCost.of(entry.getKey(), entry.getValue(),
					Objects.requireNonNull(times.get(new Site(stack, Addition.NOTHING)))))
			.toList();
	}

	private static double start(Site site, URI api) throws IOException {
		try (ChildJvm process = site.start(List.of(), 0, api)) {
			return Long.parseLong(process.awaitLine(READY).substring(READY.length())) / 1e6;
		}
	}

}
