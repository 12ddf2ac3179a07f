package io.pirsch.benchmarks.comparison;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
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

	/** Matomo's starter does not start on Spring Boot 4. */
	private static final List<Site> COMPARED = List.of(new Site(Stack.WEBFLUX, Addition.NOTHING),
			new Site(Stack.WEBFLUX, Addition.STARTER), new Site(Stack.WEBFLUX, Addition.SENTRY),
			new Site(Stack.SERVLET, Addition.NOTHING), new Site(Stack.SERVLET, Addition.STARTER),
			new Site(Stack.SERVLET, Addition.SENTRY));

	private static final String READY = "Processor time of the start: ";

	private StartUpComparison() {
	}

	/**
	 * Compares.
	 * @param api address of the stub
	 * @param rounds how often each site is started
	 * @return the times
	 * @throws IOException if a site does not start
	 */
	public static List<StartUpCost> run(URI api, int rounds) throws IOException {
		Map<Site, List<Double>> times = new LinkedHashMap<>();
		for (Site site : COMPARED) {
			// Once for the page cache
			start(site, api);
			times.put(site, new ArrayList<>());
		}
		for (int i = 0; i < rounds; i++) {
			for (Site site : COMPARED) {
				Objects.requireNonNull(times.get(site)).add(start(site, api));
			}
		}
		return times.entrySet()
			.stream()
			.map((entry) -> StartUpCost.of(entry.getKey(), entry.getValue(),
					Objects.requireNonNull(times.get(new Site(entry.getKey().stack(), Addition.NOTHING)))))
			.toList();
	}

	private static double start(Site site, URI api) throws IOException {
		try (ChildJvm process = site.start(List.of(), 0, api)) {
			return Long.parseLong(process.awaitLine(READY).substring(READY.length())) / 1e6;
		}
	}

}
