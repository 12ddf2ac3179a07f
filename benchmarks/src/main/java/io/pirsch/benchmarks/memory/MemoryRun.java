package io.pirsch.benchmarks.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.pirsch.benchmarks.ChildJvm;
import io.pirsch.benchmarks.load.Contender;
import io.pirsch.benchmarks.load.Contenders;
import io.pirsch.benchmarks.load.Hit;
import io.pirsch.benchmarks.stub.AnsweredHits;
import io.pirsch.benchmarks.stub.StubClient;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingSettings;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.WebSettings;

/**
 * Measures the heap in use, after collections, before and after many hits that nobody
 * answers.
 */
public final class MemoryRun {

	private static final int WARM_UP = 2_000;

	private static final int WAITING = 10_000;

	private static final long NO_ANSWER = Duration.ofHours(1).toMillis();

	private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

	private final StubClient stub;

	private final AnsweredHits answered;

	private MemoryRun(StubClient stub, AnsweredHits answered) {
		this.stub = stub;
		this.answered = answered;
	}

	/**
	 * Runs and prints a {@link MemoryResult}.
	 * @param args {@code RECORDER}, {@code RECORDER_HOSTILE} or the name of one of the
	 * {@link Contenders}; address of the stub, file of its {@link AnsweredHits}
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		URI api = URI.create(args[1]);
		MemoryRun run = new MemoryRun(new StubClient(api), AnsweredHits.at(Path.of(args[2])));
		ChildJvm.report(switch (args[0]) {
			case "RECORDER" -> run.recorder(api, false);
			case "RECORDER_HOSTILE" -> run.recorder(api, true);
			default -> run.peer(api, Contenders.valueOf(args[0]));
		});
	}

	private MemoryResult recorder(URI api, boolean hostile) throws InterruptedException {
		PirschClient client = PirschClient.builder(PirschCredentials.accessKey("pa_benchmark")).baseUrl(api).build();
		QueuedPirschTracker tracker = new QueuedPirschTracker(client, TrackingSettings.defaults(), List.of());
		WebSettings settings = WebSettings.builder().build();
		PageViewRecorder recorder = new PageViewRecorder(tracker, PageViewRules.of(settings), settings, List.of(),
				List.of(), Clock.systemUTC());
		long before = warmUp((number) -> record(recorder, number, hostile), () -> {
		});
		long number = WARM_UP;
		while (tracker.getQueueSize() < WAITING) {
			record(recorder, number++, hostile);
		}
		MemoryResult result = new MemoryResult(
				hostile ? "pirsch, recorder, hostile clients" : "pirsch, recorder, browsers",
				number - this.answered.get(), before, heapInUse());
		// Must outlive the measurement
		return (tracker.getQueueSize() >= WAITING) ? result : new MemoryResult("the queue did not stay full", 0, 0, 0);
	}

	private static void record(PageViewRecorder recorder, long number, boolean hostile) {
		VisitorExchange exchange = new VisitorExchange(number, hostile);
		recorder.record(exchange, recorder.open(exchange));
	}

	private MemoryResult peer(URI api, Contenders contenders) throws Exception {
		Contender contender = contenders.start(api);
		long before = warmUp((number) -> contender.track(Hit.of(number)), contender::flush);
		for (long number = WARM_UP; number < WARM_UP + WAITING; number++) {
			contender.track(Hit.of(number));
		}
		Thread.sleep(500);
		MemoryResult result = new MemoryResult(contenders.product() + ", " + contenders.settings(),
				WARM_UP + WAITING - this.answered.get(), before, heapInUse());
		contender.flush();
		return result;
	}

	/**
	 * Has some hits delivered, and then no more.
	 */
	private long warmUp(Tracking tracking, Runnable flush) throws InterruptedException {
		this.stub.reset(0);
		for (long number = 0; number < WARM_UP; number++) {
			try {
				tracking.track(number);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
		for (int i = 0; i < 100 && this.answered.get() < WARM_UP; i++) {
			flush.run();
			Thread.sleep(50);
		}
		this.stub.delay(NO_ANSWER);
		return heapInUse();
	}

	private static long heapInUse() throws InterruptedException {
		for (int i = 0; i < 4; i++) {
			System.gc();
			Thread.sleep(100);
		}
		return MEMORY.getHeapMemoryUsage().getUsed();
	}

	private interface Tracking {

		void track(long number) throws Exception;

	}

}
