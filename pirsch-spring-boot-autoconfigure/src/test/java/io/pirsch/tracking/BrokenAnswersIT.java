package io.pirsch.tracking;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.pirsch.client.Connector;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.client.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.findAll;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API gets to see when its answers do not make it to the tracker: the request
 * once more where nothing was said of its success, and everything else once.
 */
@WireMockTest
@ParameterizedClass
@EnumSource
class BrokenAnswersIT {

	private static final int COUNT = 50;

	private static final String SENDING = "/api/v1/hit(/batch)?";

	private final Connector connector;

	private final RecordingListener listener = new RecordingListener();

	private String baseUrl;

	private QueuedPirschTracker tracker;

	BrokenAnswersIT(Connector connector) {
		this.connector = connector;
	}

	@BeforeEach
	void start(WireMockRuntimeInfo server) {
		this.baseUrl = server.getHttpBaseUrl();
		this.tracker = tracker(Duration.ofSeconds(20));
	}

	private QueuedPirschTracker tracker(Duration timeout) {
		PirschClient client = PirschClient.builder(PirschCredentials.accessKey("pa_test"))
			.baseUrl(URI.create(this.baseUrl))
			.webClientBuilder(this.connector.webClient())
			.timeout(timeout)
			.build();
		TrackingSettings settings = TrackingSettings.defaults()
			.withQueueCapacity(COUNT)
			.withMaxBatchSize(20)
			.withShutdownTimeout(Duration.ofSeconds(5))
			.withInitialBackoff(Duration.ofMillis(10))
			.withMaxBackoff(Duration.ofMillis(50));
		return new QueuedPirschTracker(client, settings, List.of(this.listener));
	}

	@AfterEach
	void stop() {
		this.tracker.stop();
	}

	@ParameterizedTest
	@EnumSource(names = "MALFORMED_RESPONSE_CHUNK", mode = EnumSource.Mode.EXCLUDE)
	void aRequestWithoutAnAnswerIsSentOnceMore(Fault fault) {
		answerFirst(aResponse().withFault(fault));
		trackAll();
		List<String> unanswered = requests().get(0);
		assertThat(requests().get(1)).startsWith(unanswered.toArray(String[]::new));
		assertThatTheRestArrivesOnce(1);
	}

	@Test
	void anAnswerThatComesTooLateIsNoneAndOneHitAsksForAnother() {
		giveUpSoon();
		answerFirst(ok().withFixedDelay(10_000));
		trackAll();
		assertThat(requests().get(1)).containsExactly(requests().get(0).get(0));
		assertThatTheRestArrivesOnce(1);
	}

	@Test
	void aStatusOfSuccessIsEnoughWhateverBecomesOfTheBody() {
		answerFirst(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
		trackAll();
		assertThatTheRestArrivesOnce(0);
	}

	@Test
	void aBodyThatNeverEndsIsNotWaitedFor() {
		giveUpSoon();
		answerFirst(ok("x".repeat(1000)).withChunkedDribbleDelay(1000, 60_000));
		trackAll();
		assertThatTheRestArrivesOnce(0);
	}

	@Test
	void anErrorPageOfAProxyIsAnErrorLikeAnother() {
		answerFirst(aResponse().withStatus(502)
			.withHeader("Content-Type", "text/html")
			.withBody("<html><h1>Bad Gateway</h1></html>"));
		trackAll();
		assertThat(requests().get(1)).startsWith(requests().get(0).toArray(String[]::new));
		assertThatTheRestArrivesOnce(1);
	}

	private static void answerFirst(ResponseDefinitionBuilder answer) {
		stubFor(post(urlPathMatching(SENDING)).inScenario("broken").willReturn(ok()));
		stubFor(post(urlPathMatching(SENDING)).inScenario("broken")
			.whenScenarioStateIs(Scenario.STARTED)
			.willReturn(answer)
			.willSetStateTo("healed"));
	}

	private void giveUpSoon() {
		this.tracker.stop();
		this.tracker = tracker(Duration.ofSeconds(2));
	}

	private void trackAll() {
		Visitor visitor = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)");
		tracked().forEach((url) -> this.tracker.track(PageView.builder(url, visitor).build()));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.listener.delivered.get() + this.listener.droppedInAll() >= COUNT);
	}

	private void assertThatTheRestArrivesOnce(int requestsSentOnceMore) {
		List<String> arrived = requests().stream().skip(requestsSentOnceMore).flatMap(List::stream).toList();
		assertThat(arrived).containsExactlyElementsOf(tracked());
		assertThat(this.listener.delivered).hasValue(COUNT);
		assertThat(this.listener.dropped).isEmpty();
	}

	/**
	 * Returns the URLs in each request that the API got to see.
	 */
	private static List<List<String>> requests() {
		return findAll(postRequestedFor(urlPathMatching(SENDING))).stream().map(BrokenAnswersIT::urls).toList();
	}

	private static List<String> urls(LoggedRequest request) {
		JsonNode json = JsonMapper.shared().readTree(request.getBodyAsString());
		List<JsonNode> pages = json.isArray() ? json.valueStream().toList() : List.of(json);
		return pages.stream().map((page) -> page.path("url").asString()).toList();
	}

	private static List<String> tracked() {
		return IntStream.range(0, COUNT).mapToObj("https://example.com/%02d"::formatted).toList();
	}

}
