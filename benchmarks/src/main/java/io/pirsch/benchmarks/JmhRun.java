package io.pirsch.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.pirsch.benchmarks.Results.JmhFigure;
import io.pirsch.benchmarks.jmh.CallingThreads;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs JMH.
 */
final class JmhRun {

	private JmhRun() {
	}

	static List<JmhFigure> run(Options options) throws RunnerException {
		TimeValue iteration = TimeValue.milliseconds(options.iteration().toMillis());
		Collection<RunResult> results = new Runner(new OptionsBuilder().include("io\\.pirsch\\.benchmarks\\.jmh\\.")
			.forks(options.forks())
			.warmupIterations(options.warmUps())
			.warmupTime(iteration)
			.measurementIterations(options.iterations())
			.measurementTime(iteration)
			.jvmArgs("-Xms1g", "-Xmx1g")
			.shouldFailOnError(true)
			.addProfiler(GCProfiler.class)
			.addProfiler(CallingThreads.class)
			.build()).run();
		return results.stream().map(JmhRun::figure).toList();
	}

	private static JmhFigure figure(RunResult result) {
		String name = result.getParams().getBenchmark();
		String shortName = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
		Map<String, Double> secondary = new TreeMap<>();
		result.getSecondaryResults().forEach((label, value) -> secondary.put(label, value.getScore()));
		Result<?> primary = result.getPrimaryResult();
		return new JmhFigure(shortName, primary.getScore(), primary.getScoreError(), primary.getScoreUnit(), secondary);
	}

}
