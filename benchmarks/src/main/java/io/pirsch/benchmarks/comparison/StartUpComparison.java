package io.pirsch.benchmarks.comparison;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.pirsch.benchmarks.ChildJvm;

/**
 * Starts the site in turn with the starter on its class path and without, and takes the
 * processor time that the process has used when Spring Boot says that it has started.
 * That is steadier than the time on the clock.
 */
public final class StartUpComparison {

	private static final List<SiteClassPath> COMPARED = List.of(SiteClassPath.WITH_STARTER,
			SiteClassPath.WITHOUT_STARTER);

	private StartUpComparison() {
	}

	/**
	 * Compares.
	 * @param api address of the stub
	 * @param rounds how often each of the two is started
	 * @return the times in milliseconds
	 * @throws IOException if the site does not start
	 */
	public static Ratio run(URI api, int rounds) throws IOException {
		Map<SiteClassPath, List<Double>> times = new EnumMap<>(SiteClassPath.class);
		for (SiteClassPath classPath : COMPARED) {
			// Once for the page cache
			start(classPath, api);
			times.put(classPath, new ArrayList<>());
		}
		for (int i = 0; i < rounds; i++) {
			for (SiteClassPath classPath : COMPARED) {
				Objects.requireNonNull(times.get(classPath)).add(start(classPath, api));
			}
		}
		return Ratio.of(Objects.requireNonNull(times.get(SiteClassPath.WITH_STARTER)),
				Objects.requireNonNull(times.get(SiteClassPath.WITHOUT_STARTER)));
	}

	private static double start(SiteClassPath classPath, URI api) throws IOException {
		try (ChildJvm site = ChildJvm.start(List.of(), classPath.value(), SiteClassPath.MAIN_CLASS, "--server.port=0",
				"--pirsch.access-key=pa_benchmark", "--pirsch.base-url=" + api)) {
			site.awaitLine("Started SiteApplication");
			return site.cpuTime().toNanos() / 1e6;
		}
	}

}
