package io.pirsch.tracking;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.client.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link Verdict}, by what the client makes of answers and failures.
 */
class VerdictTests {

	private static final Duration SOON = Duration.ofMillis(50);

	@ParameterizedTest
	@CsvSource({ "300, PASSING", "301, PASSING", "302, PASSING", "307, PASSING", "308, PASSING", "400, DATA_AT_FAULT",
			"401, CREDENTIALS_REFUSED", "402, DATA_AT_FAULT", "403, DATA_AT_FAULT", "404, DATA_AT_FAULT",
			"405, DATA_AT_FAULT", "406, DATA_AT_FAULT", "407, DATA_AT_FAULT", "408, PASSING", "409, DATA_AT_FAULT",
			"410, DATA_AT_FAULT", "411, DATA_AT_FAULT", "413, TOO_LARGE", "414, DATA_AT_FAULT", "415, DATA_AT_FAULT",
			"418, DATA_AT_FAULT", "421, DATA_AT_FAULT", "422, DATA_AT_FAULT", "425, PASSING", "429, PASSING",
			"451, DATA_AT_FAULT", "499, DATA_AT_FAULT", "500, BROKEN", "501, PASSING", "502, PASSING", "503, PASSING",
			"504, PASSING", "507, PASSING", "520, PASSING", "529, PASSING", "599, PASSING" })
	void answersMean(int status, Verdict verdict) {
		assertThat(verdictOn((request) -> Mono.just(ClientResponse.create(HttpStatusCode.valueOf(status)).build())))
			.isEqualTo(verdict);
	}

	@Test
	void everyStatusThatIsNoSuccessHasAMeaning() {
		List<Verdict> verdicts = IntStream.rangeClosed(300, 599)
			.mapToObj((status) -> verdictOn(
					(request) -> Mono.just(ClientResponse.create(HttpStatusCode.valueOf(status)).build())))
			.toList();
		assertThat(verdicts).doesNotContainNull();
		assertThat(verdicts.subList(100, 200)).filteredOn((verdict) -> verdict == Verdict.PASSING).hasSize(3);
		assertThat(verdicts.subList(200, 300)).containsOnly(Verdict.PASSING, Verdict.BROKEN);
	}

	static Stream<Arguments> failures() {
		return Stream.of(Arguments.of(new ConnectException("refused"), Verdict.PASSING),
				Arguments.of(new UnknownHostException("no such host"), Verdict.PASSING),
				Arguments.of(new SSLHandshakeException("not trusted"), Verdict.PASSING),
				Arguments.of(new IOException("Connection reset"), Verdict.PASSING),
				Arguments.of(PrematureCloseException.TEST_EXCEPTION, Verdict.PASSING),
				Arguments.of(new ConnectTimeoutException("connect"), Verdict.PASSING),
				Arguments.of(new HttpConnectTimeoutException("connect"), Verdict.PASSING),
				Arguments.of(new PoolAcquireTimeoutException(Duration.ofSeconds(1)), Verdict.PASSING),
				Arguments.of(new HttpTimeoutException("read"), Verdict.TOO_SLOW),
				Arguments.of(ReadTimeoutException.INSTANCE, Verdict.TOO_SLOW),
				Arguments.of(new IllegalStateException("a filter of the application"), Verdict.PASSING));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failuresOfConnectionsMean(Exception failure, Verdict verdict) {
		assertThat(verdictOn((request) -> Mono.error(failure))).isEqualTo(verdict);
	}

	@Test
	void noAnswerInTimeIsTooSlow() {
		Throwable late = failureOn(PirschCredentials.accessKey("pa_test"), SOON, (request) -> Mono.never());
		assertThat(Verdict.of(late)).isEqualTo(Verdict.TOO_SLOW);
	}

	@Test
	void aTokenThatDoesNotComeInTimeMeansThatNothingWasSent() {
		Throwable late = failureOn(PirschCredentials.oauthClient("id", "secret"), SOON, (request) -> Mono.never());
		assertThat(Verdict.of(late)).isEqualTo(Verdict.PASSING);
		assertThat(Verdict.PASSING.cause(late)).isEqualTo(RetryCause.TIMEOUT);
	}

	@Test
	void aPageIsNotPirschsAnswer() {
		assertThat(verdictOn((request) -> Mono.just(ClientResponse.create(HttpStatusCode.valueOf(200))
			.headers((headers) -> headers.setContentType(MediaType.TEXT_HTML))
			.body("<html>Sign in to the network</html>")
			.build()))).isEqualTo(Verdict.PASSING);
	}

	@Test
	void whatIsThrownInsteadIsABreakdown() {
		assertThat(Verdict.of(new NoClassDefFoundError("gone"))).isEqualTo(Verdict.BROKEN);
		assertThat(Verdict.of(new OutOfMemoryError("full"))).isEqualTo(Verdict.BROKEN);
		assertThat(Verdict.of(new IllegalArgumentException("defect"))).isEqualTo(Verdict.BROKEN);
	}

	private static Verdict verdictOn(ExchangeFunction api) {
		return Verdict.of(failureOn(PirschCredentials.accessKey("pa_test"), Duration.ofMinutes(1), api));
	}

	private static Throwable failureOn(PirschCredentials credentials, Duration timeout, ExchangeFunction api) {
		PirschClient client = PirschClient.builder(credentials)
			.webClientBuilder(WebClient.builder().exchangeFunction(api))
			.timeout(timeout)
			.build();
		Visitor visitor = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)");
		Throwable failure = catchThrowable(
				() -> client.send(PageView.builder("https://example.com/", visitor).build()).block());
		return Exceptions.unwrap(failure);
	}

}
