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
 * queue is full most of the time. {@code accepted} and {@code dropped} tell what became
 * of them, and count those between JMH's iterations, too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TrackBenchmark {

	private static final ThreadLocal<@Nullable Fate> FATE = new ThreadLocal<>();

	private final PageView pageView = PageView
		.builder("https://www.example.com/articles/a-view-of-the-sea",
				Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"))
		.time(Instant.parse("2026-11-23T10:00:00Z"))
		.build();

	private final QueuedPirschTracker tracker = new QueuedPirschTracker(PirschClient.disabled(),
			TrackingSettings.defaults(), List.of(new FateListener()));

	/**
	 * Stops the tracker.
	 */
	@TearDown
	public void tearDown() {
		this.tracker.stop();
	}

	/**
	 * One producer.
	 * @param fate counts what becomes of the offers
	 */
	@Benchmark
	@Threads(1)
	public void oneProducer(Fate fate) {
		this.tracker.track(this.pageView);
	}

	/**
	 * Eight producers.
	 * @param fate counts what becomes of the offers
	 */
	@Benchmark
	@Threads(8)
	public void eightProducers(Fate fate) {
		this.tracker.track(this.pageView);
	}

	/**
	 * What becomes of the offers of one producer.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.OPERATIONS)
	public static class Fate {

		/** Those that are in the queue. */
		public long accepted;

		/** Those for which there was no room. */
		public long dropped;

		/**
		 * Makes the counts of this thread known.
		 */
		@Setup
		public void setUp() {
			FATE.set(this);
		}

	}

	/**
	 * Is told on the thread that tracks.
	 */
	private static final class FateListener implements TrackingListener {

		@Override
		public void queued() {
			Fate fate = FATE.get();
			if (fate != null) {
				fate.accepted++;
			}
		}

		@Override
		public void dropped(int count, DropReason reason) {
			Fate fate = FATE.get();
			if (fate != null) {
				fate.dropped += count;
			}
		}

	}

}
