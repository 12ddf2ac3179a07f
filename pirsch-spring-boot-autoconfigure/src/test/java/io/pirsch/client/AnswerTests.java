package io.pirsch.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for what {@link PirschClient} makes of answers, and of their lack.
 */
@WireMockTest
@ExtendWith(OutputCaptureExtension.class)
class AnswerTests {

	private static final Duration HANGS = Duration.ofSeconds(30);

	@ParameterizedTest
	@MethodSource("successes")
	void any2xxIsASuccessWithAnyBody(Connector connector, int status, String body, WireMockRuntimeInfo wireMock) {
		stubFor(post("/api/v1/hit").willReturn(aResponse().withStatus(status).withBody(body)));
		StepVerifier.create(client(connector, wireMock).send(Samples.PAGE_VIEW)).verifyComplete();
	}

	static Stream<Arguments> successes() {
		return Stream.of(Connector.values())
			.flatMap((connector) -> Stream.of(arguments(connector, 200, ""), arguments(connector, 200, "{\"a\":1}"),
					arguments(connector, 201, "<html>"), arguments(connector, 202, "x".repeat(1_000_000)),
					arguments(connector, 204, ""), arguments(connector, 299, "{")));
	}

	@ParameterizedTest
	@EnumSource
	void halfABodyAfterA2xxIsASuccess(Connector connector, WireMockRuntimeInfo wireMock) {
		stubFor(post("/api/v1/hit").willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
		StepVerifier.create(client(connector, wireMock).send(Samples.PAGE_VIEW)).verifyComplete();
	}

	@ParameterizedTest
	@EnumSource
	void bodyThatNeverEndsAfterA2xxIsASuccess(Connector connector) throws IOException {
		try (RawServer server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")) {
			Mono<Void> call = client(connector.webClient(), server.url(), Duration.ofSeconds(2))
				.send(Samples.PAGE_VIEW);
			StepVerifier.create(call).expectComplete().verify(HANGS);
			assertReleased(connector, server);
		}
	}

	@ParameterizedTest
	@EnumSource
	void bodyThatNeverEndsAfterAnErrorLeavesTheStatus(Connector connector) throws IOException {
		try (RawServer server = new RawServer("HTTP/1.1 503 No\r\nRetry-After: 7\r\nContent-Length: 9\r\n\r\n{\"a")) {
			Mono<Void> call = client(connector.webClient(), server.url(), Duration.ofSeconds(2))
				.send(Samples.PAGE_VIEW);
			StepVerifier.create(call)
				.expectErrorSatisfies(
						(ex) -> assertThat(ex).isInstanceOfSatisfying(PirschResponseException.class, (error) -> {
							assertThat(error.getStatus()).isEqualTo(503);
							assertThat(error.getRetryAfter()).hasSeconds(7);
						}))
				.verify(HANGS);
			assertReleased(connector, server);
		}
	}

	@ParameterizedTest
	@MethodSource("faults")
	void lackOfAnAnswerNamesTheCallAndNeverTheToken(Connector connector, Fault fault, WireMockRuntimeInfo wireMock) {
		stubFor(post("/api/v1/hit").willReturn(aResponse().withFault(fault)));
		assertNoAnswer(client(connector, wireMock).send(Samples.PAGE_VIEW), "POST /api/v1/hit");
	}

	@ParameterizedTest
	@MethodSource("faults")
	void lackOfAnAnswerToTheCallForATokenNamesThatCallAndNoSecret(Connector connector, Fault fault,
			WireMockRuntimeInfo wireMock) {
		stubFor(post("/api/v1/token").willReturn(aResponse().withFault(fault)));
		PirschClient client = PirschClient.builder(Samples.OAUTH_CLIENT)
			.webClientBuilder(connector.webClient())
			.baseUrl(URI.create(wireMock.getHttpBaseUrl()))
			.build();
		assertNoAnswer(client.send(Samples.PAGE_VIEW), "POST /api/v1/token");
		verify(0, postRequestedFor(urlEqualTo("/api/v1/hit")));
	}

	static Stream<Arguments> faults() {
		return Stream.of(Connector.values())
			.flatMap((connector) -> Stream.of(arguments(connector, Fault.CONNECTION_RESET_BY_PEER),
					arguments(connector, Fault.EMPTY_RESPONSE), arguments(connector, Fault.RANDOM_DATA_THEN_CLOSE)));
	}

	@ParameterizedTest
	@EnumSource
	void answerThatBreaksInTheMiddleOfATokenIsALackOfOne(Connector connector, WireMockRuntimeInfo wireMock) {
		stubFor(post("/api/v1/token").willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
		PirschClient client = PirschClient.builder(Samples.OAUTH_CLIENT)
			.webClientBuilder(connector.webClient())
			.baseUrl(URI.create(wireMock.getHttpBaseUrl()))
			.build();
		assertNoAnswer(client.send(Samples.PAGE_VIEW), "POST /api/v1/token");
	}

	@ParameterizedTest
	@EnumSource
	void answerThatTakesTooLongIsALackOfOneAndItsConnectionIsClosed(Connector connector, CapturedOutput output)
			throws IOException {
		try (RawServer server = new RawServer("")) {
			PirschClient client = client(connector.webClient(), server.url(), Duration.ofSeconds(2));
			assertNoAnswer(client.send(Samples.PAGE_VIEW), "POST /api/v1/hit: none within 2000 ms");
			assertThat(server.requests()).isOne();
			Awaitility.await().until(server::isClosedByClient);
			assertThat(output).doesNotContain("onErrorDropped");
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusedConnectionIsALackOfAnAnswer(Connector connector) throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		PirschClient client = client(connector.webClient(), URI.create("http://localhost:" + port), HANGS);
		StepVerifier.create(client.send(Samples.PAGE_VIEW))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschConnectionException.class)
				.hasMessageStartingWith("No answer from Pirsch to POST /api/v1/hit: ")
				.hasMessageContainingAll("connection refused by localhost", ":" + port)
				.hasMessageNotContainingAny("null", "finishConnect", "error(")
				.rootCause()
				.isInstanceOfAny(ConnectException.class, ClosedChannelException.class));
	}

	@ParameterizedTest
	@MethodSource("connectionTroubles")
	void saysPlainlyWhyThereIsNoConnection(Exception cause, String reason) {
		WebClientRequestException failure = new WebClientRequestException(cause, HttpMethod.POST,
				URI.create("https://api.example/api/v1/hit"), new HttpHeaders());
		PirschClient client = client(WebClient.builder().exchangeFunction((request) -> Mono.error(failure)),
				URI.create("https://api.example"), HANGS);
		assertNoAnswer(client.send(Samples.PAGE_VIEW), "POST /api/v1/hit: " + reason);
	}

	static Stream<Arguments> connectionTroubles() {
		Exception unresolved = new ConnectException();
		unresolved.initCause(new UnresolvedAddressException());
		return Stream.of(
				arguments(new ConnectException("finishConnect(..) failed with error(-111): Connection refused: "
						+ "api.example/192.0.2.1:443"), "connection refused by api.example/192.0.2.1:443"),
				arguments(new ConnectException("Connection refused: proxy/192.0.2.2:3128"),
						"connection refused by proxy/192.0.2.2:3128"),
				arguments(new ConnectException(), "connection refused by api.example:443"),
				arguments(unresolved, "unknown host api.example:443"),
				arguments(new UnknownHostException("api.example: Name or service not known"),
						"unknown host api.example:443"),
				arguments(new UnknownHostException("proxy"), "unknown host proxy"),
				arguments(new HttpConnectTimeoutException("HTTP connect timed out"),
						"HTTP connect timed out, no connection to api.example:443"),
				arguments(new ConnectException("connection timed out after 5000 ms: api.example/192.0.2.1:443"),
						"connection timed out after 5000 ms: api.example/192.0.2.1:443"),
				arguments(new NoRouteToHostException("No route to host"),
						"No route to host, no connection to api.example:443"),
				arguments(new SSLHandshakeException("PKIX path building failed"),
						"no TLS connection to api.example:443: PKIX path building failed"));
	}

	@Test
	void timeOutOfTheConnectorWhileABodyIsReadIsALackOfAnAnswer() throws IOException {
		HttpClient impatient = HttpClient.create().responseTimeout(Duration.ofMillis(300));
		WebClient.Builder builder = WebClient.builder().clientConnector(new ReactorClientHttpConnector(impatient));
		try (RawServer server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"access_tok")) {
			PirschClient client = PirschClient.builder(Samples.OAUTH_CLIENT)
				.webClientBuilder(builder)
				.baseUrl(server.url())
				.timeout(HANGS)
				.build();
			assertNoAnswer(client.send(Samples.PAGE_VIEW), "POST /api/v1/token");
		}
	}

