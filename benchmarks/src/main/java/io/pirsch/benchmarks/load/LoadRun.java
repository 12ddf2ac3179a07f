package io.pirsch.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;
import io.pirsch.benchmarks.ChildJvm;
import io.pirsch.benchmarks.stub.AnsweredHits;
import io.pirsch.benchmarks.stub.Counts;
import io.pirsch.benchmarks.stub.StubClient;

/**
 * Puts one tracker under load, in a process of its own.
 */
public final class LoadRun {

	private static final long GIVE_UP_AFTER_NANOS = Duration.ofSeconds(5).toNanos();

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private final Contenders contenders;

	private final StubClient stub;

	private final AnsweredHits answered;

	private LoadRun(Contenders contenders, StubClient stub, AnsweredHits answered) {
		this.contenders = contenders;
		this.stub = stub;
		this.answered = answered;
	}

	/**
	 * Runs and prints a {@link LoadResult}.
	 * @param args name of one of the {@link Contenders}, address of the stub, file of its
	 * {@link AnsweredHits}, delay of the answers, time to warm up, time to measure, in
	 * milliseconds
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		URI api = URI.create(args[1]);
		LoadRun run = new LoadRun(Contenders.valueOf(args[0]), new StubClient(api), AnsweredHits.at(Path.of(args[2])));
		ChildJvm.report(run.run(api, Long.parseLong(args[3]), Duration.ofMillis(Long.parseLong(args[4])),
				Duration.ofMillis(Long.parseLong(args[5]))));
	}

	private LoadResult run(URI api, long delayMillis, Duration warmUp, Duration measured) throws Exception {
		this.stub.reset(delayMillis);
		Contender contender = this.contenders.start(api);
		Producer producer = new Producer(contender, this.answered::get, this.contenders.window());
		producer.start();
		Thread.sleep(warmUp.toMillis());
		producer.startMeasuring();
		long cpu = SYSTEM.getProcessCpuTime();
		long waited = producer.waitedNanos();
		Counts start = this.stub.counts();
		Thread.sleep(measured.toMillis());
		Counts counts = this.stub.counts().since(start);
		cpu = SYSTEM.getProcessCpuTime() - cpu;
		waited = producer.waitedNanos() - waited;
		producer.end();
		drain(contender, producer.tracked());
		contender.close();
		Counts end = this.stub.counts();
		double seconds = counts.nanos() / 1e9;
		double hits = Math.max(1, counts.hits());
		return new LoadResult(this.contenders, delayMillis, counts.hits() / seconds, counts.requests() / seconds,
				hits / Math.max(1, counts.requests()), counts.bytes() / hits, producer.tracked(),
				producer.tracked() - end.hits(), end.duplicates(), end.late(), producer.callNanos(0.5),
				producer.callNanos(0.99), cpu / 1e3 / hits, Math.min(1, (double) waited / counts.nanos()));
	}

	/**
	 * Waits until all has arrived, or nothing has for some time.
	 */
	private void drain(Contender contender, long tracked) throws InterruptedException {
		long last = this.answered.get();
		long progress = System.nanoTime();
		while (last < tracked && System.nanoTime() - progress < GIVE_UP_AFTER_NANOS) {
			contender.flush();
			Thread.sleep(50);
			long now = this.answered.get();
			if (now != last) {
				last = now;
				progress = System.nanoTime();
			}
		}
	}

}
