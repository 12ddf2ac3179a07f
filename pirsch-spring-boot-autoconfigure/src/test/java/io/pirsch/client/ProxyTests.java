package io.pirsch.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.pirsch.client.statistics.CustomMetricType;
import io.pirsch.client.statistics.Scale;
import io.pirsch.client.statistics.SortDirection;
import io.pirsch.client.statistics.StatisticsFilter;
import io.pirsch.client.statistics.Totals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilderFactory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PirschClient#proxy}.
 */
@WireMockTest
class ProxyTests {

	private static final String GOAL = "/api/v1/goal";

	private static final String ROW = "{\"id\": \"g\", \"cr_goal\": 0.5, \"surprise\": 1, \"tags\": null}";

	private String url;

	private Goals goals;

	@BeforeEach
	void connect(WireMockRuntimeInfo wireMock) {
		this.url = wireMock.getHttpBaseUrl();
		stubFor(post("/api/v1/token").willReturn(okJson("{\"access_token\": \"the-token\"}")));
		this.goals = client((builder) -> {
		}).proxy(Goals.class);
	}

	@Test
	void readsWhateverShapeIsDeclared() {
		stubFor(get(urlPathEqualTo(GOAL)).willReturn(okJson("[null, " + ROW + "]")));
		Goal goal = new Goal("g", "", 0.5, List.of(), null, null, null);
		StepVerifier.create(this.goals.flux("d")).expectNext(goal).verifyComplete();
		StepVerifier.create(this.goals.monoList("d")).expectNext(List.of(goal)).verifyComplete();
		StepVerifier.create(this.goals.mono("d")).expectNext(goal).verifyComplete();
		assertThat(this.goals.list("d")).containsExactly(goal);
		assertThat(this.goals.one("d")).isEqualTo(goal);
		assertThat(this.goals.optional("d")).contains(goal);
		assertThat(this.goals.array("d")).contains(goal);
		verify(7,
				getRequestedFor(urlEqualTo(GOAL + "?id=d")).withHeader("Authorization", equalTo("Bearer the-token"))
					.withHeader("Accept", equalTo("application/json"))
					.withoutHeader("Content-Type"));
	}

	@Test
	void takesSingleObjectForList() {
		stubFor(get(urlPathEqualTo(GOAL)).willReturn(okJson(ROW)));
		assertThat(this.goals.list("d")).hasSize(1);
		StepVerifier.create(this.goals.flux("d")).expectNextCount(1).verifyComplete();
	}

	@Test
	void takesNullAndNothingForEmpty() {
		for (String body : List.of("null", "[]", "")) {
			stubFor(get(urlPathEqualTo(GOAL)).willReturn(okJson(body)));
			StepVerifier.create(this.goals.flux("d")).verifyComplete();
			StepVerifier.create(this.goals.monoList("d")).expectNext(List.of()).verifyComplete();
			StepVerifier.create(this.goals.mono("d")).verifyComplete();
			assertThat(this.goals.list("d")).isEmpty();
			assertThat(this.goals.one("d")).isNull();
			assertThat(this.goals.optional("d")).isEmpty();
		}
	}

	@Test
	void readsEntitiesWithTheSameJson() {
		stubFor(get(urlPathEqualTo(GOAL)).willReturn(okJson(ROW).withHeader("X-RateLimit-Remaining", "7")));
		StepVerifier.create(clientWithOddJackson().proxy(Goals.class).entity("d")).assertNext((entity) -> {
			assertThat(entity.getBody()).extracting(Goal::crGoal, Goal::tags).containsExactly(0.5, List.of());
			assertThat(entity.getHeaders().getFirst("X-RateLimit-Remaining")).isEqualTo("7");
		}).verifyComplete();
	}

	@Test
	void readsWhatWritesAnswer() {
		stubFor(post(GOAL).willReturn(okJson("{\"id\": \"new\", \"client_secret\": \"shown once\"}")));
		Created created = this.goals.create(new Goal(null, "Buy", null, List.of(), null, null, null));
		assertThat(created).isEqualTo(new Created("new", "shown once"));
	}