	@Test
	void failureOfAFilterOfTheApplicationIsALackOfAnAnswer() {
		PirschClient thrown = client(WebClient.builder().filter((request, next) -> {
			throw new IllegalArgumentException("the filter's own");
		}), URI.create("http://localhost"), HANGS);
		PirschClient signalled = client(
				WebClient.builder()
					.filter((request, next) -> Mono.error(new IllegalStateException("the filter's own"))),
				URI.create("http://localhost"), HANGS);
		assertNoAnswer(thrown.send(Samples.PAGE_VIEW), "POST /api/v1/hit: the filter's own");
		assertNoAnswer(signalled.send(Samples.PAGE_VIEW), "POST /api/v1/hit: the filter's own");
	}

	@ParameterizedTest
	@MethodSource("otherStatuses")
	void anyOtherStatusIsAnErrorThatTellsItAndTheCall(Connector connector, int status, WireMockRuntimeInfo wireMock) {
		stubFor(post("/api/v1/hit").willReturn(aResponse().withStatus(status)
			.withHeader("Location", "/elsewhere")
			.withHeader("Retry-After", "30")
			.withHeader("X-RateLimit-Limit", "60")
			.withHeader("X-RateLimit-Remaining", "0")
			.withHeader("X-RateLimit-Reset", "1700000000")
			.withBody("{\"validation\":{\"url\":\"too odd\"},\"error\":[\"no good\"],\"context\":{\"a\":[1]}}")));
		StepVerifier.create(client(connector, wireMock).send(Samples.PAGE_VIEW)).verifyErrorSatisfies((ex) -> {
			assertThat(ex).isExactlyInstanceOf(PirschResponseException.class)
				.hasMessage(
						"Pirsch answered POST /api/v1/hit with status %d (url: too odd; no good)".formatted(status));
			PirschResponseException error = (PirschResponseException) ex;
			assertThat(error.getStatus()).isEqualTo(status);
			assertThat(error.getValidation()).containsOnlyKeys("url").containsEntry("url", "too odd");
			assertThat(error.getErrors()).containsExactly("no good");
			assertThat(error.getContext()).containsOnlyKeys("a");
			assertThat(error.getRetryAfter()).hasSeconds(30);
			assertThat(error.getRateLimit().limit()).isEqualTo(60);
			assertThat(error.getRateLimit().remaining()).isZero();
			assertThat(error.getRateLimit().reset()).hasToString("2023-11-14T22:13:20Z");
		});
		verify(1, postRequestedFor(urlEqualTo("/api/v1/hit")));
		verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
	}

