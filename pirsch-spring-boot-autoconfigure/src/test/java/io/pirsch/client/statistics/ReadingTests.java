package io.pirsch.client.statistics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschConnectionException;
import io.pirsch.client.PirschCredentials;
import io.pirsch.client.PirschResponseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static io.pirsch.client.statistics.StubbedPirsch.march;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PirschStatistics} of a {@link PirschClient}.
 */
@WireMockTest
class ReadingTests {

	private static final String PAGES = StubbedPirsch.STATISTICS + "/page";

	private static final String TOTAL = StubbedPirsch.STATISTICS + "/total";

	private StubbedPirsch pirsch;

	private PirschStatistics api;

	@BeforeEach
	void connect(WireMockRuntimeInfo wireMock) {
		this.pirsch = new StubbedPirsch(wireMock);
		this.api = this.pirsch.client().statistics();
	}

	@Test
	void sendsTokenAndAsksForJson() {
		this.pirsch.answers(TOTAL, "{}");
		StepVerifier.create(this.api.totals(march().build())).expectNextCount(1).verifyComplete();
		verify(getRequestedFor(urlPathEqualTo(TOTAL)).withHeader("Authorization", equalTo("Bearer the-token"))
			.withHeader("Accept", equalTo("application/json")));
	}

	@Test
	void encodesNamesAndValues() {
		this.pirsch.answers(PAGES, "[]");
		StatisticsFilter filter = march().domainId("ä b")
			.where(Dimension.PATH, "/a+b&c=d%20e", "/{x}?y#z")
			.eventMetadata("list price", "1+1")
			.tag("a&b=c", "50% off")
			.build();
		StepVerifier.create(this.api.pages(filter)).verifyComplete();
		assertThat(this.pirsch.reads()).singleElement()
			.asString()
			.isEqualTo(PAGES + "?from=2024-03-01&to=2024-03-31&id=%C3%A4%20b"
					+ "&path=%2Fa%2Bb%26c%3Dd%2520e&path=%2F%7Bx%7D%3Fy%23z"
					+ "&meta_list%20price=1%2B1&tag_a%26b%3Dc=50%25%20off");
	}

	@Test
	void leavesRegularExpressionsAlone() {
		this.pirsch.answers(PAGES, "[]");
		StepVerifier.create(this.api.pages(march().where(Dimension.PATTERN, "^/(a|b)/[0-9]+$").build()))
			.verifyComplete();
		verify(getRequestedFor(urlPathEqualTo(PAGES)).withQueryParam("pattern", equalTo("^/(a|b)/[0-9]+$")));
	}

	@Test
	void prefersDomainOfFilter() {
		this.pirsch.answers(TOTAL, "{}");
		StepVerifier.create(this.api.totals(march().domainId("other").build())).expectNextCount(1).verifyComplete();
		verify(getRequestedFor(urlPathEqualTo(TOTAL)).withQueryParam("id", equalTo("other")));
	}

	@Test
	void readsOtherShapeOfOverview() {
		this.pirsch.answers(StubbedPirsch.STATISTICS + "/overview",
				"{\"visitors\": 1, \"views\": 2, \"member\": 3, \"visitor_growth\": 0.4, \"views_growth\": 0.5}");
		StepVerifier.create(this.api.overview("other"))
			.expectNext(new Overview(1, 2, 3, 0.4, 0.5, List.of()))
			.verifyComplete();
		verify(getRequestedFor(urlEqualTo(StubbedPirsch.STATISTICS + "/overview?id=other")));
	}

	@ParameterizedTest
	@MethodSource
	void takesDatesAsWritten(String json, String firstDay) {
		this.pirsch.answers(StubbedPirsch.STATISTICS + "/visitor", "[" + json + "]");
		StepVerifier.create(this.api.visitors(march().build()))
			.assertNext((row) -> assertThat(row.firstDay()).hasToString(firstDay))
			.verifyComplete();
	}

	static Stream<Arguments> takesDatesAsWritten() {
		return Stream.of(Arguments.of("{\"day\": \"2024-03-31T00:00:00Z\"}", "2024-03-31"),
				Arguments.of("{\"week\": \"2024-03-25T00:00:00.000000Z\", \"day\": null}", "2024-03-25"),
				Arguments.of("{\"month\": \"2024-03-01T00:00:00+02:00\"}", "2024-03-01"),
				Arguments.of("{\"year\": \"2024-01-01\", \"day\": \"\"}", "2024-01-01"));
	}

