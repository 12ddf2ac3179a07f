package io.pirsch.tracking;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.pirsch.client.Connector;
import io.pirsch.client.MutableClock;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.client.Visitor;
import io.pirsch.local.Fault;
import io.pirsch.local.LocalPirsch;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What arrives, in which order and how often, when things go wrong between the tracker
 * and the API, over real connections and with both HTTP clients that users have.
 */
@ParameterizedClass
@EnumSource
class DeliveryFaultsIT {

	private static final int COUNT = 100;

	private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMillis(500);

	private final Connector connector;

	private final MutableClock clock = new MutableClock(Instant.now());

	private final RecordingListener listener = new RecordingListener();

	private LocalPirsch pirsch = LocalPirsch.start();

	private @Nullable QueuedPirschTracker tracker;

	DeliveryFaultsIT(Connector connector) {
		this.connector = connector;
	}

	@AfterEach
	void stop() {
		if (this.tracker != null) {
			this.tracker.stop();
		}
		this.pirsch.close();
	}

	@Test
	void nothingIsLostWhileConnectionsAreRefused() {
		URI baseUrl = this.pirsch.baseUrl();
		this.pirsch.close();
		trackAll(tracker(baseUrl, 10_000, SHUTDOWN_TIMEOUT));
		Awaitility.await().until(() -> this.listener.pauses.size() >= 2);
		this.pirsch = LocalPirsch.builder().port(baseUrl.getPort()).start();
		passThePauses();
		assertThatAllArriveOnceAndInOrder();
	}

