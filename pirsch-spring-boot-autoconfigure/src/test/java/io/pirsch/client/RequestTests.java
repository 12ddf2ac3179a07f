package io.pirsch.client;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.client.ApiVersionInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the requests that {@link PirschClient} makes.
 */
@WireMockTest
class RequestTests {

	private static final String FULL_VISITOR = """
			"ip": "2001:db8::7",
			"user_agent": "Mozilla/5.0 (Windows NT 10.0)",
			"sec_ch_ua": "\\"Chromium\\";v=\\"130\\"",
			"sec_ch_ua_mobile": "?0",
			"sec_ch_ua_platform": "\\"Windows\\"",
			"sec_ch_ua_platform_version": "\\"15.0.0\\"",
			"sec_ch_width": "1920",
			"sec_ch_viewport_width": "1280",
			"disable_bot_filter": true
			""";

	private static final String FULL_PAGE = FULL_VISITOR + """
			,
			"url": "https://example.com/pâge?utm_source=news&x=1",
			"accept_language": "de-DE,de;q=0.9",
			"title": "Grüße \\"aus\\" 東京 😀",
			"referrer": "https://referrer.example/",
			"screen_width": 1920,
			"screen_height": 1080,
			"tags": { "author": "Jane", "section": "News" },
			"cf_connecting_ip": "203.0.113.1",
			"x_forwarded_for": "203.0.113.2, 10.0.0.1",
			"forwarded": "for=203.0.113.3",
			"x_real_ip": "203.0.113.4",
			"dnt": "0"
			""";

	private static final String FULL_EVENT = FULL_PAGE + """
			,
			"event_name": "Sign-up",
			"event_duration": 42,
			"event_meta": { "plan": "Plus", "seats": "3" },
			"non_interactive": true
			""";

	private static final String FULL_SESSION_EXTENSION = FULL_VISITOR + """
			, "url": "https://example.com/pâge"
			""";

	private static final String SPARSE_VISITOR = """
			"ip": "203.0.113.7", "user_agent": "Mozilla/5.0 (X11; Linux x86_64)"
			""";

	private static final String SPARSE_PAGE = SPARSE_VISITOR + """
			, "url": "https://example.com/"
			""";

	private URI url = URI.create("http://localhost");

	@BeforeEach
	void acceptAll(WireMockRuntimeInfo wireMock) {
		this.url = URI.create(wireMock.getHttpBaseUrl());
		stubFor(post(anyUrl()).willReturn(ok()));
		stubFor(post("/api/v1/token").willReturn(okJson("{\"access_token\":\"the-token\"}")));
	}

	@ParameterizedTest
	@EnumSource
	void singleCallsTellAllButTheTime(Connector connector) {
		assertCallsTellAll(client(connector.webClient()));
	}

	@ParameterizedTest
	@EnumSource
	void batchCallsTellAllWithTimesInMillisecondsOfUtc(Connector connector) {
		assertBatchesTellAll(client(connector.webClient()));
	}

