package io.pirsch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what goes wrong on purpose, set from Java and over HTTP.
 */
class FaultTests {

	private final LocalPirsch local = LocalPirsch.start();

	private final ApiClient client = new ApiClient(this.local).withToken();

	@AfterEach
	void close() {
		this.local.close();
	}

	@Test
	void answersWithStatusAsOftenAsSaid() {
		this.local.fail(Fault.status(503).times(2).retryAfter("7"));
		HttpResponse<String> first = sendHit();
		assertThat(first.statusCode()).isEqualTo(503);
		assertThat(first.headers().firstValue("Retry-After")).hasValue("7");
		assertThat(sendHit().statusCode()).isEqualTo(503);
		assertThat(sendHit().statusCode()).isEqualTo(200);
		assertThat(this.local.arrivals()).hasSize(1);
		assertThat(this.local.totals().refusals()).containsExactly(Map.entry(503, 2L));
	}

	@Test
	void staysUntilCleared() {
		this.local.fail(Fault.status(429));
		assertThat(sendHit().statusCode()).isEqualTo(429);
		assertThat(sendHit().statusCode()).isEqualTo(429);
		this.local.clearFaults();
		assertThat(sendHit().statusCode()).isEqualTo(200);
	}

	@Test
	void appliesTheFirstThatMatches() {
		this.local.fail(Fault.status(500).times(1));
		this.local.fail(Fault.status(502).on("/api/v1/event"));
		this.local.fail(Fault.status(504));
		assertThat(sendHit().statusCode()).isEqualTo(500);
		assertThat(sendHit().statusCode()).isEqualTo(504);
		assertThat(this.client.post("/api/v1/event", ApiClient.hit()).statusCode()).isEqualTo(502);
	}

	@Test
	void pathIncludesWhatIsBelowItAndNothingElse() {
		this.local.fail(Fault.status(500).on("/api/v1/hit"));
		assertThat(this.client.post("/api/v1/hit/batch", List.of()).statusCode()).isEqualTo(500);
		assertThat(this.client.post("/api/v1/hitting", List.of()).statusCode()).isEqualTo(404);
	}

	@Test
	void answersWithBodyAsItIs() {
		this.local.fail(Fault.status(502).body("<html>Bad gateway</html>"));
		assertThat(sendHit().body()).isEqualTo("<html>Bad gateway</html>");
	}

	@Test
	void answersSuccessWithoutBody() {
		this.local.fail(Fault.status(204));
		HttpResponse<String> response = sendHit();
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void answersLate() {
		this.local.fail(Fault.slow(Duration.ofMillis(150)).times(1));
		long start = System.nanoTime();
		assertThat(sendHit().statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
		assertThat(this.local.arrivals()).hasSize(1);
	}

	@Test
	void closeDoesNotWaitForASlowAnswer() {
		this.local.fail(Fault.slow(Duration.ofHours(1)).times(1));
		var answer = this.client.sendAsync(this.client.request("/api/v1/domain").GET());
		await().until(() -> List.of().equals(this.local.state().get("faults")));
		this.local.close();
		assertThat(answer).failsWithin(Duration.ofSeconds(9));
	}

	@ParameterizedTest
	@EnumSource
	void hangsUp(Fault.HangUp moment) {
		this.local.fail(Fault.hangUp(moment).times(1));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::sendHit)
			.withCauseInstanceOf(IOException.class);
		boolean accepted = moment == Fault.HangUp.AFTER_ACCEPTING || moment == Fault.HangUp.HALF_ANSWER;
		assertThat(this.local.arrivals()).hasSize(accepted ? 1 : 0);
		assertThat(this.local.totals().unanswered()).isEqualTo(1);
		assertThat(this.local.requests()).last().satisfies((request) -> {
			assertThat(request.complete()).isFalse();
			assertThat(request.fault()).startsWith("hang up");
		});
		assertThat(sendHit().statusCode()).isEqualTo(200);
	}

	@Test
	void beginsHalfAnAnswer() {
		this.local.fail(Fault.hangUp(Fault.HangUp.HALF_ANSWER));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.client.get("/api/v1/domain"))
			.withMessageContaining("fixed content-length: ");
	}

