package io.pirsch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;

import io.pirsch.benchmarks.Results.JmhFigure;
import io.pirsch.benchmarks.comparison.Site.Addition;
import io.pirsch.benchmarks.comparison.StartUpCost;
import io.pirsch.benchmarks.jmh.CallingThreads;
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
 * @param verdict whether that is enough
 */
record Goal(String what, String target, String measured, Verdict verdict) {

	static List<Goal> judge(Results results) {
		List<Goal> goals = new ArrayList<>();
		requests(results.jmh(), goals);
		load(results.load(), goals);
		memory(results.memory(), goals);
		results.site()
			.forEach((cost) -> goals.add(new Goal("processor time of a counted page, saturated site, " + cost.stack(),
					"at most 10 µs", text("%.1f µs (%.1f to %.1f)", cost.difference(), cost.least(), cost.most()),
					(cost.least() < 0) ? Verdict.NO_VALID_FIGURE : Verdict.of(cost.difference() <= 10))));
		startUp(results.startUp(), goals);
		results.stores().forEach((store) -> store(store, goals));
		return goals;
	}

	/**
	 * What costs less than nothing was not measured: so far are the figures off.
	 */
	private static Verdict between(double least, double most, double value) {
		return (value < least) ? Verdict.NO_VALID_FIGURE : Verdict.of(value <= most);
	}