	@Test
	void pairsTagsAndMetadataOfSteps() {
		this.pirsch.answers(StubbedPirsch.STATISTICS + "/session/details", """
				[{"page_view": {"tag_keys": ["a", "b"], "tag_values": ["1", "2"]}},
				{"event": {"meta_keys": ["c", "d"], "meta_values": ["3"]}}]""");
		StepVerifier.create(this.api.sessionSteps(march().session("1", 2).build()))
			.assertNext((step) -> assertThat(step.pageView()).extracting(SessionPageView::tags)
				.isEqualTo(Map.of("a", "1", "b", "2")))
			.assertNext(
					(step) -> assertThat(step.event()).extracting(SessionEvent::metadata).isEqualTo(Map.of("c", "3")))
			.verifyComplete();
	}

	@Test
	void skipsNullRows() {
		this.pirsch.answers(PAGES, "[null, {\"path\": \"/a\"}]");
		StepVerifier.create(this.api.pages(march().build()))
			.assertNext((page) -> assertThat(page.path()).isEqualTo("/a"))
			.verifyComplete();
	}

	@Test
	void readsJsonWhateverItsContentType() {
		this.pirsch.answersAs("text/plain", PAGES, "[{\"path\": \"/a\"}]");
		StepVerifier.create(this.api.pages(march().build())).expectNextCount(1).verifyComplete();
	}

