package io.pirsch.benchmarks.load;

import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.posthog.server.PostHogConfig;
import com.segment.analytics.Analytics;
import com.snowplowanalytics.snowplow.tracker.configuration.EmitterConfiguration;
import io.pirsch.tracking.TrackingSettings;

/**
 * The trackers that are compared, each as documented and, where it has settings that
 * help, at its best. What is best was found by trying.
 */
public enum Contenders {

	/** This project, as it comes. */
	PIRSCH("pirsch", "defaults: queue 10,000, batches of up to 2,000", 10_000,
			(api) -> new PirschContender(api, TrackingSettings.defaults())),

	/** This project, with a larger queue. */
	PIRSCH_BEST("pirsch", "queue of 20,000", 20_000,
			(api) -> new PirschContender(api, TrackingSettings.defaults().withQueueCapacity(20_000))),

	/** The naive way, as it comes. */
	NAIVE("naive", "WebClient, a call a hit; defaults: 500 connections, 1,000 waiting", 1_000,
			(api) -> new NaiveContender(api, 0)),

	/** The naive way, with fewer connections and nothing refused. */
	NAIVE_BEST("naive", "WebClient, a call a hit; 50 connections, any number waiting", 1_000,
			(api) -> new NaiveContender(api, 50)),

	/** Matomo, as documented. */
	MATOMO("matomo", "servlet filter; defaults: 2 threads; held at 100 open requests, has no bound of its own", 100,
			(api) -> new MatomoContender(api, 0, 0)),

	/** Matomo, with more open requests. */
	MATOMO_BEST("matomo", "servlet filter; 4 threads; held at 1,000 open requests", 1_000,
			(api) -> new MatomoContender(api, 4, 0)),

	/** Matomo, with batches that the application makes. */
	MATOMO_BULK("matomo", "bulk calls of 500 that the application gathers itself", 10_000,
			(api) -> new MatomoContender(api, 4, 500)),

	/** Snowplow, as documented. */
	SNOWPLOW("snowplow", "defaults: buffer 10,000, batches of 50, 50 threads", 9_000,
			(api) -> new SnowplowContender(api, new EmitterConfiguration())),

	/** Snowplow, with large batches. */
	SNOWPLOW_BEST("snowplow", "buffer 20,000, batches of 500, 4 threads", 10_000,
			(api) -> new SnowplowContender(api,
					new EmitterConfiguration().batchSize(500).threadCount(4).bufferCapacity(20_000))),

	/** Segment, as documented. */
	SEGMENT("segment", "defaults: batches of 250 or 475 KB, 1 thread, unbounded queue", 10_000,
			(api) -> new SegmentContender(Analytics.builder("benchmark").endpoint(api.toString()).build())),

	/** Segment, with larger batches and more threads. */
	SEGMENT_BEST("segment", "batches of 1,000 or 475 KB, 4 threads, unbounded queue", 10_000,
			(api) -> new SegmentContender(Analytics.builder("benchmark")
				.endpoint(api.toString())
				.flushQueueSize(1_000)
				.flushInterval(1, TimeUnit.SECONDS)
				.networkExecutor(Executors.newFixedThreadPool(4))
				.build())),

	/** PostHog, as documented. */
	POSTHOG("posthog", "defaults: queue 1,000, batches of 20 to 50", 1_000,
			(api) -> new PostHogContender(PostHogConfig.builder("phc_benchmark").host(api.toString()).build())),

	/** PostHog, with large batches. */
	POSTHOG_BEST("posthog", "queue 10,000, batches of 500", 10_000,
			(api) -> new PostHogContender(PostHogConfig.builder("phc_benchmark")
				.host(api.toString())
				.flushAt(500)
				.maxBatchSize(500)
				.maxQueueSize(10_000)
				.build()));

	private final String product;

	private final String settings;

	private final int window;

	private final Function<URI, Contender> factory;

	Contenders(String product, String settings, int window, Function<URI, Contender> factory) {
		this.product = product;
		this.settings = settings;
		this.window = window;
		this.factory = factory;
	}

	/**
	 * Returns who made it.
	 * @return a name without its settings
	 */
	public String product() {
		return this.product;
	}

	/**
	 * Returns the settings in words.
	 * @return one line
	 */
	public String settings() {
		return this.settings;
	}

	/**
	 * Returns how many hits may be on their way, so that nothing has to be dropped.
	 * @return the number
	 */
	public int window() {
		return this.window;
	}

	/**
	 * Returns whether it puts several hits in a request by itself.
	 * @return whether it batches
	 */
	public boolean batches() {
		return !Arrays.asList("naive", "matomo").contains(this.product);
	}

	/**
	 * Starts the tracker.
	 * @param api where to send
	 * @return the tracker
	 */
	public Contender start(URI api) {
		return this.factory.apply(api);
	}

}