	@Test
	void writesAsTheApiNamesAndFormatsIt() {
		stubFor(post(GOAL).willReturn(okJson("{}")));
		clientWithOddJackson().proxy(Goals.class)
			.create(new Goal(null, "Buy", 0.5, List.of("a"),
					ZonedDateTime.of(2024, 3, 31, 12, 0, 0, 0, ZoneId.of("Europe/Berlin")), LocalDate.of(2024, 3, 31),
					LocalTime.of(8, 0)));
		verify(postRequestedFor(urlEqualTo(GOAL)).withHeader("Content-Type", equalTo("application/json"))
			.withRequestBody(equalToJson("""
					{"name": "Buy", "cr_goal": 0.5, "tags": ["a"], "expires_at": "2024-03-31T10:00:00Z",
					"from": "2024-03-31", "from_time": "08:00"}""")));
	}

	@Test
	void writesPublishersAndPartsTheSame() {
		stubFor(post(anyUrl()).atPriority(9).willReturn(okJson("{}")));
		Uploads uploads = clientWithOddJackson().proxy(Uploads.class);
		StepVerifier.create(uploads.publish(Mono.just(new Theme("t", null)))).verifyComplete();
		verify(postRequestedFor(urlEqualTo("/api/v1/theme/later"))
			.withRequestBody(equalToJson("{\"domain_id\": \"t\"}")));
		StepVerifier.create(uploads.upload(new Theme("t", null), logo())).verifyComplete();
		verify(postRequestedFor(urlEqualTo("/api/v1/theme"))
			.withRequestBodyPart(WireMock.aMultipart("data").withBody(equalToJson("{\"domain_id\": \"t\"}")).build())
			.withRequestBodyPart(WireMock.aMultipart("logo").withBody(equalTo("logo")).build()));
	}

	@Test
	void failsAtOnceOnWhatIsNoJson() {
		Uploads uploads = client((builder) -> {
		}).proxy(Uploads.class);
		StepVerifier.create(uploads.write(new Loop()))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("Loop can't be written as JSON"));
		verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void writesDatesInQueriesAsTheApiTakesThem() {
		Locale locale = Locale.getDefault();
		Locale.setDefault(Locale.US);
		try {
			stubFor(get(urlPathEqualTo("/api/v1/billing")).willReturn(okJson("[]")));
			StepVerifier.create(client((builder) -> {
			}).proxy(Uploads.class)
				.billing(LocalDate.of(2024, 3, 1), LocalTime.of(8, 0), Instant.parse("2024-03-01T10:00:00Z")))
				.verifyComplete();
			verify(getRequestedFor(
					urlEqualTo("/api/v1/billing?from=2024-03-01&time=08%3A00&at=2024-03-01T10%3A00%3A00Z")));
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	@Test
	void sendsTokenToItsOriginAlone(WireMockRuntimeInfo wireMock) {
		Strays strays = client((builder) -> builder.baseUrl(URI.create("http://localhost:1"))).proxy(Strays.class);
		URI foreign = URI.create(this.url + "/steal?secret=s");
		for (Mono<Void> call : List.of(strays.given(foreign), strays.built(new DefaultUriBuilderFactory(this.url)))) {
			StepVerifier.create(call)
				.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalArgumentException.class)
					.hasMessage("Pirsch is called at http://localhost:1 alone, as each call has the token, "
							+ "but the URL goes to http://localhost:%d: use another client for that"
								.formatted(wireMock.getHttpPort())));
		}
		StepVerifier.create(strays.absolute()).verifyError(IllegalArgumentException.class);
		StepVerifier.create(strays.schemeless()).verifyError(IllegalArgumentException.class);
		verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void sendsTokenNowhereElseIfFiltersChangeTheUrl() {
		WebClient.Builder rewriting = WebClient.builder()
			.filter((request, next) -> next
				.exchange(ClientRequest.from(request).url(URI.create(this.url + request.url().getPath())).build()));
		PirschClient client = client(
				(builder) -> builder.baseUrl(URI.create("http://localhost:1")).webClientBuilder(rewriting));
		StepVerifier.create(client.proxy(Goals.class).flux("d")).verifyError(PirschException.class);
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyError(PirschException.class);
		verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void takesUrlOfItsOwnOrigin() {
		stubFor(get(urlPathEqualTo("/api/v2/goal")).willReturn(okJson("{}")));
		StepVerifier.create(client((builder) -> {
		}).proxy(Strays.class).given(URI.create(this.url + "/api/v2/goal"))).verifyComplete();
		verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer the-token")));
	}

	@Test
	void namesCallsByTemplate() {
		stubFor(get(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(404)));
		StepVerifier.create(this.goals.byId("secret-id", "d"))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschResponseException.class)
				.hasMessage("Pirsch answered GET /api/v1/goal/{id} with status 404"));
		stubFor(get(anyUrl()).atPriority(8).willReturn(okJson("7")));
		StepVerifier.create(this.goals.byId("secret-id", "d"))
			.verifyErrorSatisfies((ex) -> assertThat(ex)
				.hasMessageStartingWith("Pirsch answered GET /api/v1/goal/{id} with a body that can't be read"));
		PirschClient unreachable = client((builder) -> builder.baseUrl(URI.create("http://localhost:1")));
		StepVerifier.create(unreachable.proxy(Goals.class).byId("secret-id", "d"))
			.verifyErrorSatisfies(
					(ex) -> assertThat(ex).hasMessageStartingWith("No answer from Pirsch to POST /api/v1/token"));
	}