	static Stream<Arguments> otherStatuses() {
		return Stream.of(Connector.values())
			.flatMap((connector) -> Stream.of(302, 400, 403, 404, 408, 413, 429, 500, 502, 503, 599)
				.map((status) -> arguments(connector, status)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1_000_000 })
	void hugeBodyOfAnErrorHidesNoStatusAndHoldsNoConnection(int length, WireMockRuntimeInfo wireMock) {
		stubFor(post("/api/v1/hit")
			.willReturn(aResponse().withStatus(500).withBody("{\"error\":[\"" + "x".repeat(length) + "\"]}")));
		PirschClient client = client(oneConnection(), URI.create(wireMock.getHttpBaseUrl()), HANGS);
		for (int i = 0; i < 3; i++) {
			assertStatus(client, 500);
		}
	}

	@Test
	void refusalHoldsNoConnectionWhileTheTokenIsRenewed(WireMockRuntimeInfo wireMock) {
		stubFor(post("/api/v1/token").willReturn(okJson("{\"access_token\":\"the-token\"}")));
		stubFor(post("/api/v1/hit").willReturn(aResponse().withStatus(401).withBody("x".repeat(100_000))));
		PirschClient client = PirschClient.builder(Samples.OAUTH_CLIENT)
			.webClientBuilder(oneConnection())
			.baseUrl(URI.create(wireMock.getHttpBaseUrl()))
			.timeout(Duration.ofSeconds(5))
			.build();
		StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyError(PirschAuthenticationException.class);
		verify(2, postRequestedFor(urlEqualTo("/api/v1/hit")));
	}

	@Test
	void refusalHoldsNoConnectionAfterTheRenewalHasFailed(WireMockRuntimeInfo wireMock) {
		MutableClock clock = new MutableClock(Samples.TIME);
		PirschClient client = PirschClient.builder(Samples.OAUTH_CLIENT)
			.webClientBuilder(oneConnection())
			.baseUrl(URI.create(wireMock.getHttpBaseUrl()))
			.timeout(Duration.ofSeconds(5))
			.clock(clock)
			.build();
		stubFor(post("/api/v1/hit").willReturn(ok()));
		for (int i = 0; i < 3; i++) {
			stubFor(post("/api/v1/token").willReturn(okJson("{\"access_token\":\"the-token\"}")));
			stubFor(post("/api/v1/hit").willReturn(ok()));
			StepVerifier.create(client.send(Samples.PAGE_VIEW)).verifyComplete();
			stubFor(post("/api/v1/token").willReturn(aResponse().withStatus(503).withBody("x".repeat(100_000))));
			stubFor(post("/api/v1/hit").willReturn(aResponse().withStatus(401).withBody("x".repeat(100_000))));
			assertStatus(client, 503);
			clock.advance(Duration.ofSeconds(7));
		}
	}

	@ParameterizedTest
	@EnumSource
	void callIsNotRepeatedAfterALackOfAnAnswer(Connector connector) throws IOException {
		try (RawServer server = new RawServer("garbage\r\n\r\n")) {
			assertNoAnswer(client(connector.webClient(), server.url(), HANGS).send(Samples.PAGE_VIEW), "POST");
			assertThat(server.requests()).isOne();
		}
	}

	private static WebClient.Builder oneConnection() {
		ConnectionProvider one = ConnectionProvider.builder("one").maxConnections(1).build();
		return WebClient.builder().clientConnector(new ReactorClientHttpConnector(HttpClient.create(one)));
	}

	private static PirschClient client(Connector connector, WireMockRuntimeInfo wireMock) {
		return client(connector.webClient(), URI.create(wireMock.getHttpBaseUrl()), HANGS);
	}

	private static PirschClient client(WebClient.Builder builder, URI url, Duration timeout) {
		return PirschClient.builder(Samples.ACCESS_KEY).webClientBuilder(builder).baseUrl(url).timeout(timeout).build();
	}

	private static void assertStatus(PirschClient client, int status) {
		StepVerifier.create(client.send(Samples.PAGE_VIEW))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(PirschResponseException.class,
					(error) -> assertThat(error.getStatus()).isEqualTo(status)));
	}

	private static void assertNoAnswer(Mono<Void> call, String message) {
		StepVerifier.create(call).expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOf(PirschConnectionException.class)
				.hasMessageStartingWith("No answer from Pirsch to " + message);
			causes(ex, (cause) -> {
				assertThat(String.valueOf(cause)).doesNotContain("the-access-key", "the-token", Samples.SECRET,
						HttpHeaders.AUTHORIZATION);
				assertThat(cause).isNotInstanceOf(WebClientRequestException.class);
			});
		}).verify(HANGS);
	}

	/**
	 * The JDK's client closes such a connection no sooner than the server does.
	 */
	private static void assertReleased(Connector connector, RawServer server) {
		if (connector == Connector.REACTOR_NETTY) {
			Awaitility.await().until(server::isClosedByClient);
		}
	}

	private static void causes(Throwable ex, Consumer<Throwable> assertion) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			assertion.accept(cause);
		}
	}

}
