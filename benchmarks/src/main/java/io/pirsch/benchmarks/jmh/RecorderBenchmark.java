package io.pirsch.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PirschVisit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The part that the filters of both web stacks share: open the visit and record it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AcceptingTracker.ROOM)
public class RecorderBenchmark {

	private final HeldExchange page = new HeldExchange(BrowserRequest.page().exchange());

	private final HeldExchange data = new HeldExchange(BrowserRequest.data().exchange());

	/**
	 * A request that is a page view.
	 * @param tracker takes it
	 * @param blackhole takes the visit
	 */
	@Benchmark
	public void pageView(AcceptingTracker tracker, Blackhole blackhole) {
		record(tracker.get(), this.page, blackhole);
	}

	/**
	 * A request that is none.
	 * @param tracker is not told
	 * @param blackhole takes the visit
	 */
	@Benchmark
	public void noPageView(AcceptingTracker tracker, Blackhole blackhole) {
		record(tracker.get(), this.data, blackhole);
	}

	private static void record(PageViewRecorder recorder, HeldExchange exchange, Blackhole blackhole) {
		for (int i = 0; i < AcceptingTracker.ROOM; i++) {
			PirschVisit visit = recorder.open(exchange);
			recorder.record(exchange, visit);
			blackhole.consume(visit);
		}
	}

}
