package io.pirsch.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.lessThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link PirschClient} gets, shares and renews its token over HTTP.
 */
@WireMockTest
@ExtendWith(OutputCaptureExtension.class)
class TokenTests {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(6);

	private static final Duration GUARD = Duration.ofSeconds(60);

	private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));

	private URI url = URI.create("http://localhost");

	@BeforeEach
	void acceptTheFirstToken(WireMockRuntimeInfo wireMock) {
		this.url = URI.create(wireMock.getHttpBaseUrl());
		grant("token-1");
		accept("token-1");
	}

	@ParameterizedTest
	@EnumSource
	void oneCallServesAnyNumberOfRequestsAtTheStartAndAfterTheTokenIsRefused(Connector connector) {
		PirschClient client = client(connector.webClient());
		stubFor(post("/api/v1/token").willReturn(granted("token-1").withFixedDelay(200)));
		sendConcurrently(client, 200);
		verifyTokenCalls(1);
		stubFor(post("/api/v1/token").willReturn(granted("token-2").withFixedDelay(200)));
		stubFor(hit("token-1").willReturn(unauthorized()));
		accept("token-2");
		sendConcurrently(client, 200);
		verifyTokenCalls(2);
		verify(200, postRequestedFor(urlEqualTo("/api/v1/hit")).withHeader("Authorization", equalTo("Bearer token-2")));
	}

	@Test
	void tokenIsRenewedShortlyBeforeItExpires() {
		PirschClient client = client();
		stubFor(post("/api/v1/token")
			.willReturn(okJson("{\"access_token\":\"token-1\",\"expires_at\":\"2026-01-01T01:00:00Z\"}")));
		send(client);
		this.clock.advance(Duration.ofMinutes(58));
		send(client);
		verifyTokenCalls(1);
		grant("token-2");
		accept("token-2");
		this.clock.advance(Duration.ofMinutes(1));
		send(client);
		send(client);
		verifyTokenCalls(2);
		verifyHits("token-1", 2);
		verifyHits("token-2", 2);
	}

	@ParameterizedTest
	@CsvSource({ "2026-01-01T01:00:00Z, 3540", "2026-01-01T01:00:00.123456Z, 3540",
			"2026-01-01T01:00:00.123456789Z, 3540", "2026-01-01T03:00:00+02:00, 3540",
			"2025-12-31T20:30:00.5-04:30, 3540", "2026-01-01T00:00:30Z, 60", "0001-01-01T00:00:00Z, 60" })
	void endOfATokenIsReadInAllForms(String end, long seconds) {
		PirschClient client = client();
		stubFor(post("/api/v1/token")
			.willReturn(okJson("{\"access_token\":\"token-1\",\"expires_at\":\"%s\"}".formatted(end))));
		send(client);
		this.clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
		send(client);
		verifyTokenCalls(1);
		this.clock.advance(Duration.ofSeconds(1));
		send(client);
		verifyTokenCalls(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",\"expires_at\":null", ",\"expires_at\":\"\"", ",\"expires_at\":\"soon\"",
			",\"expires_at\":1767229200", ",\"expires_at\":{}", ",\"expires_at\":[1]",
			",\"expires_at\":\"2026-01-01T01:00:00\"" })
	void tokenWithoutAnEndThatCanBeReadIsKept(String end) {
		PirschClient client = client();
		stubFor(post("/api/v1/token").willReturn(okJson("{\"access_token\":\"token-1\",\"more\":1" + end + "}")));
		send(client);
		this.clock.advance(Duration.ofDays(365));
		send(client);
		verifyTokenCalls(1);
	}

	@ParameterizedTest
	@EnumSource
	void refusedTokenIsRenewedOnceAndTheCallIsRepeatedOnce(Connector connector) {
		PirschClient client = client(connector.webClient());
		send(client);
		stubFor(hit("token-1").willReturn(unauthorized().withBody("{\"error\":[\"expired\"]}")));
		grant("token-2");
		accept("token-2");
		send(client);
		verifyTokenCalls(2);
		verifyHits("token-1", 2);
		verifyHits("token-2", 1);
	}

	@ParameterizedTest
	@EnumSource
	void secondRefusalIsFinalAndRememberedForAPause(Connector connector) {
		PirschClient client = client(connector.webClient());
		stubFor(post("/api/v1/hit").willReturn(unauthorized().withBody("{\"error\":[\"who?\"]}")));
		String refusal = "Pirsch refused a token that had just been renewed, at POST /api/v1/hit: status 401 (who?)";
		assertRefused(client, 401, refusal);
		verifyTokenCalls(2);
		verifyHits("token-1", 2);
		for (int i = 0; i < 100; i++) {
			assertRefused(client, 401, refusal + " (next");
		}
		verifyTokenCalls(2);
		verifyHits("token-1", 2);
		this.clock.advance(Duration.ofMillis(750));
		accept("token-1");
		send(client);
		verifyTokenCalls(2);
	}

	@Test
	void newTokenThatIsRefusedByManyCallsIsNotAskedForByEach() {
		PirschClient client = client();
		send(client);
		stubFor(post("/api/v1/hit").willReturn(unauthorized()));
		Flux<Throwable> errors = Flux.range(0, 200)
			.flatMap((i) -> client.send(Samples.PAGE_VIEW)
				.subscribeOn(Schedulers.boundedElastic())
				.then(Mono.<Throwable>empty())
				.onErrorResume(Mono::just), 200);
		StepVerifier.create(errors.collectList())
			.assertNext((all) -> assertThat(all).hasSize(200)
				.allSatisfy((ex) -> assertThat(ex).isInstanceOf(PirschAuthenticationException.class)))
			.expectComplete()
			.verify(GUARD);
		// A call that begins with the new token may renew it once more
		verify(moreThanOrExactly(2), postRequestedFor(urlEqualTo("/api/v1/token")));
		verify(lessThanOrExactly(4), postRequestedFor(urlEqualTo("/api/v1/token")));
	}

	@ParameterizedTest
	@CsvSource({ "REACTOR_NETTY, 400", "JDK, 400", "REACTOR_NETTY, 401", "JDK, 401", "JDK, 403", "JDK, 404" })
	void refusedCredentialsAreRememberedForAPauseAndHealAfterwards(Connector connector, int status) {
		PirschClient client = client(connector.webClient());
		stubFor(post("/api/v1/token")
			.willReturn(aResponse().withStatus(status).withBody("{\"error\":[\"unknown client\"]}")));
		for (int i = 0; i < 100; i++) {
			assertRefused(client, status,
					"Pirsch refused the client id and secret: status %d (unknown client)".formatted(status));
		}
		verifyTokenCalls(1);
		verify(0, postRequestedFor(urlEqualTo("/api/v1/hit")));
		this.clock.advance(FIRST_PAUSE);
		grant("token-1");
		send(client);
		send(client);
		verifyTokenCalls(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 408, 429, 500, 502, 503 })
	void statusThatPassesIsNoRefusalOfCredentialsAndIsRememberedForAPause(int status) {
		PirschClient client = client();
		stubFor(post("/api/v1/token").willReturn(aResponse().withStatus(status).withHeader("Retry-After", "20")));
		for (int i = 0; i < 100; i++) {
			StepVerifier.create(client.send(Samples.PAGE_VIEW))
				.verifyErrorSatisfies((ex) -> assertThat(ex).isExactlyInstanceOf(PirschResponseException.class)
					.hasMessageStartingWith("Pirsch answered POST /api/v1/token with status " + status)
					.satisfies(
							(error) -> assertThat(((PirschResponseException) error).getRetryAfter()).hasSeconds(20)));
		}
		this.clock.advance(Duration.ofSeconds(19));
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyError(PirschResponseException.class);
		verifyTokenCalls(1);
		this.clock.advance(Duration.ofSeconds(1));
		grant("token-1");
		send(client);
		verifyTokenCalls(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "null", "[]", "<html>", "{\"access_token\":", "{\"access_token\":null}",
			"{\"access_token\":\"\"}", "{\"access_token\":\"  \"}", "{\"access_token\":{}}",
			"{\"token\":\"SENSITIVE\"}", "{\"access_token\":\"SENSITIVE\\nX-Injected: 1\"}",
			"{\"access_token\":\"SENSITIVE\u00e9\"}" })
	void answerWithoutATokenThatCanBeSentIsAnErrorAndRememberedForAPause(String body) {
		PirschClient client = client();
		stubFor(post("/api/v1/token").willReturn(okJson(body)));
		for (int i = 0; i < 10; i++) {
			StepVerifier.create(client.send(Samples.PAGE_VIEW))
				.verifyErrorSatisfies((ex) -> assertThat(ex).isExactlyInstanceOf(PirschResponseException.class)
					.hasMessageStartingWith("Pirsch answered the call for a token without a token")
					.hasMessageNotContaining("SENSITIVE"));
		}
		verifyTokenCalls(1);
		verify(0, postRequestedFor(urlEqualTo("/api/v1/hit")));
	}

	@ParameterizedTest
	@EnumSource
	void hugeAnswerIsNoTokenAndRememberedForAPause(Connector connector) {
		PirschClient client = client(connector.webClient());
		stubFor(post("/api/v1/token").willReturn(okJson("{\"access_token\":\"" + "x".repeat(1_000_000) + "\"}")));
		for (int i = 0; i < 10; i++) {
			StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyError(PirschResponseException.class);
		}
		verifyTokenCalls(1);
	}

	@ParameterizedTest
	@EnumSource
	void outageOfTheTokenEndpointIsRememberedForAPause(Connector connector) {
		PirschClient client = client(connector.webClient());
		stubFor(post("/api/v1/token").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
		for (int i = 0; i < 10; i++) {
			StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyError(PirschConnectionException.class);
		}
		verifyTokenCalls(1);
		this.clock.advance(FIRST_PAUSE);
		grant("token-1");
		send(client);
		verifyTokenCalls(2);
	}

	@Test
	void failureOfAFilterOfTheApplicationIsRememberedForAPause() {
		PirschClient client = client(WebClient.builder()
			.filter((request, next) -> request.url().getPath().endsWith("/token")
					? next.exchange(request).then(Mono.error(new IllegalStateException("the filter's own")))
					: next.exchange(request)));
		for (int i = 0; i < 10; i++) {
			StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyError(PirschConnectionException.class);
		}
		verifyTokenCalls(1);
	}

	@Test
	void oldTokenServesWhileItsEarlyRenewalFails() {
		PirschClient client = client();
		stubFor(post("/api/v1/token")
			.willReturn(okJson("{\"access_token\":\"token-1\",\"expires_at\":\"2026-01-01T01:00:00Z\"}")));
		send(client);
		this.clock.advance(Duration.ofMinutes(59).plusSeconds(30));
		stubFor(post("/api/v1/token").willReturn(aResponse().withStatus(503)));
		for (int i = 0; i < 10; i++) {
			send(client);
		}
		verifyTokenCalls(2);
		verifyHits("token-1", 11);
	}

	@ParameterizedTest
	@EnumSource
	void refusalOfAnAccessKeyIsFinal(Connector connector) {
		PirschClient client = PirschClient.builder(Samples.ACCESS_KEY)
			.webClientBuilder(connector.webClient())
			.baseUrl(this.url)
			.build();
		stubFor(post("/api/v1/hit").willReturn(unauthorized().withBody("{\"error\":[\"who?\"]}")));
		assertRefused(client, 401, "Pirsch refused the access key, at POST /api/v1/hit: status 401 (who?).");
		verifyTokenCalls(0);
		verify(1, postRequestedFor(urlEqualTo("/api/v1/hit")));
	}

	@Test
	void showsNoSecretAndNoToken(CapturedOutput output) {
		PirschClient client = client();
		send(client);
		stubFor(post("/api/v1/hit").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyErrorSatisfies(TokenTests::assertNothingShown);
		stubFor(post("/api/v1/hit").willReturn(unauthorized()));
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyErrorSatisfies(TokenTests::assertNothingShown);
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyErrorSatisfies(TokenTests::assertNothingShown);
		stubFor(post("/api/v1/token").willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
		this.clock.advance(Duration.ofMinutes(1));
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyErrorSatisfies(TokenTests::assertNothingShown);
		assertThat(client).asString().doesNotContain("token-1", Samples.SECRET);
		assertThat(output.getAll().lines().filter((line) -> line.contains("io.pirsch")))
			.noneMatch((line) -> line.contains("token-1") || line.contains(Samples.SECRET));
	}

	@ParameterizedTest
	@EnumSource
	void showsNoneThatAnAnswerRepeats(Connector connector) {
		PirschClient client = client(connector.webClient());
		stubFor(post("/api/v1/hit")
			.willReturn(aResponse().withStatus(403).withBody("{\"error\":[\"not allowed: Bearer token-1\"]}")));
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyErrorSatisfies((ex) -> {
			assertNothingShown(ex);
			assertThat(ex).hasMessageContaining("status 403 (not allowed: Bearer ***)");
		});
		stubFor(post("/api/v1/token").willReturn(aResponse().withStatus(400)
			.withBody("{\"validation\":{\"client_secret\":\"not '%s'\"}}".formatted(Samples.SECRET))));
		PirschClient another = client(connector.webClient());
		StepVerifier.create(another.send(Samples.PAGE_VIEW)).verifyErrorSatisfies((ex) -> {
			assertNothingShown(ex);
			assertThat(ex).hasMessageContaining("status 400 (client_secret: not '***')");
			assertThat(((PirschResponseException) ex).getValidation()).containsValue("not '***'");
		});
	}

	@Test
	void showsNoTokenWhereTheApplicationLogsTheHeadersOfItsRequests(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		String name = "org.springframework.web.reactive.function.client";
		logging.setLogLevel(name, LogLevel.TRACE);
		try {
			send(client(
					WebClient.builder().codecs((codecs) -> codecs.defaultCodecs().enableLoggingRequestDetails(true))));
		}
		finally {
			logging.setLogLevel(name, null);
		}
		assertThat(output).contains("POST").doesNotContain("token-1");
	}

	@Test
	void saysThatTheBaseUrlMayBeWrongWhereNothingGrantsTokens() {
		stubFor(post("/api/v1/token").willReturn(aResponse().withStatus(404)));
		assertRefused(client(), 404, "Pirsch refused the client id and secret: status 404; check the base URL");
	}

	private static void assertNothingShown(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			assertThat(String.valueOf(cause)).doesNotContain("token-1", Samples.SECRET);
			assertThat(cause.getSuppressed()).noneMatch((suppressed) -> suppressed.toString().contains("token-1"));
		}
	}

	private PirschClient client() {
		return client(WebClient.builder());
	}

	private PirschClient client(WebClient.Builder builder) {
		return PirschClient.builder(Samples.OAUTH_CLIENT)
			.webClientBuilder(builder)
			.baseUrl(this.url)
			.clock(this.clock)
			.timeout(GUARD)
			.build();
	}

	private static void send(PirschClient client) {
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyComplete();
	}

	private static void sendConcurrently(PirschClient client, int count) {
		StepVerifier
			.create(Flux.range(0, count)
				.flatMap((i) -> client.send(Samples.PAGE_VIEW).subscribeOn(Schedulers.boundedElastic()), count))
			.expectComplete()
			.verify(GUARD);
	}

	private static void grant(String token) {
		stubFor(post("/api/v1/token").willReturn(granted(token)));
	}

	private static ResponseDefinitionBuilder granted(String token) {
		return okJson("{\"access_token\":\"%s\"}".formatted(token));
	}

	private static void accept(String token) {
		stubFor(hit(token).willReturn(ok()));
	}

	private static MappingBuilder hit(String token) {
		return post("/api/v1/hit").withHeader("Authorization", equalTo("Bearer " + token));
	}

	private static void assertRefused(PirschClient client, int status, String message) {
		StepVerifier.create(client.send(Samples.PAGE_VIEW))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschAuthenticationException.class)
				.hasMessageStartingWith(message)
				.satisfies(
						(error) -> assertThat(((PirschAuthenticationException) error).getStatus()).isEqualTo(status)));
	}

	private static void verifyTokenCalls(int count) {
		verify(count, postRequestedFor(urlEqualTo("/api/v1/token")));
	}

	private static void verifyHits(String token, int count) {
		verify(count,
				postRequestedFor(urlEqualTo("/api/v1/hit")).withHeader("Authorization", equalTo("Bearer " + token)));
	}

}
