package io.pirsch.benchmarks.jmh;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingSettings;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.WebSettings;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * A recorder with the real tracker, whose queue takes everything: as many page views as
 * it has room for, and then a new one is made. The API does not answer, so that no
 * encoding takes the processor from what is measured.
 */
@State(Scope.Benchmark)
public class AcceptingTracker {

	/**
	 * How much it takes.
	 */
	static final int ROOM = 5_000;

	private static final TrackingSettings SETTINGS = settings();

	private static final WebSettings WEB_SETTINGS = WebSettings.builder().build();

	private static final PageViewRules RULES = PageViewRules.of(WEB_SETTINGS);

	private final PirschClient client = PirschClient.builder(PirschCredentials.accessKey("pa_benchmark"))
		.webClientBuilder(WebClient.builder().exchangeFunction((request) -> Mono.never()))
		.timeout(Duration.ofMillis(20))
		.build();

	private QueuedPirschTracker tracker = tracker();

	private PageViewRecorder recorder = recorder();

	private static TrackingSettings settings() {
		return TrackingSettings.defaults().withQueueCapacity(2 * ROOM).withShutdownTimeout(Duration.ZERO);
	}

	private QueuedPirschTracker tracker() {
		return new QueuedPirschTracker(this.client, SETTINGS, List.of());
	}

	private PageViewRecorder recorder() {
		return new PageViewRecorder(this.tracker, RULES, WEB_SETTINGS, List.of(), List.of(), Clock.systemUTC());
	}

	/**
	 * Makes room.
	 */
	@Setup(Level.Invocation)
	public void setUp() {
		this.tracker = tracker();
		this.recorder = recorder();
	}

	/**
	 * Forgets what was tracked.
	 */
	@TearDown(Level.Invocation)
	public void tearDown() {
		this.tracker.stop();
	}

	PageViewRecorder get() {
		return this.recorder;
	}

}