	@Test
	void jsonStaysTheSameWhateverTheApplicationDoesToItsOwn() {
		JsonMapper mapper = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
			.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.build();
		PirschClient client = client(WebClient.builder().codecs((codecs) -> {
			codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(mapper));
			codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(mapper));
			codecs.customCodecs().register(new JacksonJsonEncoder(mapper));
		}));
		assertCallsTellAll(client);
		assertBatchesTellAll(client);
	}

	@Test
	void doesNotNeedTheCodecsOfTheApplication() {
		PirschClient client = PirschClient.builder(Samples.OAUTH_CLIENT)
			.baseUrl(this.url)
			.webClientBuilder(WebClient.builder().codecs((codecs) -> codecs.registerDefaults(false)))
			.build();
		send(client.send(Samples.PAGE_VIEW));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/hit")).withHeader("Authorization", equalTo("Bearer the-token")));
	}

	@Test
	void leavesOutWhatIsAbsent() {
		PirschClient client = client(WebClient.builder());
		send(client.send(Samples.PAGE_VIEW));
		verifyBody("/api/v1/hit", "{" + SPARSE_PAGE + "}");
		send(client.send(Event.builder("name", Samples.PAGE_VIEW).build()));
		verifyBody("/api/v1/event", "{" + SPARSE_PAGE + ",\"event_name\":\"name\"}");
		send(client.send(SessionExtension.of(Samples.VISITOR)));
		verifyBody("/api/v1/session", "{" + SPARSE_VISITOR + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2023-01-02T14:15:32Z", "2023-01-02T14:15:32.000999999Z" })
	void timeHasMillisecondsEvenIfTheyAreZero(Instant time) {
		send(client(WebClient.builder()).send(HitBatch.of(List.of(Samples.PAGE_VIEW.toBuilder().time(time).build()))));
		verifyBody("/api/v1/hit/batch", "[{" + SPARSE_PAGE + ",\"time\":\"2023-01-02T14:15:32.000Z\"}]");
	}

	@Test
	void eventInABatchHasItsOwnTimeAndNotThatOfItsPage() {
		PageView page = Samples.PAGE_VIEW.toBuilder().time(Instant.EPOCH).build();
		send(client(WebClient.builder())
			.send(HitBatch.of(List.of(Event.builder("name", page).time(Instant.ofEpochMilli(5)).build()))));
		verifyBody("/api/v1/event/batch",
				"[{" + SPARSE_PAGE + ",\"event_name\":\"name\",\"time\":\"1970-01-01T00:00:00.005Z\"}]");
	}

	@Test
	void batchKeepsItsOrder() {
		List<PageView> pages = List.of(at("https://example.com/b", 2), at("https://example.com/a", 1));
		send(client(WebClient.builder()).send(HitBatch.of(pages)));
		verifyBody("/api/v1/hit/batch",
				"[{" + SPARSE_VISITOR + ",\"url\":\"https://example.com/b\",\"time\":\"1970-01-01T00:00:00.002Z\"},{"
						+ SPARSE_VISITOR
						+ ",\"url\":\"https://example.com/a\",\"time\":\"1970-01-01T00:00:00.001Z\"}]");
	}

	@Test
	void batchIsWrittenWhenItIsAskedForAndSentWithEachSubscription() {
		List<PageView> pages = new ArrayList<>(List.of(at("https://example.com/a", 1)));
		Mono<Void> call = client(WebClient.builder()).send(HitBatch.of(pages));
		pages.set(0, at("https://example.com/b", 2));
		send(call);
		send(call);
		verify(2, postRequestedFor(urlEqualTo("/api/v1/hit/batch"))
			.withRequestBody(containing("\"url\":\"https://example.com/a\"")));
	}

	@Test
	void emptyBatchMakesNoCall() {
		PirschClient client = client(WebClient.builder());
		send(client.send(HitBatch.of(List.of())));
		verify(0, postRequestedFor(anyUrl()));
	}

	@Test
	void batchWithoutATimeIsRefusedWithItsIndex() {
		PageView page = Samples.fullPageView();
		Event event = Samples.fullEvent();
		SessionExtension extension = Samples.fullSessionExtension();
		assertTimeIsMissing(List.of(page, page.toBuilder().time(null).build()));
		assertTimeIsMissing(List.of(event, event.toBuilder().time(null).build()));
		assertTimeIsMissing(List.of(extension, extension.withTime(null)));
		verify(0, postRequestedFor(anyUrl()));
	}

	@Test
	void halfASurrogatePairIsSentAsOne() {
		PageView page = Samples.PAGE_VIEW.toBuilder().title("\ud83d half").build();
		send(client(WebClient.builder()).send(page));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/hit")).withRequestBody(containing("\"\\uD83D half\"")));
	}

	@ParameterizedTest
	@EnumSource
	void headersTellWhoAsksForWhat(Connector connector) {
		PirschClient client = PirschClient.builder(Samples.OAUTH_CLIENT)
			.webClientBuilder(
					connector.webClient().defaultHeader("User-Agent", "application").defaultHeader("Accept", "x/y"))
			.baseUrl(this.url)
			.build();
		send(client.send(Samples.PAGE_VIEW));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/token")).withoutHeader("Authorization")
			.withHeader("Content-Type", equalTo("application/json"))
			.withHeader("Accept", equalTo("application/json"))
			.withHeader("User-Agent", equalTo("pirsch-spring-boot/" + PirschVersion.VERSION))
			.withRequestBody(equalToJson(
					"{\"client_id\":\"the-id-of-the-client\",\"client_secret\":\"the-secret-of-the-client\"}")));
		verify(1,
				postRequestedFor(urlEqualTo("/api/v1/hit")).withHeader("Authorization", equalTo("Bearer the-token"))
					.withHeader("Content-Type", equalTo("application/json"))
					.withHeader("Content-Length", equalTo(String.valueOf(HitWriter.single(Samples.PAGE_VIEW).length)))
					.withHeader("Accept", equalTo("application/json"))
					.withHeader("User-Agent", equalTo("pirsch-spring-boot/" + PirschVersion.VERSION)));
		assertThat(PirschVersion.VERSION).matches("\\d+\\.\\d+\\.\\d+.*");
	}

	@ParameterizedTest
	@EnumSource
	void whatAnApplicationSendsToOthersByDefaultIsNotSentToPirsch(Connector connector) {
		WebClient.Builder builder = connector.webClient()
			.defaultHeader("Authorization", "Bearer company")
			.defaultRequest((request) -> request.header("Authorization", "Bearer company"))
			.filter((request, next) -> next
				.exchange(ClientRequest.from(request).headers((headers) -> headers.setBearerAuth("company")).build()));
		stubFor(post("/api/v1/token").willReturn(okJson("{\"access_token\":\"the-token\"}")));
		send(PirschClient.builder(Samples.OAUTH_CLIENT)
			.webClientBuilder(builder)
			.baseUrl(this.url)
			.build()
			.send(Samples.PAGE_VIEW));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/token")).withoutHeader("Authorization"));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/hit")).withHeader("Authorization", equalTo("Bearer the-token")));
		verify(0, postRequestedFor(anyUrl()).withHeader("Authorization", containing("company")));
		send(client(builder).send(Samples.PAGE_VIEW));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/hit")).withHeader("Authorization",
				equalTo("Bearer pa_the-access-key")));
		verify(0, postRequestedFor(anyUrl()).withHeader("Authorization", containing("company")));
	}

	@Test
	void accessKeyIsTheTokenAndNeedsNoCallForOne() {
		send(client(WebClient.builder()).send(Samples.PAGE_VIEW));
		verify(0, postRequestedFor(urlEqualTo("/api/v1/token")));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/hit")).withHeader("Authorization",
				equalTo("Bearer pa_the-access-key")));
	}

	@Test
	void filtersOfTheApplicationApplyAndNeverSeeTheToken() {
		PirschClient client = PirschClient.builder(Samples.OAUTH_CLIENT)
			.baseUrl(this.url)
			.webClientBuilder(WebClient.builder().filter((request, next) -> {
				assertThat(request.headers().getFirst("Authorization")).isNull();
				return next.exchange(ClientRequest.from(request).header("X-Application", "yes").build());
			}))
			.build();
		send(client.send(Samples.PAGE_VIEW));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/token")).withHeader("X-Application", equalTo("yes")));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/hit")).withHeader("X-Application", equalTo("yes"))
			.withHeader("Authorization", equalTo("Bearer the-token")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 401, 404, 503 })
	void whatAFilterOfTheApplicationAnswersItselfIsNoAnswerFromPirsch(int status) {
		WebClient.Builder builder = WebClient.builder()
			.filter((request, next) -> request.url().getPath().endsWith("/token") ? next.exchange(request)
					: Mono.just(ClientResponse.create(HttpStatusCode.valueOf(status)).build()));
		StepVerifier
			.create(PirschClient.builder(Samples.OAUTH_CLIENT)
				.webClientBuilder(builder)
				.baseUrl(this.url)
				.build()
				.send(Samples.PAGE_VIEW))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschConnectionException.class)
				.hasMessage(
						"No answer from Pirsch to POST /api/v1/hit: a filter of the application's own has answered with "
								+ status))
			.verify();
	}

	@Test
	void builderOfTheApplicationIsLeftAsItIs() {
		WebClient.Builder builder = WebClient.builder();
		PirschClient.Builder pirsch = PirschClient.builder(Samples.ACCESS_KEY)
			.webClientBuilder(builder)
			.baseUrl(this.url);
		builder.defaultHeader("X-Later", "yes");
		send(pirsch.build().send(Samples.PAGE_VIEW));
		verify(1, postRequestedFor(urlEqualTo("/api/v1/hit")).withoutHeader("X-Later"));
		send(builder.build().post().uri(this.url + "/own").exchangeToMono((response) -> response.releaseBody()));
		verify(1, postRequestedFor(urlEqualTo("/own")).withoutHeader("Authorization")
			.withHeader("X-Later", equalTo("yes")));
	}

	@Test
	void whereTheApplicationsOwnApiIsDoesNotMatter() {
		send(client(WebClient.builder().baseUrl("http://application.invalid/base")).send(Samples.PAGE_VIEW));
		send(client(WebClient.builder().uriBuilderFactory(new DefaultUriBuilderFactory("http://application.invalid")))
			.send(Samples.PAGE_VIEW));
		send(client(
				WebClient.builder().defaultApiVersion("1.2").apiVersionInserter(ApiVersionInserter.usePathSegment(0)))
			.send(Samples.PAGE_VIEW));
		send(client(WebClient.builder().defaultApiVersion("1.2")).send(Samples.PAGE_VIEW));
		verify(4, postRequestedFor(urlEqualTo("/api/v1/hit")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pre/fix", "/pre/fix/" })
	void baseUrlMayHaveAPath(String path) {
		stubFor(post("/pre/fix/api/v1/token").willReturn(okJson("{\"access_token\":\"the-token\"}")));
		send(PirschClient.builder(Samples.OAUTH_CLIENT)
			.baseUrl(this.url.resolve(path))
			.build()
			.send(Samples.PAGE_VIEW));
		verify(1, postRequestedFor(urlEqualTo("/pre/fix/api/v1/hit")));
	}

	@Test
	void callIsMadeWithEachSubscriptionAndNotBefore() {
		Mono<Void> call = client(WebClient.builder()).send(Samples.PAGE_VIEW);
		verify(0, postRequestedFor(anyUrl()));
		send(call);
		send(call);
		verify(2, postRequestedFor(urlEqualTo("/api/v1/hit")));
	}

	@Test
	void disabledClientCompletesWithoutACall() {
		PirschClient client = PirschClient.disabled();
		send(client.send(Samples.PAGE_VIEW));
		send(client.send(Samples.fullEvent()));
		send(client.send(Samples.fullSessionExtension()));
		send(client.send(HitBatch.of(List.of(Samples.fullPageView()))));
		send(client.send(HitBatch.of(List.of(Samples.fullEvent()))));
		send(client.send(HitBatch.of(List.of(Samples.fullSessionExtension()))));
	}

	private void assertCallsTellAll(PirschClient client) {
		send(client.send(Samples.fullPageView()));
		verifyBody("/api/v1/hit", "{" + FULL_PAGE + "}");
		send(client.send(Samples.fullEvent()));
		verifyBody("/api/v1/event", "{" + FULL_EVENT + "}");
		send(client.send(Samples.fullSessionExtension()));
		verifyBody("/api/v1/session", "{" + FULL_SESSION_EXTENSION + "}");
	}

	private void assertBatchesTellAll(PirschClient client) {
		send(client.send(HitBatch
			.of(List.of(Samples.fullPageView(), Samples.PAGE_VIEW.toBuilder().time(Instant.EPOCH).build()))));
		verifyBody("/api/v1/hit/batch", "[{" + FULL_PAGE + ",\"time\":\"2023-01-02T14:15:32.123Z\"},{" + SPARSE_PAGE
				+ ",\"time\":\"1970-01-01T00:00:00.000Z\"}]");
		send(client.send(HitBatch.of(List.of(Samples.fullEvent()))));
		verifyBody("/api/v1/event/batch", "[{" + FULL_EVENT + ",\"time\":\"2023-01-02T14:15:33.123Z\"}]");
		send(client.send(HitBatch.of(List.of(Samples.fullSessionExtension()))));
		verifyBody("/api/v1/session/batch", "[{" + FULL_SESSION_EXTENSION + ",\"time\":\"2023-01-02T14:15:34.123Z\"}]");
	}

	private PirschClient client(WebClient.Builder builder) {
		return PirschClient.builder(Samples.ACCESS_KEY).webClientBuilder(builder).baseUrl(this.url).build();
	}

	private static PageView at(String url, long millis) {
		return PageView.builder(url, Samples.VISITOR).time(Instant.ofEpochMilli(millis)).build();
	}

	private static void send(Mono<Void> call) {
		StepVerifier.create(call).verifyComplete();
	}

	private static void verifyBody(String path, String json) {
		verify(1, postRequestedFor(urlEqualTo(path)).withRequestBody(equalToJson(json)));
	}

	private static void assertTimeIsMissing(List<Hit> hits) {
		assertThatIllegalArgumentException().isThrownBy(() -> HitBatch.of(hits))
			.withMessage("'time' is required in a batch but is missing at index 1 of 2");
	}

}
