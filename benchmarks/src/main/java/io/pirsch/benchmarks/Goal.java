package io.pirsch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;

import io.pirsch.benchmarks.Results.JmhFigure;
import io.pirsch.benchmarks.jmh.RequestThreadAllocation;
import io.pirsch.benchmarks.load.Contenders;
import io.pirsch.benchmarks.load.LoadResult;
import io.pirsch.benchmarks.memory.MemoryResult;
import io.pirsch.benchmarks.store.StoreKind;
import io.pirsch.benchmarks.store.StoreResult;

/**
 * Something to be reached.
 *
 * @param what what it is about
 * @param target what is to be reached
 * @param measured what was measured
 * @param reached whether that is enough
 */
record Goal(String what, String target, String measured, boolean reached) {

	static List<Goal> judge(Results results) {
		List<Goal> goals = new ArrayList<>();
		requests(results.jmh(), goals);
		load(results.load(), goals);
		memory(results.memory(), goals);
		results.site()
			.forEach((cost) -> goals.add(new Goal("processor time of a counted page, saturated site, " + cost.stack(),
					"at most 10 µs", text("%.1f µs", cost.difference()), cost.difference() <= 10)));
		results.stores().forEach((store) -> store(store, goals));
		if (results.startUp() != null) {
			double ratio = results.startUp().ratio();
			goals.add(new Goal("processor time of the start, with the starter to without", "at most 1.03",
					text("%.3f", ratio), ratio <= 1.03));
		}
		return goals;
	}

	private static void store(StoreResult result, List<Goal> goals) {
		if (result.store() == StoreKind.MEMORY) {
			return;
		}
		int target = (result.store() == StoreKind.KAFKA) ? 50_000 : 10_000;
		goals.add(new Goal("hits into and out of " + result.store().text(),
				text("at least %,d a second each, none dropped", target),
				text("%,.0f and %,.0f a second, %,d dropped", result.acceptedPerSecond(), result.deliveredPerSecond(),
						result.dropped()),
				result.acceptedPerSecond() >= target && result.deliveredPerSecond() >= target
						&& result.dropped() == 0));
	}

	private static void requests(List<JmhFigure> figures, List<Goal> goals) {
		if (figures.isEmpty()) {
			return;
		}
		page("request that is a page view, what both filters share", score(figures, "RecorderBenchmark.pageView"),
				bytes(figures, "RecorderBenchmark.pageView"), goals);
		stack("WebFlux", "RequestBenchmark", figures, goals);
		stack("servlet", "ServletRequestBenchmark", figures, goals);
		data("request that is not one, what both filters share", score(figures, "RecorderBenchmark.noPageView"), goals);
		double offers = score(figures, "TrackBenchmark.eightProducers");
		goals.add(new Goal("track, 8 producers", "at least 3 million offers a second",
				text("%.1f million, %.0f %% of them dropped", offers / 1e6,
						100 * figure(figures, "TrackBenchmark.eightProducers").dropped()),
				offers >= 3e6));
	}

	private static void stack(String stack, String benchmark, List<JmhFigure> figures, List<Goal> goals) {
		page(stack + ", page view, all of the filter", difference(figures, benchmark, "page"),
				bytes(figures, benchmark + ".pageWithFilter") - bytes(figures, benchmark + ".pageWithoutFilter"),
				goals);
		data(stack + ", no page view, all of the filter", difference(figures, benchmark, "data"), goals);
	}

	private static double difference(List<JmhFigure> figures, String benchmark, String kind) {
		return score(figures, "%s.%sWithFilter".formatted(benchmark, kind))
				- score(figures, "%s.%sWithoutFilter".formatted(benchmark, kind));
	}

	private static void page(String what, double nanos, double bytes, List<Goal> goals) {
		goals.add(new Goal(what, "at most 1 µs and 1,200 B", text("%.2f µs, %.0f B", nanos / 1000, bytes),
				nanos <= 1000 && bytes <= 1200));
	}

	private static void data(String what, double nanos, List<Goal> goals) {
		goals.add(new Goal(what, "at most 150 ns", text("%.0f ns", nanos), nanos <= 150));
	}

	private static void load(List<LoadResult> results, List<Goal> goals) {
		if (results.isEmpty()) {
			return;
		}
		LoadResult instant = best(results, 0, (contender) -> contender == Contenders.PIRSCH);
		goals.add(new Goal("hits delivered to an instant stub", "at least 100,000 a second, none dropped",
				text("%,.0f a second, %,d dropped", instant.hitsPerSecond(), instant.dropped()),
				instant.hitsPerSecond() >= 100_000 && instant.dropped() == 0));
		LoadResult batching = best(results, 0,
				(contender) -> contender.batches() && !contender.product().equals(Contenders.PIRSCH.product()));
		factor("the best peer that batches", 10, instant, batching, goals);
		goals.add(new Goal("processor time a hit, at an instant stub", "at most 1.2 µs",
				text("%.2f µs", instant.cpuMicrosPerHit()), instant.cpuMicrosPerHit() <= 1.2));
		LoadResult matomo = best(results, 0,
				(contender) -> contender == Contenders.MATOMO || contender == Contenders.MATOMO_BEST);
		factor("Matomo's filter", 50, instant, matomo, goals);
		LoadResult slow = best(results, 50, (contender) -> contender == Contenders.PIRSCH);
		goals
			.add(new Goal("hits delivered at 50 ms answer time", "at least 35,000 a second in order",
					text("%,.0f a second, %,d out of order, %,d dropped", slow.hitsPerSecond(), slow.late(),
							slow.dropped()),
					slow.hitsPerSecond() >= 35_000 && slow.late() == 0 && slow.dropped() == 0));
	}

	private static void factor(String peer, int target, LoadResult ours, LoadResult theirs, List<Goal> goals) {
		double factor = ours.hitsPerSecond() / theirs.hitsPerSecond();
		goals.add(new Goal("the same to " + peer, "at least %d times".formatted(target),
				text("%.1f times (%s, %,.0f a second)", factor, theirs.contender(), theirs.hitsPerSecond()),
				factor >= target));
	}

	private static void memory(List<MemoryResult> results, List<Goal> goals) {
		for (MemoryResult result : results) {
			OptionalDouble target = result.name().endsWith("browsers") ? OptionalDouble.of(20)
					: result.name().endsWith("hostile clients") ? OptionalDouble.of(60) : OptionalDouble.empty();
			target.ifPresent((megabytes) -> goals.add(new Goal("memory with 10,000 page views queued: " + result.name(),
					text("at most %.0f MB", megabytes), text("%.1f MB", result.mebibytes()),
					result.mebibytes() <= megabytes)));
		}
	}

	private static LoadResult best(List<LoadResult> results, long delayMillis, Predicate<Contenders> of) {
		return results.stream()
			.filter((result) -> result.delayMillis() == delayMillis && of.test(result.contender()))
			.max((one, other) -> Double.compare(one.hitsPerSecond(), other.hitsPerSecond()))
			.orElseThrow();
	}

	private static double score(List<JmhFigure> figures, String name) {
		return figure(figures, name).score();
	}

	private static double bytes(List<JmhFigure> figures, String name) {
		return figure(figures, name).secondary().getOrDefault(RequestThreadAllocation.LABEL, Double.NaN);
	}

	private static JmhFigure figure(List<JmhFigure> figures, String name) {
		return figures.stream().filter((figure) -> figure.benchmark().equals(name)).findFirst().orElseThrow();
	}

	private static String text(String format, Object... args) {
		return String.format(Locale.ROOT, format, args);
	}

}
