package io.pirsch.tracking;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.client.Visitor;
import io.pirsch.local.Arrival;
import io.pirsch.local.Fault;
import io.pirsch.local.LocalPirsch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many page views from several threads while faults come and go.
 */
class DeliverySoakIT {

	private static final int PRODUCERS = 4;

	private static final int PAGES_EACH = 50_000;

	private static final long SEED = 20_201_212;

	@Test
	void nothingIsMissingAndTheOrderOfEachProducerHoldsAfterRandomFaults() throws Exception {
		RecordingListener listener = new RecordingListener();
		ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS);
		try (LocalPirsch pirsch = LocalPirsch.builder().keepArrivals(2 * PRODUCERS * PAGES_EACH).start()) {
			PirschClient client = PirschClient
				.builder(PirschCredentials.oauthClient(pirsch.clientId(), pirsch.clientSecret()))
				.baseUrl(pirsch.baseUrl())
				.timeout(Duration.ofSeconds(2))
				.build();
			TrackingSettings settings = TrackingSettings.defaults()
				.withQueueCapacity(PRODUCERS * PAGES_EACH)
				.withMaxBatchSize(500)
				.withInitialBackoff(Duration.ofMillis(5))
				.withMaxBackoff(Duration.ofMillis(50));
			QueuedPirschTracker tracker = new QueuedPirschTracker(client, settings, List.of(listener));
			for (int producer = 0; producer < PRODUCERS; producer++) {
				int name = producer;
				producers.execute(() -> produce(tracker, name));
			}
			Random random = new Random(SEED);
			Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(50)).until(() -> {
				injectFault(pirsch, random);
				return listener.delivered.get() >= PRODUCERS * PAGES_EACH;
			});
			tracker.stop();
			assertThat(listener.delivered).hasValue(PRODUCERS * PAGES_EACH);
			assertThat(listener.dropped).isEmpty();
			assertThat(pirsch.requests()).anySatisfy((request) -> assertThat(request.fault()).isNotNull());
			assertThatNothingIsMissingAndOrderHolds(pirsch.arrivals());
		}
		finally {
			producers.shutdownNow();
			assertThat(producers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static void produce(PirschTracker tracker, int producer) {
		Visitor visitor = Visitor.of("203.0.113." + producer, "Mozilla/5.0 (X11; Linux x86_64)");
		for (int i = 0; i < PAGES_EACH; i++) {
			tracker.track(PageView.builder("https://example.com/%d/%d".formatted(producer, i), visitor).build());
		}
	}

	private static void injectFault(LocalPirsch pirsch, Random random) {
		switch (random.nextInt(8)) {
			case 0 -> pirsch.fail(Fault.status(503).on("/api/v1/hit").times(1 + random.nextInt(3)));
			case 1 -> pirsch.fail(Fault.hangUp(Fault.HangUp.BEFORE_READING).on("/api/v1/hit").times(1));
			case 2 -> pirsch.fail(Fault.hangUp(Fault.HangUp.AFTER_READING).on("/api/v1/hit").times(1));
			case 3 -> pirsch.fail(Fault.hangUp(Fault.HangUp.AFTER_ACCEPTING).on("/api/v1/hit").times(1));
			case 4 -> pirsch.fail(Fault.hangUp(Fault.HangUp.HALF_ANSWER).on("/api/v1/hit").times(1));
			case 5 -> pirsch.fail(Fault.slow(Duration.ofMillis(random.nextInt(100))).on("/api/v1/hit").times(1));
			case 6 -> pirsch.expireTokens();
			default -> pirsch.fail(Fault.status(413).on("/api/v1/hit").when((hits) -> hits.size() > 400).times(1));
		}
	}

	/**
	 * A lost answer brings a batch a second time; each page counts by its first arrival.
	 */
	private static void assertThatNothingIsMissingAndOrderHolds(List<Arrival> arrivals) {
		Map<String, BitSet> seen = new HashMap<>();
		for (Arrival arrival : arrivals) {
			String url = String.valueOf(arrival.text("url"));
			int slash = url.lastIndexOf('/');
			int number = Integer.parseInt(url.substring(slash + 1));
			BitSet numbers = seen.computeIfAbsent(url.substring(0, slash), (producer) -> new BitSet());
			if (!numbers.get(number)) {
				assertThat(numbers.nextClearBit(0)).as("next of %s", url).isEqualTo(number);
				numbers.set(number);
			}
		}
		assertThat(seen).hasSize(PRODUCERS)
			.allSatisfy((producer, numbers) -> assertThat(numbers.cardinality()).isEqualTo(PAGES_EACH));
	}

}
