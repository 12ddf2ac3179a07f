package io.pirsch.benchmarks.jmh;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pirsch.client.PirschClient;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingSettings;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.WebSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The part that the filters of both web stacks share: open the visit and record it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecorderBenchmark {

	private final ServletLikeExchange page = new ServletLikeExchange(BrowserRequest.page().exchange());

	private final ServletLikeExchange data = new ServletLikeExchange(BrowserRequest.data().exchange());

	private final QueuedPirschTracker tracker = new QueuedPirschTracker(PirschClient.disabled(),
			TrackingSettings.defaults(), List.of());

	private final PageViewRecorder recorder = recorder();

	private PageViewRecorder recorder() {
		WebSettings settings = WebSettings.builder().build();
		return new PageViewRecorder(this.tracker, PageViewRules.of(settings), settings, List.of(), Clock.systemUTC());
	}

	/**
	 * Stops the tracker.
	 */
	@TearDown
	public void tearDown() {
		this.tracker.stop();
	}

	/**
	 * A request that is a page view.
	 * @return the visit
	 */
	@Benchmark
	public PirschVisit pageView() {
		return record(this.page);
	}

	/**
	 * A request that is none.
	 * @return the visit
	 */
	@Benchmark
	public PirschVisit noPageView() {
		return record(this.data);
	}

	private PirschVisit record(ServletLikeExchange exchange) {
		PirschVisit visit = this.recorder.open();
		this.recorder.record(exchange, visit);
		return visit;
	}

}