	@Test
	void readsWithItsOwnJackson() {
		this.pirsch.answers(PAGES, "[{\"average_time_spent_seconds\": 5, \"surprise\": 1, \"views\": null}]");
		JsonMapper application = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
			.build();
		WebClient.Builder webClient = WebClient.builder().codecs((codecs) -> {
			codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(application));
			codecs.defaultCodecs().maxInMemorySize(16);
		});
		PirschStatistics statistics = this.pirsch
			.client((builder) -> builder.domainId("own").webClientBuilder(webClient))
			.statistics();
		StepVerifier.create(statistics.pages(march().build()))
			.assertNext((page) -> assertThat(page.averageTimeSpentSeconds()).isEqualTo(5))
			.verifyComplete();
	}

	@ParameterizedTest
	@MethodSource
	void failsOnOtherThanJson(String body) {
		this.pirsch.answersAs("text/plain", PAGES, body);
		StepVerifier.create(this.api.pages(march().build()))
			.verifyErrorSatisfies((ex) -> assertThat(ex)
				.isInstanceOfSatisfying(PirschResponseException.class,
						(answer) -> assertThat(answer.getStatus()).isEqualTo(200))
				.hasMessageStartingWith("Pirsch answered GET /api/v1/statistics/page with a body that can't be read: ")
				.hasCauseInstanceOf(RuntimeException.class));
	}

	@Test
	void failsOnAPageThatSomebodyElseAnswersWith() {
		this.pirsch.answersAs("text/html;charset=utf-8", PAGES, "<html>Login</html>");
		StepVerifier.create(this.api.pages(march().build()))
			.verifyErrorSatisfies((ex) -> assertThat(ex)
				.isInstanceOfSatisfying(PirschResponseException.class,
						(answer) -> assertThat(answer.getStatus()).isEqualTo(200))
				.hasMessageContaining("/statistics/page with an HTML page")
				.hasMessageContaining("check the base URL, and proxies on the way"));
	}

	static Stream<String> failsOnOtherThanJson() {
		return Stream.of("<html>Login</html>", "[{\"path\": ", "[{\"visitors\": \"many\"}]", "7");
	}

	@Test
	void failsOnListInsteadOfObject() {
		this.pirsch.answers(TOTAL, "[{}, {}]");
		StepVerifier.create(this.api.totals(march().build()))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschResponseException.class)
				.hasMessage(
						"Pirsch answered GET /api/v1/statistics/total with a body that can't be read: 2 objects instead of one"));
	}

	@Test
	void failsOnHugeBody() {
		this.pirsch.answers(PAGES, " ".repeat(4 * 1024 * 1024) + "[]");
		StepVerifier.create(this.api.pages(march().build()))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschResponseException.class)
				.hasMessageContaining("more than 4194304 bytes"));
	}

	@Test
	void readsLargeBody() {
		this.pirsch.answers(PAGES, "[" + "{\"title\": \"%s\"},".formatted("x".repeat(20_000)).repeat(99) + "{}]");
		StepVerifier.create(this.api.pages(march().build())).expectNextCount(100).verifyComplete();
	}

	@ParameterizedTest
	@EnumSource(names = { "MALFORMED_RESPONSE_CHUNK", "CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE" })
	void failsOnBrokenConnection(Fault fault) {
		stubFor(get(urlPathEqualTo(PAGES)).willReturn(aResponse().withFault(fault)));
		StepVerifier.create(this.api.pages(march().build())).verifyError(PirschConnectionException.class);
	}

	@Test
	void boundsTimeOfBody() {
		stubFor(get(urlPathEqualTo(PAGES)).willReturn(okJson("[".repeat(100)).withChunkedDribbleDelay(100, 20_000)));
		PirschStatistics impatient = this.pirsch
			.client((builder) -> builder.domainId("own").timeout(Duration.ofMillis(500)))
			.statistics();
		StepVerifier.create(impatient.pages(march().build()))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschConnectionException.class)
				.hasMessageContaining("none within 500 ms"));
	}

	@ParameterizedTest
	@EnumSource(names = { "MALFORMED_RESPONSE_CHUNK", "CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE" })
	void failsOnBrokenConnectionOfOtherConnector(Fault fault) {
		stubFor(get(urlPathEqualTo(PAGES)).willReturn(aResponse().withFault(fault)));
		StepVerifier.create(onJdkConnector().pages(march().build())).verifyError(PirschConnectionException.class);
	}

	@Test
	void readsAndDeletesOnOtherConnector() {
		this.pirsch.answers(PAGES, "[{\"path\": \"/a\"}]");
		stubFor(delete(StubbedPirsch.STATISTICS).willReturn(aResponse()));
		StepVerifier.create(onJdkConnector().pages(march().build())).expectNextCount(1).verifyComplete();
		StepVerifier
			.create(onJdkConnector()
				.delete(StatisticsDeletion.of(DeletionKind.EVENTS, StubbedPirsch.FIRST, StubbedPirsch.LAST)))
			.verifyComplete();
		verify(1, deleteRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$[?(@.kind == 'events')]")));
	}

	@Test
	void tellsWhatPirschRefuses() {
		stubFor(get(urlPathEqualTo(PAGES))
			.willReturn(aResponse().withStatus(400).withBody("{\"validation\": {\"from\": \"too early\"}}")));
		StepVerifier.create(this.api.pages(march().build()))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(PirschResponseException.class,
					(answer) -> assertThat(answer.getValidation()).containsEntry("from", "too early")));
	}

	@Test
	void renewsTokenOnce() {
		stubFor(get(urlPathEqualTo(TOTAL)).inScenario("token")
			.whenScenarioStateIs("Started")
			.willReturn(aResponse().withStatus(401))
			.willSetStateTo("renewed"));
		stubFor(get(urlPathEqualTo(TOTAL)).inScenario("token").whenScenarioStateIs("renewed").willReturn(okJson("{}")));
		StepVerifier.create(this.api.totals(march().build())).expectNextCount(1).verifyComplete();
		verify(2, postRequestedFor(urlEqualTo("/api/v1/token")));
	}

	@Test
	void walksList() {
		String row = "{\"path\": \"/a\"}";
		stubFor(get(urlPathEqualTo(PAGES)).withQueryParam("offset", equalTo("0"))
			.willReturn(okJson("[" + (row + ",").repeat(99) + row + "]")));
		stubFor(get(urlPathEqualTo(PAGES)).withQueryParam("offset", equalTo("100"))
			.withQueryParam("limit", equalTo("100"))
			.willReturn(okJson("[" + row + "]")));
		StepVerifier.create(this.api.all(PirschStatistics::pages, march().build()))
			.expectNextCount(101)
			.verifyComplete();
	}

	@ParameterizedTest
	@MethodSource("io.pirsch.client.statistics.Endpoint#all")
	void accessKeyReadsNothing(Endpoint endpoint) {
		PirschClient client = this.pirsch.client(PirschCredentials.accessKey("pa_key"), (builder) -> {
		});
		StepVerifier.create(Flux.from(endpoint.call().apply(client.statistics())))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("An access key can only send"));
		verify(0, anyRequestedFor(anyUrl()));
	}

	@ParameterizedTest
	@MethodSource("io.pirsch.client.statistics.Endpoint#all")
	void disabledClientReadsNothing(Endpoint endpoint) {
		assertThat(endpoint.read(PirschClient.disabled().statistics())).isEmpty();
	}

	@Test
	void disabledClientExportsAndDeletesNothing() {
		PirschClient client = PirschClient.disabled();
		StepVerifier.create(client.statistics().export(StatisticsExport.of(StubbedPirsch.FIRST, StubbedPirsch.LAST)))
			.verifyComplete();
		StepVerifier
			.create(client.statistics()
				.delete(StatisticsDeletion.of(DeletionKind.EVERYTHING, StubbedPirsch.FIRST, StubbedPirsch.LAST)))
			.verifyComplete();
		StepVerifier.create(client.domains().all()).verifyComplete();
	}

	@Test
	void refusesFilterWithoutWhatTheCallRequires() {
		StatisticsFilter filter = march().build();
		assertThatIllegalArgumentException().isThrownBy(() -> this.api.eventPages(filter))
			.withMessage(
					"PirschStatistics.eventPages requires 'event' but the filter has none, and Pirsch would answer nothing: set it in the filter");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.api.eventMetadata(march().where(Dimension.EVENT, "e").build()))
			.withMessageContaining("'event_meta_key'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.api.funnel(filter))
			.withMessageContaining("'funnel_id'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.api.tagValues(filter))
			.withMessageContaining("'tag'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.api.sessionSteps(filter))
			.withMessageContaining("'visitor_id'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.api.keywordPages(filter))
			.withMessageContaining("'keyword'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.api.tagValueOptions(march().where(Dimension.TAG, "a", "b").build()))
			.withMessage(
					"PirschStatistics.tagValueOptions requires a single 'tag' but the filter has 2: read once for each");
	}

	@ParameterizedTest
	@EnumSource
	void deletes(DeletionKind kind) {
		stubFor(delete(StubbedPirsch.STATISTICS).willReturn(aResponse().withBody("whatever")));
		StepVerifier.create(this.api.delete(StatisticsDeletion.of(kind, StubbedPirsch.FIRST, StubbedPirsch.LAST)))
			.verifyComplete();
		String expected = switch (kind) {
			case EVERYTHING -> "";
			case COLLECTED -> "all";
			case EVENTS -> "events";
			case IMPORTED -> "imported";
		};
		verify(1,
				deleteRequestedFor(urlEqualTo(StubbedPirsch.STATISTICS))
					.withHeader("Content-Type", equalTo("application/json"))
					.withRequestBody(equalToJson(
							"{\"id\": \"own\", \"kind\": \"%s\", \"from\": \"2024-03-01\", \"to\": \"2024-03-31\"}"
								.formatted(expected))));
	}

	@Test
	void deletesOfGivenDomain() {
		stubFor(delete(StubbedPirsch.STATISTICS).willReturn(aResponse()));
		StepVerifier
			.create(this.api.delete(StatisticsDeletion.of(DeletionKind.EVENTS, StubbedPirsch.FIRST, StubbedPirsch.LAST)
				.withDomainId("other")))
			.verifyComplete();
		assertThat(WireMock.findAll(deleteRequestedFor(anyUrl()))).singleElement()
			.satisfies((request) -> assertThat(new String(request.getBody(), StandardCharsets.UTF_8))
				.contains("\"id\":\"other\""));
	}

	@Test
	void refusesDateThatIsNone() {
		this.pirsch.answers(StubbedPirsch.STATISTICS + "/visitor", "[{\"day\": \"today\"}]");
		StepVerifier.create(this.api.visitors(march().build())).verifyError(PirschResponseException.class);
	}

	@Test
	void refusesDeletionThatIsNotClear() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> StatisticsDeletion.of(DeletionKind.EVENTS, StubbedPirsch.LAST, StubbedPirsch.FIRST))
			.withMessage("'from' must not be after 'to' but 2024-03-31 is after 2024-03-01: swap them");
	}

	private PirschStatistics onJdkConnector() {
		WebClient.Builder webClient = WebClient.builder().clientConnector(new JdkClientHttpConnector());
		return this.pirsch.client((builder) -> builder.domainId("own").webClientBuilder(webClient)).statistics();
	}

}
