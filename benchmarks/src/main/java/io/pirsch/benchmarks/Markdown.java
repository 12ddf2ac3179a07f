package io.pirsch.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.pirsch.benchmarks.Results.JmhFigure;
import io.pirsch.benchmarks.comparison.SiteCost;
import io.pirsch.benchmarks.comparison.StartUpCost;
import io.pirsch.benchmarks.jmh.CallingThreads;
import io.pirsch.benchmarks.load.LoadResult;
import io.pirsch.benchmarks.memory.MemoryResult;
import io.pirsch.benchmarks.store.StoreKind;
import io.pirsch.benchmarks.store.StoreResult;

/**
 * Writes results as tables.
 */
final class Markdown {

	private final StringBuilder text = new StringBuilder();

	private Markdown() {
	}

	static String of(Results results) {
		Markdown markdown = new Markdown();
		markdown.line("# Benchmark results\n");
		results.environment().forEach((name, value) -> markdown.line("- %s: %s", name, value));
		markdown.line("- versions: %s\n",
				String.join(", ",
						results.versions()
							.entrySet()
							.stream()
							.map((entry) -> entry.getKey() + " " + entry.getValue())
							.toList()));
		markdown.goals(results.goals());
		markdown.jmh(results.jmh());
		markdown.load(results.load());
		markdown.memory(results.memory());
		markdown.site(results.site());
		markdown.startUp(results.startUp());
		markdown.stores(results.stores());
		return markdown.text.toString();
	}

	private void goals(List<Goal> goals) {
		line("## Goals\n");
		line("| goal | target | measured | |");
		line("|---|---|---|---|");
		goals.forEach(
				(goal) -> line("| %s | %s | %s | %s |", goal.what(), goal.target(), goal.measured(), goal.verdict()));
		line("");
	}

	private void jmh(List<JmhFigure> figures) {
		if (figures.isEmpty()) {
			return;
		}
		line("## Single calls\n");
		line("| benchmark | score | ± | unit | CPU ns/op, calling thread | B/op, calling thread | B/op, all threads | dropped |");
		line("|---|--:|--:|---|--:|--:|--:|--:|");
		for (JmhFigure figure : figures) {
			line("| %s | %,.0f | %,.0f | %s | %,.0f | %,.0f | %,.0f | %s |", figure.benchmark(), figure.score(),
					figure.error(), figure.unit(), figure.secondary().getOrDefault(CallingThreads.CPU, Double.NaN),
					figure.secondary().getOrDefault(CallingThreads.ALLOCATED, Double.NaN),
					figure.secondary().getOrDefault("gc.alloc.rate.norm", Double.NaN),
					Double.isNaN(figure.dropped()) ? "" : "%.0f %%".formatted(100 * figure.dropped()));
		}
		line("");
	}

	private void load(List<LoadResult> results) {
		for (long delay : results.stream().mapToLong(LoadResult::delayMillis).distinct().toArray()) {
			line("## Delivery to an API that answers %s%n", (delay == 0) ? "at once" : "after %d ms".formatted(delay));
			line("| tracker | settings | hits/s | hits/request | bytes/hit | dropped of | out of order | on the caller, median and 99 %% | CPU/hit |");
			line("|---|---|--:|--:|--:|--:|--:|--:|--:|");
			results.stream()
				.filter((result) -> result.delayMillis() == delay)
				.forEach((result) -> line(
						"| %s | %s | %,.0f | %,.1f | %,.0f | %,d of %,d | %,d | %,.2f and %,.1f µs | %,.1f µs |",
						result.contender().product(), result.contender().settings(), result.hitsPerSecond(),
						result.hitsPerRequest(), result.bytesPerHit(), result.dropped(), result.tracked(),
						result.late(), result.callerNanosMedian() / 1e3, result.callerNanos99() / 1e3,
						result.cpuMicrosPerHit()));
			line("");
		}
	}

	private void memory(List<MemoryResult> results) {
		if (results.isEmpty()) {
			return;
		}
		line("## Heap in use with hits waiting\n");
		line("| tracker | hits waiting | MB | bytes/hit |");
		line("|---|--:|--:|--:|");
		results.forEach((result) -> line("| %s | %,d | %.1f | %,d |", result.name(), result.waiting(),
				result.mebibytes(), (result.heapAfter() - result.heapBefore()) / Math.max(1, result.waiting())));
		line("");
	}

	private void site(List<SiteCost> costs) {
		if (costs.isEmpty()) {
			return;
		}
		line("## Processor time of a saturated site for a page, microseconds\n");
		line("| stack | turns | counted, median | visitor objects, median | median difference of a turn | in a range of 95 %% | dropped of |");
		line("|---|--:|--:|--:|--:|--:|--:|");
		costs.forEach((cost) -> line("| %s | %d | %.1f | %.1f | %.1f | %.1f to %.1f | %,d of %,d |", cost.stack(),
				cost.counted().size(), cost.medianCounted(), cost.medianObjecting(), cost.difference(), cost.least(),
				cost.most(), cost.dropped(), cost.pageViews()));
		line("");
	}

	private void stores(List<StoreResult> results) {
		if (results.isEmpty()) {
			return;
		}
		line("## Hits a second into a store, and from it to an API that answers at once\n");
		line("| store | accepted, alone | delivered, alone | all at once | dropped of | twice | on the caller, median and 99 %% | CPU/hit |");
		line("|---|--:|--:|--:|--:|--:|--:|--:|");
		for (StoreResult result : results) {
			boolean queue = result.store() == StoreKind.MEMORY;
			line("| %s | %s | %s | %,.0f | %,d of %,d | %,d | %,.2f and %,.1f µs | %,.1f µs |", result.store().text(),
					queue ? "" : text("%,.0f", result.acceptedPerSecond()),
					queue ? "" : text("%,.0f", result.deliveredPerSecond()), result.throughPerSecond(),
					result.dropped(), result.tracked(), result.duplicates(), result.callerNanosMedian() / 1e3,
					result.callerNanos99() / 1e3, result.cpuMicrosPerHit());
		}
		line("");
	}

	private static String text(String format, Object... args) {
		return String.format(Locale.ROOT, format, args);
	}

	private void startUp(List<StartUpCost> costs) {
		if (costs.isEmpty()) {
			return;
		}
		line("## Processor time of the start, milliseconds\n");
		line("| stack | on the class path | median of %d | lowest | highest | median ratio of the rounds to nothing |",
				costs.get(0).millis().size());
		line("|---|---|--:|--:|--:|--:|");
		costs.forEach((cost) -> line("| %s | %s | %,.0f | %,.0f | %,.0f | %.3f |", cost.stack(), cost.addition(),
				cost.median(), Collections.min(cost.millis()), Collections.max(cost.millis()), cost.ratio()));
		line("");
	}

	private void line(String format, Object... args) {
		this.text.append(String.format(Locale.ROOT, format, args)).append('\n');
	}

}
