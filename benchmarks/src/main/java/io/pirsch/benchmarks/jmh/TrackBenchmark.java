package io.pirsch.benchmarks.jmh;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.Visitor;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.tracking.TrackingSettings;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * Offers to the tracker, as fast as they come: more than can be encoded, so that the
 * queue is full most of the time. {@code dropped} tells how many of them were dropped.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TrackBenchmark {

	private static final ThreadLocal<@Nullable Drops> DROPS = new ThreadLocal<>();

	private final PageView pageView = PageView
		.builder("https://www.example.com/articles/a-view-of-the-sea",
				Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"))
		.time(Instant.parse("2026-11-23T10:00:00Z"))
		.build();

	private final QueuedPirschTracker tracker = new QueuedPirschTracker(PirschClient.disabled(),
			TrackingSettings.defaults(), List.of(new DropListener()));

	/**
	 * Stops the tracker.
	 */
	@TearDown
	public void tearDown() {
		this.tracker.stop();
	}

	/**
	 * One producer.
	 * @param drops counts drops
	 */
	@Benchmark
	@Threads(1)
	public void oneProducer(Drops drops) {
		this.tracker.track(this.pageView);
	}

	/**
	 * Eight producers.
	 * @param drops counts drops
	 */
	@Benchmark
	@Threads(8)
	public void eightProducers(Drops drops) {
		this.tracker.track(this.pageView);
	}

	/**
	 * Drops of one producer.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.OPERATIONS)
	public static class Drops {

		/** The number. */
		public long dropped;

		/**
		 * Makes the drops of this thread known.
		 */
		@Setup
		public void setUp() {
			DROPS.set(this);
		}

	}

	/**
	 * Is told on the thread that tracks.
	 */
	private static final class DropListener implements TrackingListener {

		@Override
		public void dropped(int count, DropReason reason) {
			Drops drops = DROPS.get();
			if (drops != null) {
				drops.dropped += count;
			}
		}

	}

}