	@Test
	void refusesCredentialsWhileTokensStayValid() {
		this.local.fail(Fault.refuseToken());
		assertThat(this.client.askForToken(this.local.clientSecret()).statusCode()).isEqualTo(400);
		assertThat(sendHit().statusCode()).isEqualTo(200);
		assertThat(this.local.totals().tokensRefused()).isEqualTo(1);
	}

	@Test
	void refusesWhatIsPoisoned() {
		this.local.fail(Fault.poison((arrival) -> "bad".equals(arrival.text("title"))));
		assertThat(sendBatch("good", "bad").statusCode()).isEqualTo(400);
		assertThat(sendBatch("bad").statusCode()).isEqualTo(400);
		assertThat(sendBatch("good", "better").statusCode()).isEqualTo(200);
		assertThat(this.local.arrivals()).hasSize(2);
	}

	@Test
	void looksAtContentOnlyOfCallsThatMaySend() {
		this.local.fail(Fault.poison((arrival) -> true));
		assertThat(this.client.bearer(null).post("/api/v1/hit", ApiClient.hit()).statusCode()).isEqualTo(401);
	}

	@Test
	void answersByWhatACallBrings() {
		this.local.fail(Fault.status(413).when((arrivals) -> arrivals.size() > 2));
		assertThat(sendBatch("a", "b", "c").statusCode()).isEqualTo(413);
		assertThat(sendBatch("a", "b").statusCode()).isEqualTo(200);
	}

	@Test
	void rejectsWhatMakesNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(503).times(0));
		assertThatIllegalStateException().isThrownBy(() -> Fault.slow(Duration.ZERO).retryAfter("1"));
	}

	@Test
	void setsAndClearsFaultsOverHttp() {
		HttpResponse<String> set = control("/local/fault?kind=status&status=503&times=3&path=/api/v1/hit&retryAfter=2");
		assertThat(ApiClient.json(set)).containsEntry("faults", List.of("status 503 on /api/v1/hit, 3 left"));
		HttpResponse<String> hit = sendHit();
		assertThat(hit.statusCode()).isEqualTo(503);
		assertThat(hit.headers().firstValue("Retry-After")).hasValue("2");
		assertThat(ApiClient.json(this.client.delete("/local/fault"))).containsEntry("faults", List.of());
		assertThat(sendHit().statusCode()).isEqualTo(200);
	}

	@Test
	void setsEveryKindOfFaultOverHttp() {
		control("/local/fault?kind=slow&delay=50ms");
		control("/local/fault?kind=hang-up&moment=half-answer");
		control("/local/fault?kind=refuse-token");
		HttpResponse<String> last = control("/local/fault?kind=poison&field=title&contains=bad");
		assertThat(ApiClient.json(last)).containsEntry("faults",
				List.of("answer after 50 ms, until cleared", "hang up half answer, until cleared",
						"refuse credentials on /api/v1/token, until cleared", "poison, until cleared"));
	}

	@Test
	void poisonsByFieldOverHttp() {
		control("/local/fault?kind=poison&field=title&contains=bad");
		assertThat(sendBatch("good", "very bad").statusCode()).isEqualTo(400);
		assertThat(sendBatch("good").statusCode()).isEqualTo(200);
	}

	@Test
	void expiresTokensAndResetsOverHttp() {
		control("/local/expire-tokens");
		assertThat(sendHit().statusCode()).isEqualTo(401);
		control("/local/reset");
		assertThat(this.local.totals().requests()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?kind=odd", "?kind=status&status=99", "?kind=status&status=x",
			"?kind=slow&delay=long", "?kind=hang-up&moment=never", "?kind=status&times=-1", "?kind=slow&retryAfter=1" })
	void refusesFaultItDoesNotUnderstand(String query) {
		assertThat(control("/local/fault" + query).statusCode()).isEqualTo(400);
		this.local.clearFaults();
	}

	@Test
	void tellsTheState() {
		sendHit();
		assertThat(this.client.get("/local/state").body()).contains("\"pageViews\":1").contains("\"faults\":[]");
	}

	private HttpResponse<String> control(String path) {
		return this.client.postRaw(path, "");
	}

	private HttpResponse<String> sendHit() {
		return this.client.post("/api/v1/hit", ApiClient.hit());
	}

	private HttpResponse<String> sendBatch(String... titles) {
		return this.client.post("/api/v1/hit/batch",
				List.of(titles).stream().map((title) -> ApiClient.timed("title", title)).toList());
	}

}
