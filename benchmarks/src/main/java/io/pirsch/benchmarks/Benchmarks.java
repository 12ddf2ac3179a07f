package io.pirsch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

import io.pirsch.benchmarks.Options.Part;
import io.pirsch.benchmarks.Results.JmhFigure;
import io.pirsch.benchmarks.comparison.Site;
import io.pirsch.benchmarks.comparison.SiteComparison;
import io.pirsch.benchmarks.comparison.SiteCost;
import io.pirsch.benchmarks.comparison.StartUpComparison;
import io.pirsch.benchmarks.comparison.StartUpCost;
import io.pirsch.benchmarks.load.Contenders;
import io.pirsch.benchmarks.load.LoadResult;
import io.pirsch.benchmarks.load.LoadRun;
import io.pirsch.benchmarks.memory.MemoryResult;
import io.pirsch.benchmarks.memory.MemoryRun;
import io.pirsch.benchmarks.store.StoreKind;
import io.pirsch.benchmarks.store.StoreResult;
import io.pirsch.benchmarks.store.StoreRun;
import io.pirsch.benchmarks.store.StoreServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs all benchmarks and writes what they measured to
 * {@code benchmarks/target/results.json} and {@code results.md}.
 */
public final class Benchmarks {

	private static final Path TARGET = Path.of("benchmarks", "target");

	private static final List<String> MEMORY_RUNS = List.of("RECORDER", "RECORDER_HOSTILE", Contenders.PIRSCH.name(),
			Contenders.SNOWPLOW.name(), Contenders.SEGMENT.name(), Contenders.POSTHOG_BEST.name());

	private static final long[] DELAYS = { 0, 50 };

	private final Options options;

	private Benchmarks(Options options) {
		this.options = options;
	}

	/**
	 * Runs them.
	 * @param args {@code --quick} for a short run, {@code --only=} and names for a part
	 * @throws Exception if one fails
	 */
	public static void main(String[] args) throws Exception {
		Results results = new Benchmarks(Options.parse(args)).run();
		Files.writeString(TARGET.resolve("results.json"),
				JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(results));
		String markdown = Markdown.of(results);
		Files.writeString(TARGET.resolve("results.md"), markdown);
		System.out.println(markdown);
	}

	private Results run() throws Exception {
		List<JmhFigure> jmh = this.options.has(Part.JMH) ? JmhRun.run(this.options) : List.of();
		try (RunningStub stub = RunningStub.start()) {
			List<LoadResult> load = this.options.has(Part.LOAD) ? load(stub) : List.of();
			List<MemoryResult> memory = this.options.has(Part.MEMORY) ? memory(stub) : List.of();
			List<SiteCost> site = this.options.has(Part.SITE) ? site(stub) : List.of();
			List<StartUpCost> startUp = this.options.has(Part.STARTUP) ? startUp(stub) : List.of();
			List<StoreResult> stores = this.options.has(Part.STORE) ? stores(stub) : List.of();
			return new Results(environment(), versions(), List.of(), jmh, load, memory, site, startUp, stores)
				.withGoals();
		}
	}

	private List<LoadResult> load(RunningStub stub) throws IOException {
		List<LoadResult> results = new ArrayList<>();
		for (long delay : DELAYS) {
			for (Contenders contender : Contenders.values()) {
				say("Load at %d ms: %s", delay, contender);
				results.add(ChildJvm.run("1g", LoadRun.class, LoadResult.class, contender.name(), stub.url().toString(),
						stub.answered().toString(), Long.toString(delay),
						Long.toString(this.options.loadWarmUp(delay).toMillis()),
						Long.toString(this.options.load().toMillis())));
			}
		}
		return results;
	}

	private static List<MemoryResult> memory(RunningStub stub) throws IOException {
		List<MemoryResult> results = new ArrayList<>();
		for (String run : MEMORY_RUNS) {
			say("Memory: %s", run);
			results.add(ChildJvm.run("512m", MemoryRun.class, MemoryResult.class, run, stub.url().toString(),
					stub.answered().toString()));
		}
		return results;
	}

	private List<SiteCost> site(RunningStub stub) throws Exception {
		List<SiteCost> costs = new ArrayList<>();
		for (Site.Stack stack : this.options.stacks()) {
			say("Site: %s", stack);
			SiteCost cost = SiteComparison.run(stack, stub.url(), stub.client(), this.options.siteWarmUp(),
					this.options.siteTurns(), this.options.siteTurn());
			if (cost == null) {
				say("wrk is not installed: the cost of a page is not measured");
				return costs;
			}
			costs.add(cost);
		}
		return costs;
	}

	private List<StartUpCost> startUp(RunningStub stub) throws IOException {
		List<StartUpCost> costs = new ArrayList<>();
		for (Site.Stack stack : this.options.stacks()) {
			say("Start-up: %s", stack);
			costs.addAll(StartUpComparison.run(stack, stub.url(), this.options.startUps()));
		}
		return costs;
	}

	private List<StoreResult> stores(RunningStub stub) throws Exception {
		List<StoreResult> results = new ArrayList<>();
		for (StoreKind store : StoreKind.values()) {
			say("Store: %s", store);
			try (StoreServer server = store.start()) {
				results.add(ChildJvm.run("1g", StoreRun.class, StoreResult.class, store.name(), server.address(),
						stub.url().toString(), stub.answered().toString(),
						Long.toString(this.options.storeWarmUp().toMillis()),
						Long.toString(this.options.store().toMillis())));
			}
		}
		return results;
	}

	private Map<String, String> environment() throws IOException {
		Map<String, String> environment = new LinkedHashMap<>();
		environment.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
		environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
		environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		environment.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
		environment.put("run", this.options.quick() ? "quick, not to be relied on" : "full");
		return environment;
	}

	private static String processor() throws IOException {
		Path cpuInfo = Path.of("/proc/cpuinfo");
		if (!Files.exists(cpuInfo)) {
			return System.getProperty("os.arch");
		}
		return Files.readAllLines(cpuInfo)
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 1).trim())
			.findFirst()
			.orElse(System.getProperty("os.arch"));
	}

	private static Map<String, String> versions() throws IOException {
		Properties properties = new Properties();
		try (InputStream resource = Objects
			.requireNonNull(Benchmarks.class.getResourceAsStream("/versions.properties"))) {
			properties.load(resource);
		}
		Map<String, String> versions = new TreeMap<>();
		properties.stringPropertyNames().forEach((name) -> versions.put(name, properties.getProperty(name)));
		return versions;
	}

	private static void say(String format, Object... args) {
		System.out.println("# " + format.formatted(args));
	}

}