	@Test
	void namesCallsByTemplateWhenTheirBodyBreaks() {
		stubFor(get(anyUrl())
			.willReturn(okJson("{}").withFault(com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK)));
		StepVerifier.create(this.goals.byId("secret-id", "d"))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschConnectionException.class)
				.hasMessageStartingWith("No answer from Pirsch to GET /api/v1/goal/{id}: ")
				.hasMessageNotContaining("secret-id"));
	}

	@Test
	void measuresCallsByTemplate() {
		stubFor(get(anyUrl()).willReturn(okJson("{}")));
		ObservationRegistry registry = ObservationRegistry.create();
		List<String> uris = new CopyOnWriteArrayList<>();
		registry.observationConfig().observationHandler(new Stopped(uris));
		PirschClient client = client(
				(builder) -> builder.webClientBuilder(WebClient.builder().observationRegistry(registry)));
		StepVerifier.create(client.proxy(Goals.class).byId("secret-id", "d")).expectNextCount(1).verifyComplete();
		assertThat(uris).containsExactly("/api/v1/token", "/api/v1/goal/{id}");
	}

	@Test
	void makesSureOfFreshTokenBeforeWhatCannotBeRepeated() {
		MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
		stubFor(post(urlPathEqualTo("/api/v1/theme")).willReturn(okJson("{}")));
		Uploads uploads = client((builder) -> builder.clock(clock)).proxy(Uploads.class);
		StepVerifier.create(uploads.upload(new Theme("t", null), logo())).verifyComplete();
		StepVerifier.create(uploads.upload(new Theme("t", null), logo())).verifyComplete();
		verify(1, postRequestedFor(urlEqualTo("/api/v1/token")));
		clock.advance(Duration.ofMinutes(2));
		StepVerifier.create(uploads.upload(new Theme("t", null), logo())).verifyComplete();
		verify(2, postRequestedFor(urlEqualTo("/api/v1/token")));
		stubFor(post("/api/v1/token").willReturn(aResponse().withStatus(503)));
		clock.advance(Duration.ofMinutes(2));
		StepVerifier.create(uploads.upload(new Theme("t", null), logo())).verifyComplete();
		verify(4,
				postRequestedFor(urlEqualTo("/api/v1/theme")).withHeader("Authorization", equalTo("Bearer the-token")));
	}

	@Test
	void givesUploadsTheTimeOfExports() {
		stubFor(post(urlPathEqualTo("/api/v1/theme")).willReturn(okJson("{}").withFixedDelay(3000)));
		Uploads uploads = client((builder) -> builder.exportTimeout(Duration.ofMillis(300))).proxy(Uploads.class);
		StepVerifier.create(uploads.upload(new Theme("t", null), logo()))
			.verifyErrorMessage("No answer from Pirsch to POST /api/v1/theme: none within 300 ms");
	}

	@Test
	void writesAndReadsTheApisWordsForEnums() {
		List<Object> values = List.of(CustomMetricType.INTEGER, Scale.WEEK, SortDirection.DESC);
		assertThat(ApiJson.write(values)).asString().isEqualTo("[\"integer\",\"week\",\"desc\"]");
		assertThat(ApiJson.<CustomMetricType>read("\"float\"".getBytes(StandardCharsets.UTF_8), CustomMetricType.class))
			.isEqualTo(CustomMetricType.FLOAT);
	}

	@Test
	void repeatsNothingThatCannotBeRepeated() {
		stubFor(post(urlPathEqualTo("/api/v1/theme/later")).willReturn(aResponse().withStatus(401)));
		Uploads uploads = client((builder) -> {
		}).proxy(Uploads.class);
		StepVerifier.create(uploads.publish(Mono.just(new Theme("t", null))))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschAuthenticationException.class)
				.hasMessageContaining("just been renewed"));
		verify(1, postRequestedFor(urlPathEqualTo("/api/v1/theme/later")));
	}

	@Test
	void callWithoutScopeFailsAlone() {
		stubFor(get(urlPathEqualTo(GOAL)).willReturn(aResponse().withStatus(401)));
		stubFor(post("/api/v1/hit").willReturn(aResponse()));
		PirschClient client = client((builder) -> {
		});
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyComplete();
		StepVerifier.create(client.proxy(Goals.class).flux("d")).verifyError(PirschAuthenticationException.class);
		StepVerifier.create(client.proxy(Goals.class).flux("d")).verifyError(PirschAuthenticationException.class);
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyComplete();
		verify(2, postRequestedFor(urlEqualTo("/api/v1/hit")));
		verify(2, postRequestedFor(urlEqualTo("/api/v1/token")));
	}

	@Test
	void repeatsOtherBodiesWithNewToken() {
		stubFor(post(GOAL).inScenario("token")
			.whenScenarioStateIs("Started")
			.willReturn(aResponse().withStatus(401))
			.willSetStateTo("renewed"));
		stubFor(post(GOAL).inScenario("token").whenScenarioStateIs("renewed").willReturn(okJson("{\"id\": \"n\"}")));
		assertThat(this.goals.create(new Goal(null, "Buy", null, List.of(), null, null, null)))
			.isEqualTo(new Created("n", ""));
		verify(2, postRequestedFor(urlEqualTo(GOAL)).withRequestBody(equalToJson("{\"name\": \"Buy\", \"tags\": []}")));
	}

	@Test
	void takesFilterAndTheClientsDomain() {
		stubFor(get(urlPathEqualTo("/api/v1/statistics/new")).willReturn(okJson("{\"visitors\": 3}")));
		StepVerifier
			.create(client((builder) -> builder.domainId("own")).proxy(News.class)
				.totals(StatisticsFilter.builder().from(LocalDate.EPOCH).to(LocalDate.EPOCH).build()))
			.assertNext((totals) -> assertThat(totals.visitors()).isEqualTo(3))
			.verifyComplete();
		verify(getRequestedFor(urlEqualTo("/api/v1/statistics/new?from=1970-01-01&to=1970-01-01&id=own")));
	}

	@Test
	void streams() {
		stubFor(get(urlPathEqualTo("/api/v1/file/a%2Fb")).willReturn(aResponse().withBody("bytes")));
		Uploads uploads = client((builder) -> {
		}).proxy(Uploads.class);
		StepVerifier
			.create(DataBufferUtils.join(uploads.download("a/b"))
				.map((buffer) -> buffer.toString(StandardCharsets.UTF_8)
					.concat(DataBufferUtils.release(buffer) ? "" : "not released")))
			.expectNext("bytes")
			.verifyComplete();
		assertThat(uploads.bytes("a/b")).asString().isEqualTo("bytes");
	}

	@Test
	void waitsOnNoEventLoop() {
		StepVerifier.create(Mono.fromCallable(() -> this.goals.list("d")).subscribeOn(Schedulers.parallel()))
			.verifyErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOf(IllegalStateException.class).hasMessageContaining("blocking"));
	}

	@Test
	void failsLikeOtherCallsWhereItWaits() {
		stubFor(get(urlPathEqualTo(GOAL))
			.willReturn(aResponse().withStatus(400).withBody("{\"validation\": {\"id\": \"unknown\"}}")));
		assertThatExceptionOfType(PirschResponseException.class).isThrownBy(() -> this.goals.list("d"))
			.satisfies((ex) -> assertThat(ex.getValidation()).containsEntry("id", "unknown"));
	}

	@Test
	void deletesWithoutResult() {
		stubFor(WireMock.delete(anyUrl()).willReturn(aResponse().withBody("whatever")));
		this.goals.delete("a b");
		verify(deleteRequestedFor(urlEqualTo(GOAL + "?id=a%20b")));
	}

	@Test
	void accessKeyAndDisabledClientMakeNoCalls() {
		PirschClient keyed = PirschClient.builder(PirschCredentials.accessKey("pa_key"))
			.baseUrl(URI.create(this.url))
			.build();
		assertThatIllegalStateException().isThrownBy(() -> keyed.proxy(Goals.class).list("d"))
			.withMessageContaining("An access key can only send");
		Goals disabled = PirschClient.disabled().proxy(Goals.class);
		assertThat(disabled.list("d")).isEmpty();
		assertThat(disabled.one("d")).isNull();
		disabled.delete("d");
		verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void refusesWhatDeclaresNoCall() {
		PirschClient client = PirschClient.disabled();
		assertThatIllegalArgumentException().isThrownBy(() -> client.proxy(Runnable.class))
			.withMessage("java.lang.Runnable must be an interface with methods that have @HttpExchange, "
					+ "@GetExchange or the like");
		assertThatIllegalArgumentException().isThrownBy(() -> client.proxy(String.class));
	}

	private PirschClient client(Consumer<PirschClient.Builder> customizer) {
		PirschClient.Builder builder = PirschClient.builder(PirschCredentials.oauthClient("id", "secret"))
			.baseUrl(URI.create(this.url))
			.timeout(Duration.ofSeconds(30));
		customizer.accept(builder);
		return builder.build();
	}

	private static Resource logo() {
		return new ByteArrayResource("logo".getBytes(StandardCharsets.UTF_8));
	}

	private PirschClient clientWithOddJackson() {
		JsonMapper odd = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
		return client((builder) -> builder.webClientBuilder(WebClient.builder().codecs((codecs) -> {
			codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(odd));
			codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(odd));
		})));
	}

	@HttpExchange("/goal")
	interface Goals {

		@GetExchange
		Flux<Goal> flux(@RequestParam("id") String domainId);

		@GetExchange
		Mono<List<Goal>> monoList(@RequestParam("id") String domainId);

		@GetExchange
		Mono<Goal> mono(@RequestParam("id") String domainId);

		@GetExchange
		List<Goal> list(@RequestParam("id") String domainId);

		@GetExchange
		@Nullable Goal one(@RequestParam("id") String domainId);

		@GetExchange
		Optional<Goal> optional(@RequestParam("id") String domainId);

		@GetExchange
		Goal[] array(@RequestParam("id") String domainId);

		@GetExchange
		Mono<ResponseEntity<Goal>> entity(@RequestParam("id") String domainId);

		@GetExchange("/{id}")
		Mono<Goal> byId(@PathVariable String id, @RequestParam("domain_id") String domainId);

		@PostExchange
		Created create(@RequestBody Goal goal);

		@DeleteExchange
		void delete(@RequestParam("id") String id);

	}

	interface Uploads {

		@PostExchange("/theme")
		Mono<Void> upload(@RequestPart Theme data, @RequestPart Resource logo);

		@PostExchange("/theme/later")
		Mono<Void> publish(@RequestBody Mono<Theme> theme);

		@PostExchange("/theme")
		Mono<Void> write(@RequestBody Loop loop);

		@GetExchange("billing")
		Mono<Void> billing(@RequestParam LocalDate from, @RequestParam LocalTime time, @RequestParam Instant at);

		@GetExchange(url = "/file/{name}", accept = MediaType.ALL_VALUE)
		Flux<DataBuffer> download(@PathVariable String name);

		@GetExchange("/file/{name}")
		byte[] bytes(@PathVariable String name);

	}

	interface Strays {

		@GetExchange
		Mono<Void> given(URI uri);

		@GetExchange("/steal")
		Mono<Void> built(UriBuilderFactory urls);

		@GetExchange("https://elsewhere.example/goal")
		Mono<Void> absolute();

		@GetExchange("//elsewhere.example/goal")
		Mono<Void> schemeless();

	}

	@HttpExchange("/statistics")
	interface News {

		@GetExchange("/new")
		Mono<Totals> totals(StatisticsFilter filter);

	}

	record Goal(@Nullable String id, @Nullable String name, @Nullable Double crGoal, List<String> tags,
			@Nullable ZonedDateTime expiresAt, @Nullable LocalDate from, @Nullable LocalTime fromTime) {
	}

	record Created(String id, String clientSecret) {
	}

	record Theme(String domainId, @Nullable Map<String, String> settings) {
	}

	record Stopped(List<String> uris) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			this.uris.add(Objects.requireNonNull(context.getLowCardinalityKeyValue("uri")).getValue());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	record Loop() {

		public Loop getSelf() {
			return this;
		}

	}

}