	static Stream<Arguments> passingFaultsWithoutLoss() {
		return Stream.of(
				fault("reset before the request was read",
						Fault.hangUp(Fault.HangUp.BEFORE_READING).on("/api/v1/hit").times(3)),
				fault("reset after the request was read",
						Fault.hangUp(Fault.HangUp.AFTER_READING).on("/api/v1/hit").times(3)),
				fault("half an answer", Fault.hangUp(Fault.HangUp.HALF_ANSWER).on("/api/v1/hit").times(3)),
				fault("500 many times", Fault.status(500).on("/api/v1/hit").times(12)),
				fault("503 many times", Fault.status(503).on("/api/v1/hit").times(12)),
				fault("408", Fault.status(408).on("/api/v1/hit").times(2)),
				fault("an error that is not JSON",
						Fault.status(502).body("<html>Bad Gateway</html>").on("/api/v1/hit").times(2)),
				fault("429 with seconds", Fault.status(429).retryAfter("1").on("/api/v1/hit").times(1)),
				fault("429 with a date", Fault.status(429).retryAfter(inASecond()).on("/api/v1/hit").times(1)),
				fault("401 for the first", Fault.status(401).on("/api/v1/hit").times(1)),
				fault("401 in the middle", Fault.status(401).when((hits) -> hits.size() > 1).times(1)),
				fault("401 for the last",
						Fault.status(401)
							.when((hits) -> hits.stream().anyMatch((hit) -> url(COUNT - 1).equals(hit.text("url"))))
							.times(1)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("passingFaultsWithoutLoss")
	void everythingArrivesOnceAndInOrderAfter(Fault fault) {
		this.pirsch.fail(fault);
		trackAll(tracker());
		assertThatAllArriveOnceAndInOrder();
		assertThat(this.pirsch.requests()).anySatisfy((request) -> assertThat(request.fault()).isNotNull());
	}

	@Test
	void whatWasAcceptedWithoutAnAnswerArrivesTwice() {
		this.pirsch.fail(Fault.hangUp(Fault.HangUp.AFTER_ACCEPTING).on("/api/v1/hit").times(1));
		trackAll(tracker());
		awaitDelivered(COUNT);
		assertThat(new LinkedHashSet<>(arrived())).containsExactlyElementsOf(tracked());
		assertThat(arrived()).hasSizeGreaterThan(COUNT);
		assertThat(this.listener.dropped).isEmpty();
	}

	@Test
	void anAnswerThatTakesTooLongIsNotWaitedFor() {
		this.pirsch.fail(Fault.slow(Duration.ofSeconds(60)).on("/api/v1/hit").times(1));
		trackAll(tracker(this.pirsch.baseUrl(), 10_000, SHUTDOWN_TIMEOUT, Duration.ofSeconds(2)));
		// On a busy machine the token can be late, too
		passThePauses();
		assertThat(new LinkedHashSet<>(arrived())).containsExactlyElementsOf(tracked());
		assertThat(this.listener.pauses).isNotEmpty();
	}

	@Test
	void expiredTokensCostOneRenewal() {
		QueuedPirschTracker tracker = tracker();
		tracker.track(page("warm-up"));
		awaitDelivered(1);
		this.pirsch.expireTokens();
		trackAll(tracker);
		awaitDelivered(COUNT + 1);
		assertThat(arrived()).hasSize(COUNT + 1);
		assertThat(this.pirsch.totals().tokensGranted()).isEqualTo(2);
	}

	@Test
	void anOutageOfTheTokenEndpointHoldsTheQueue() {
		this.pirsch.fail(Fault.status(503).on("/api/v1/token"));
		trackAll(tracker());
		Awaitility.await().until(() -> this.listener.pauses.size() >= 1);
		this.pirsch.clearFaults();
		passThePauses();
		assertThatAllArriveOnceAndInOrder();
	}

	@Test
	void refusedCredentialsHoldTheQueueUntilTheyHeal() {
		this.pirsch.fail(Fault.refuseToken());
		trackAll(tracker());
		Awaitility.await().until(() -> this.listener.authorization.size() == 1);
		assertThat(this.pirsch.totals().tokensRefused()).isEqualTo(1);
		this.pirsch.clearFaults();
		passThePauses();
		assertThatAllArriveOnceAndInOrder();
		assertThat(this.listener.authorization).containsExactly(false, true);
	}

	@Test
	void oneRefusedHitInABatchIsDroppedAndTheOthersArrive() {
		this.pirsch.fail(Fault.poison((hit) -> url(42).equals(hit.text("url"))));
		trackAll(tracker());
		awaitDelivered(COUNT - 1);
		Awaitility.await().until(() -> this.listener.droppedInAll() == 1);
		assertThat(arrived()).containsExactlyElementsOf(trackedWithout42());
		assertThatDropped(DropReason.REJECTED, 1);
	}

	@Test
	void tooLargeBatchesAreMadeSmaller() {
		this.pirsch.fail(Fault.status(413).when((hits) -> hits.size() > 30));
		trackAll(tracker());
		assertThatAllArriveOnceAndInOrder();
		assertThat(this.pirsch.totals().largestBatch()).isLessThanOrEqualTo(30);
	}

	@Test
	void aFullQueueDropsTheNewestAndDeliversTheRest() {
		this.pirsch.fail(Fault.status(503).on("/api/v1/hit"));
		QueuedPirschTracker tracker = tracker(this.pirsch.baseUrl(), 10, SHUTDOWN_TIMEOUT);
		trackAll(tracker);
		this.pirsch.clearFaults();
		Awaitility.await().until(() -> this.listener.delivered.get() + this.listener.droppedInAll() == COUNT);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.QUEUE_FULL);
		assertThat(arrived()).hasSize(this.listener.delivered.get()).isSubsetOf(tracked()).first().isEqualTo(url(0));
		assertThat(arrived()).isSorted();
	}

	static Stream<Arguments> passingFaultsDuringShutdown() {
		return Stream.of(fault("nothing", Fault.status(500).on("/api/v1/statistics")),
				fault("500 many times", Fault.status(500).on("/api/v1/hit").times(10)),
				fault("503 that asks for a long pause", Fault.status(503).retryAfter("300").on("/api/v1/hit").times(3)),
				fault("429 with a date", Fault.status(429).retryAfter(inASecond()).on("/api/v1/hit").times(3)),
				fault("408", Fault.status(408).on("/api/v1/hit").times(3)),
				fault("an error that is not JSON",
						Fault.status(502).body("<html>Bad Gateway</html>").on("/api/v1/hit").times(3)),
				fault("a slow answer", Fault.slow(Duration.ofMillis(200)).on("/api/v1/hit").times(3)),
				fault("reset before the request was read",
						Fault.hangUp(Fault.HangUp.BEFORE_READING).on("/api/v1/hit").times(3)),
				fault("reset after the request was read",
						Fault.hangUp(Fault.HangUp.AFTER_READING).on("/api/v1/hit").times(3)),
				fault("half an answer", Fault.hangUp(Fault.HangUp.HALF_ANSWER).on("/api/v1/hit").times(3)),
				fault("401", Fault.status(401).on("/api/v1/hit").times(1)),
				fault("413", Fault.status(413).when((hits) -> hits.size() > 10)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("passingFaultsDuringShutdown")
	void aShutdownDeliversEverythingOnceAndInOrderDespite(Fault fault) {
		this.pirsch.fail(fault);
		QueuedPirschTracker tracker = tracker(Duration.ofSeconds(30));
		trackAll(tracker);
		stop(tracker);
		assertThatAllArriveOnceAndInOrder();
	}

	static Stream<Arguments> lastingFaultsDuringShutdown() {
		return Stream.of(fault("500", Fault.status(500)), fault("503", Fault.status(503)),
				fault("429 that asks for a long pause", Fault.status(429).retryAfter("300")),
				fault("an error that is not JSON", Fault.status(502).body("<html>Bad Gateway</html>")),
				fault("no answer", Fault.slow(Duration.ofSeconds(30))),
				fault("reset before the request was read", Fault.hangUp(Fault.HangUp.BEFORE_READING)),
				fault("reset after the request was read", Fault.hangUp(Fault.HangUp.AFTER_READING)),
				fault("token endpoint down", Fault.status(503).on("/api/v1/token")),
				fault("credentials refused", Fault.refuseToken()),
				fault("every token refused", Fault.status(401).on("/api/v1/hit")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("lastingFaultsDuringShutdown")
	void aShutdownGivesUpAndCountsEverythingWhile(Fault fault) {
		this.pirsch.fail(fault);
		QueuedPirschTracker tracker = tracker(Duration.ofMillis(500));
		trackAll(tracker);
		stop(tracker);
		assertThat(arrived()).isEmpty();
		assertThatDropped(DropReason.SHUTDOWN, COUNT);
	}

	@Test
	void aShutdownGivesUpAndCountsEverythingWhileConnectionsAreRefused() {
		URI baseUrl = this.pirsch.baseUrl();
		this.pirsch.close();
		QueuedPirschTracker tracker = tracker(baseUrl, 10_000, Duration.ofMillis(500));
		trackAll(tracker);
		stop(tracker);
		assertThatDropped(DropReason.SHUTDOWN, COUNT);
	}

	@Test
	void aShutdownWhileAnswersAreLostCountsAsDroppedWhatMayHaveArrived() {
		this.pirsch.fail(Fault.hangUp(Fault.HangUp.AFTER_ACCEPTING).on("/api/v1/hit"));
		QueuedPirschTracker tracker = tracker(Duration.ofSeconds(2));
		trackAll(tracker);
		stop(tracker);
		assertThat(new LinkedHashSet<>(arrived())).isNotEmpty()
			.containsExactlyElementsOf(tracked().subList(0, (int) arrived().stream().distinct().count()));
		assertThatDropped(DropReason.SHUTDOWN, COUNT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 413, 422 })
	void aShutdownWhileEverythingIsRefusedAlikeDoesNotTakeItForTheData(int status) {
		this.pirsch.fail(Fault.status(status).on("/api/v1/hit"));
		QueuedPirschTracker tracker = tracker(Duration.ofSeconds(30));
		trackAll(tracker);
		stop(tracker);
		assertThat(arrived()).isEmpty();
		assertThatDropped(DropReason.SHUTDOWN, COUNT);
	}

	@Test
	void aShutdownWhileOneHitIsRefusedDeliversTheOthers() {
		this.pirsch.fail(Fault.poison((hit) -> url(42).equals(hit.text("url"))));
		QueuedPirschTracker tracker = tracker(Duration.ofSeconds(30));
		trackAll(tracker);
		stop(tracker);
		assertThat(arrived()).containsExactlyElementsOf(trackedWithout42());
		assertThatDropped(DropReason.REJECTED, 1);
	}

	@Test
	void aShutdownWithAFullQueueDeliversWhatTheQueueHeld() {
		this.pirsch.fail(Fault.slow(Duration.ofSeconds(1)).on("/api/v1/token"));
		QueuedPirschTracker tracker = tracker(this.pirsch.baseUrl(), 10, Duration.ofSeconds(30));
		trackAll(tracker);
		int fitted = this.listener.queued.get();
		assertThat(fitted).isLessThan(COUNT);
		stop(tracker);
		assertThat(arrived()).hasSize(fitted).startsWith(url(0)).isSubsetOf(tracked()).doesNotHaveDuplicates();
		assertThat(arrived()).isSorted();
		assertThatDropped(DropReason.QUEUE_FULL, COUNT - fitted);
	}

	private static void stop(QueuedPirschTracker tracker) {
		CountDownLatch stopped = new CountDownLatch(1);
		tracker.close().doOnTerminate(stopped::countDown).subscribe();
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> stopped.getCount() == 0);
	}

	private QueuedPirschTracker tracker() {
		return tracker(SHUTDOWN_TIMEOUT);
	}

	private QueuedPirschTracker tracker(Duration shutdownTimeout) {
		return tracker(this.pirsch.baseUrl(), 10_000, shutdownTimeout);
	}

	private QueuedPirschTracker tracker(URI baseUrl, int queueCapacity, Duration shutdownTimeout) {
		return tracker(baseUrl, queueCapacity, shutdownTimeout, Duration.ofSeconds(20));
	}

	private QueuedPirschTracker tracker(URI baseUrl, int queueCapacity, Duration shutdownTimeout, Duration timeout) {
		PirschClient client = PirschClient
			.builder(PirschCredentials.oauthClient(this.pirsch.clientId(), this.pirsch.clientSecret()))
			.baseUrl(baseUrl)
			.webClientBuilder(this.connector.webClient())
			.timeout(timeout)
			.clock(this.clock)
			.build();
		TrackingSettings settings = TrackingSettings.defaults()
			.withQueueCapacity(queueCapacity)
			.withMaxBatchSize(50)
			.withShutdownTimeout(shutdownTimeout)
			.withInitialBackoff(Duration.ofMillis(20))
			.withMaxBackoff(Duration.ofMillis(100));
		this.tracker = new QueuedPirschTracker(client, settings, List.of(this.listener));
		return this.tracker;
	}

	private static void trackAll(PirschTracker tracker) {
		IntStream.range(0, COUNT).forEach((i) -> tracker.track(page(String.format("%02d", i))));
	}

	/**
	 * The token is not asked for again before its pause is over.
	 */
	private void passThePauses() {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			this.clock.advance(Duration.ofMinutes(1));
			return this.listener.delivered.get() == COUNT;
		});
	}

	private void awaitDelivered(int count) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.listener.delivered.get() >= count);
	}

	private void assertThatAllArriveOnceAndInOrder() {
		awaitDelivered(COUNT);
		assertThat(arrived()).containsExactlyElementsOf(tracked());
		assertThat(this.listener.delivered).hasValue(COUNT);
		assertThat(this.listener.dropped).isEmpty();
	}

	/**
	 * Holds what was dropped, and that all else was delivered.
	 */
	private void assertThatDropped(DropReason reason, int count) {
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(reason, count));
		assertThat(this.listener.delivered).hasValue(COUNT - count);
	}

	private List<@Nullable String> arrived() {
		return this.pirsch.arrivals().stream().map((arrival) -> arrival.text("url")).toList();
	}

	private static List<String> tracked() {
		return IntStream.range(0, COUNT).mapToObj(DeliveryFaultsIT::url).toList();
	}

	private static List<String> trackedWithout42() {
		return tracked().stream().filter((url) -> !url.equals(url(42))).toList();
	}

	private static String url(int number) {
		return "https://example.com/%02d".formatted(number);
	}

	private static PageView page(String name) {
		return PageView
			.builder("https://example.com/" + name, Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)"))
			.build();
	}

	private static String inASecond() {
		return DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plusSeconds(1).atOffset(ZoneOffset.UTC));
	}

	private static Arguments fault(String name, Fault fault) {
		return Arguments.of(Named.of(name, fault));
	}

}
