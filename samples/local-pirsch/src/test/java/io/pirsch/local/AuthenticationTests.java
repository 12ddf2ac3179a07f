package io.pirsch.local;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for tokens and access keys.
 */
class AuthenticationTests {

	private static final String ACCESS_KEY = "pa_123456789012345678901234567890123456789012345";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T10:00:00Z"));

	private final LocalPirsch local = LocalPirsch.builder()
		.clock(this.clock)
		.client("the-id", "the-secret")
		.accessKey(ACCESS_KEY)
		.tokenLifetime(Duration.ofMinutes(5))
		.start();

	private final ApiClient client = new ApiClient(this.local);

	@AfterEach
	void close() {
		this.local.close();
	}

	@Test
	void grantsTokenThatExpiresWithNineFractionalDigits() {
		HttpResponse<String> response = this.client.askForToken("the-secret");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(ApiClient.json(response)).containsEntry("expires_at", "2026-11-23T10:05:00.000000000Z")
			.containsKey("access_token");
		assertThat(this.local.totals().tokensGranted()).isEqualTo(1);
	}

	@Test
	void refusesWrongSecret() {
		HttpResponse<String> response = this.client.askForToken("wrong");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("\"error\":[\"The client ID or secret is wrong\"]");
		assertThat(this.local.totals().tokensRefused()).isEqualTo(1);
	}

	@Test
	void namesMissingCredentials() {
		HttpResponse<String> response = this.client.post("/api/v1/token", Map.of("client_id", "the-id"));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(ApiClient.json(response)).containsEntry("validation", Map.of("client_secret", "is required"));
	}

	@Test
	void acceptsTokenUntilItExpires() {
		this.client.withToken();
		this.clock.advance(Duration.ofMinutes(5).minusNanos(1));
		assertThat(sendHit().statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(sendHit().statusCode()).isEqualTo(401);
	}

	@Test
	void refusesAllTokensOnceTheyAreExpiredByHand() {
		this.client.withToken();
		this.local.expireTokens();
		assertThat(sendHit().statusCode()).isEqualTo(401);
		assertThat(this.client.withToken().post("/api/v1/hit", ApiClient.hit()).statusCode()).isEqualTo(200);
	}

	@Test
	void refusesMissingAndUnknownTokenWithErrorBody() {
		assertThat(sendHit().statusCode()).isEqualTo(401);
		HttpResponse<String> unknown = this.client.bearer("unknown").post("/api/v1/hit", ApiClient.hit());
		assertThat(unknown.statusCode()).isEqualTo(401);
		assertThat(ApiClient.json(unknown)).containsKey("error");
		assertThat(this.local.totals().refusals(401)).isEqualTo(2);
		assertThat(this.local.arrivals()).isEmpty();
	}

	@Test
	void accessKeySendsButDoesNotRead() {
		this.client.bearer(ACCESS_KEY);
		assertThat(sendHit().statusCode()).isEqualTo(200);
		assertThat(this.client.get("/api/v1/domain").statusCode()).isEqualTo(403);
	}

	@Test
	void noHeaderThatIsKeptHoldsCredentials() {
		this.client.withToken();
		sendHit();
		assertThat(this.local.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.header("Authorization")).isNull());
	}

	private HttpResponse<String> sendHit() {
		return this.client.post("/api/v1/hit", ApiClient.hit());
	}

}
