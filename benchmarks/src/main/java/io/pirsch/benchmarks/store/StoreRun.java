package io.pirsch.benchmarks.store;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import com.sun.management.OperatingSystemMXBean;
import io.pirsch.benchmarks.ChildJvm;
import io.pirsch.benchmarks.load.Contender;
import io.pirsch.benchmarks.load.Hit;
import io.pirsch.benchmarks.load.PageViews;
import io.pirsch.benchmarks.load.Producer;
import io.pirsch.benchmarks.stub.AnsweredHits;
import io.pirsch.benchmarks.stub.Counts;
import io.pirsch.benchmarks.stub.StubClient;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.tracking.TrackingSettings;

/**
 * Fills a store, empties it, and then does both at once, in a process of its own.
 */
public final class StoreRun {

	private static final URI NO_API = URI.create("http://127.0.0.1:9");

	private static final long GIVE_UP_AFTER_NANOS = Duration.ofSeconds(20).toNanos();

	/** From here on, everything that delivers is compiled, and the consumer assigned. */
	private static final double WARM = 0.3;

	/** What is left then may be less than full batches. */
	private static final double END = 0.95;

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private final StoreKind kind;

	private final String address;

	private final URI api;

	private final StubClient stub;

	private final AnsweredHits answered;

	private final Duration warmUp;

	private final Duration measured;

	private final AtomicLong stored = new AtomicLong();

	private StoreRun(StoreKind kind, String address, URI api, AnsweredHits answered, Duration warmUp,
			Duration measured) {
		this.kind = kind;
		this.address = address;
		this.api = api;
		this.stub = new StubClient(api);
		this.answered = answered;
		this.warmUp = warmUp;
		this.measured = measured;
	}

	/**
	 * Runs and prints a {@link StoreResult}.
	 * @param args name of one of the {@link StoreKind stores}, address of what it keeps
	 * its hits in, address of the stub, file of its {@link AnsweredHits}, time to warm
	 * up, time to measure, in milliseconds
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		ChildJvm.report(new StoreRun(StoreKind.valueOf(args[0]), args[1], URI.create(args[2]),
				AnsweredHits.at(Path.of(args[3])), Duration.ofMillis(Long.parseLong(args[4])),
				Duration.ofMillis(Long.parseLong(args[5])))
			.run());
	}

	private StoreResult run() throws Exception {
		this.stub.reset(0);
		double accepted = 0;
		double delivered = 0;
		long filled = 0;
		if (this.kind != StoreKind.MEMORY) {
			QueuedPirschTracker tracker = tracker(NO_API, false);
			Producer producer = producer(tracker, this.stored::get);
			Thread.sleep(this.warmUp.toMillis());
			long start = System.nanoTime();
			long before = this.stored.get();
			Thread.sleep(this.measured.toMillis());
			accepted = (this.stored.get() - before) * 1e9 / (System.nanoTime() - start);
			producer.end();
			tracker.stop();
			filled = producer.tracked();
			tracker = tracker(this.api, true);
			delivered = empty(filled);
			tracker.stop();
		}
		Counts emptied = this.stub.counts();
		this.stub.reset(0);
		QueuedPirschTracker tracker = tracker(this.api, true);
		Producer producer = producer(tracker, this.answered::get);
		Thread.sleep(this.warmUp.toMillis());
		producer.startMeasuring();
		long cpu = SYSTEM.getProcessCpuTime();
		Counts start = this.stub.counts();
		Thread.sleep(this.measured.toMillis());
		Counts through = this.stub.counts().since(start);
		cpu = SYSTEM.getProcessCpuTime() - cpu;
		producer.end();
		empty(producer.tracked());
		tracker.stop();
		Counts end = this.stub.counts();
		return new StoreResult(this.kind, accepted, delivered, through.hits() * 1e9 / through.nanos(),
				filled + producer.tracked(), filled - emptied.hits() + producer.tracked() - end.hits(),
				emptied.duplicates() + end.duplicates(), producer.callNanos(0.5), producer.callNanos(0.99),
				cpu / 1e3 / Math.max(1, through.hits()));
	}

	private QueuedPirschTracker tracker(URI api, boolean consume) {
		PirschClient client = PirschClient.builder(PirschCredentials.accessKey("pa_benchmark")).baseUrl(api).build();
		TrackingSettings settings = TrackingSettings.defaults();
		List<TrackingListener> listeners = List.of(new TrackingListener() {

			@Override
			public void stored(int count, Duration duration) {
				StoreRun.this.stored.addAndGet(count);
			}

		});
		HitStore store = this.kind.open(this.address, consume);
		QueuedPirschTracker tracker = (store != null) ? new QueuedPirschTracker(client, settings, listeners, store)
				: new QueuedPirschTracker(client, settings, listeners);
		tracker.start();
		return tracker;
	}

	private static Producer producer(QueuedPirschTracker tracker, LongSupplier arrived) {
		Producer producer = new Producer(new Contender() {

			@Override
			public void track(Hit hit) {
				tracker.track(PageViews.of(hit));
			}

			@Override
			public void close() {
				tracker.stop();
			}

		}, arrived, TrackingSettings.defaults().queueCapacity());
		producer.start();
		return producer;
	}

	/**
	 * Waits until all has arrived, or nothing has for some time.
	 * @return hits a second on the longest part of the way
	 */
	private double empty(long count) throws InterruptedException {
		long last = this.answered.get();
		long progress = System.nanoTime();
		long warm = -1;
		long warmAt = 0;
		double rate = 0;
		while (last < count && System.nanoTime() - progress < GIVE_UP_AFTER_NANOS) {
			Thread.sleep(1);
			long now = this.answered.get();
			if (now == last) {
				continue;
			}
			last = now;
			progress = System.nanoTime();
			if (warm < 0 && now >= WARM * count) {
				warm = now;
				warmAt = progress;
			}
			else if (rate == 0 && now >= END * count) {
				rate = (now - warm) * 1e9 / (progress - warmAt);
			}
		}
		return rate;
	}

}