	private static void startUp(List<StartUpCost> costs, List<Goal> goals) {
		for (StartUpCost cost : costs) {
			if (cost.addition() == Addition.STARTER) {
				goals.add(new Goal("processor time of the start to that without, " + cost.stack(), "at most 1.03",
						text("%.3f", cost.ratio()), between(1, 1.03, cost.ratio())));
			}
			else if (cost.addition() != Addition.NOTHING) {
				double ours = costs.stream()
					.filter((other) -> other.stack() == cost.stack() && other.addition() == Addition.STARTER)
					.findAny()
					.orElseThrow()
					.ratio();
				goals.add(new Goal("the same to that with " + cost.addition() + ", " + cost.stack(), "less",
						text("%.3f to %.3f", ours, cost.ratio()), Verdict.of(ours < cost.ratio())));
			}
		}
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
				Verdict.of(result.acceptedPerSecond() >= target && result.deliveredPerSecond() >= target
						&& result.dropped() == 0)));
	}

	private static void requests(List<JmhFigure> figures, List<Goal> goals) {
		if (figures.isEmpty()) {
			return;
		}
		page("request that is a page view, what both filters share", nanos(figures, "RecorderBenchmark.pageView"),
				bytes(figures, "RecorderBenchmark.pageView"), goals);
		stack("WebFlux", "RequestBenchmark", figures, goals);
		stack("servlet", "ServletRequestBenchmark", figures, goals);
		data("request that is not one, what both filters share", nanos(figures, "RecorderBenchmark.noPageView"),
				bytes(figures, "RecorderBenchmark.noPageView"), goals);
		double offers = score(figures, "TrackBenchmark.eightProducers");
		goals
			.add(new Goal("track, 8 producers", "at least 3 million offers a second",
					text("%.1f million, %.0f %% of them dropped", offers / 1e6,
							100 * figure(figures, "TrackBenchmark.eightProducers").dropped()),
					Verdict.of(offers >= 3e6)));
	}

	private static void stack(String stack, String benchmark, List<JmhFigure> figures, List<Goal> goals) {
		page(stack + ", page view, all of the filter", difference(figures, benchmark, "page", CallingThreads.CPU),
				difference(figures, benchmark, "page", CallingThreads.ALLOCATED), goals);
		data(stack + ", no page view, all of the filter", difference(figures, benchmark, "data", CallingThreads.CPU),
				difference(figures, benchmark, "data", CallingThreads.ALLOCATED), goals);
	}

	private static double difference(List<JmhFigure> figures, String benchmark, String kind, String label) {
		return secondary(figures, "%s.%sWithFilter".formatted(benchmark, kind), label)
				- secondary(figures, "%s.%sWithoutFilter".formatted(benchmark, kind), label);
	}

	private static void page(String what, double nanos, double bytes, List<Goal> goals) {
		goals.add(new Goal(what, "at most 1 µs and 1,200 B", text("%.2f µs, %.0f B", nanos / 1000, bytes),
				Verdict.of(nanos <= 1000 && bytes <= 1200)));
	}

	private static void data(String what, double nanos, double bytes, List<Goal> goals) {
		goals.add(new Goal(what, "at most 150 ns and 200 B", text("%.0f ns, %.0f B", nanos, bytes),
				Verdict.of(nanos <= 150 && bytes <= 200)));
	}

	private static void load(List<LoadResult> results, List<Goal> goals) {
		if (results.isEmpty()) {
			return;
		}
		LoadResult instant = best(results, 0, (contender) -> contender == Contenders.PIRSCH);
		goals.add(new Goal("hits delivered to an instant stub", "at least 100,000 a second, none dropped",
				text("%,.0f a second, %,d dropped", instant.hitsPerSecond(), instant.dropped()),
				Verdict.of(instant.hitsPerSecond() >= 100_000 && instant.dropped() == 0)));
		LoadResult batching = best(results, 0,
				(contender) -> contender.batches() && !contender.product().equals(Contenders.PIRSCH.product()));
		factor("the best peer that batches", 10, instant, batching, goals);
		goals.add(new Goal("processor time a hit, at an instant stub", "at most 1.2 µs",
				text("%.2f µs", instant.cpuMicrosPerHit()), Verdict.of(instant.cpuMicrosPerHit() <= 1.2)));
		LoadResult matomo = best(results, 0,
				(contender) -> contender == Contenders.MATOMO || contender == Contenders.MATOMO_BEST);
		factor("Matomo's filter", 50, instant, matomo, goals);
		LoadResult slow = best(results, 50, (contender) -> contender == Contenders.PIRSCH);
		goals.add(new Goal("hits delivered at 50 ms answer time", "at least 35,000 a second in order",
				text("%,.0f a second, %,d out of order, %,d dropped", slow.hitsPerSecond(), slow.late(),
						slow.dropped()),
				Verdict.of(slow.hitsPerSecond() >= 35_000 && slow.late() == 0 && slow.dropped() == 0)));
	}

	private static void factor(String peer, int target, LoadResult ours, LoadResult theirs, List<Goal> goals) {
		double factor = ours.hitsPerSecond() / theirs.hitsPerSecond();
		goals.add(new Goal("the same to " + peer, "at least %d times".formatted(target),
				text("%.1f times (%s, %,.0f a second)", factor, theirs.contender(), theirs.hitsPerSecond()),
				Verdict.of(factor >= target)));
	}

	private static void memory(List<MemoryResult> results, List<Goal> goals) {
		for (MemoryResult result : results) {
			OptionalDouble target = result.name().endsWith("browsers") ? OptionalDouble.of(20)
					: result.name().endsWith("hostile clients") ? OptionalDouble.of(60) : OptionalDouble.empty();
			target.ifPresent((megabytes) -> goals.add(new Goal("memory with 10,000 page views queued: " + result.name(),
					text("at most %.0f MB", megabytes), text("%.1f MB", result.mebibytes()),
					Verdict.of(result.mebibytes() <= megabytes))));
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
		return secondary(figures, name, CallingThreads.ALLOCATED);
	}

	private static double nanos(List<JmhFigure> figures, String name) {
		return secondary(figures, name, CallingThreads.CPU);
	}

	private static double secondary(List<JmhFigure> figures, String name, String label) {
		return figure(figures, name).secondary().getOrDefault(label, Double.NaN);
	}

	private static JmhFigure figure(List<JmhFigure> figures, String name) {
		return figures.stream().filter((figure) -> figure.benchmark().equals(name)).findFirst().orElseThrow();
	}

	private static String text(String format, Object... args) {
		return String.format(Locale.ROOT, format, args);
	}

	/**
	 * What is to be said about a measurement.
	 */
	enum Verdict {

		REACHED("reached"), MISSED("**missed**"), NO_VALID_FIGURE("no valid figure");

		private final String text;

		Verdict(String text) {
			this.text = text;
		}

		static Verdict of(boolean reached) {
			return reached ? REACHED : MISSED;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
