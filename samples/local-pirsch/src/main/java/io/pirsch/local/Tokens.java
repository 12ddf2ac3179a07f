package io.pirsch.local;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Issues access tokens and decides who may call what.
 */
class Tokens {

	private static final int TOKEN_BYTES = 96;

	private static final DateTimeFormatter NANOSECONDS = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

	private final SecureRandom random = new SecureRandom();

	private final String clientId;

	private final String clientSecret;

	private final @Nullable String accessKey;

	private final Duration lifetime;

	private final Clock clock;

	Tokens(String clientId, String clientSecret, @Nullable String accessKey, Duration lifetime, Clock clock) {
		this.clientId = clientId;
		this.clientSecret = clientSecret;
		this.accessKey = accessKey;
		this.lifetime = lifetime;
		this.clock = clock;
	}

	Answer issue(ApiCall call) {
		Map<String, @Nullable Object> credentials = Json.object(call.json());
		if (credentials == null) {
			throw new Refusal(400, "The body must be a JSON object");
		}
		Map<String, String> missing = new LinkedHashMap<>();
		for (String name : new String[] { "client_id", "client_secret" }) {
			if (!(credentials.get(name) instanceof String text) || text.isBlank()) {
				missing.put(name, FieldRules.REQUIRED);
			}
		}
		if (!missing.isEmpty()) {
			throw new Refusal(missing);
		}
		if (!Objects.equals(credentials.get("client_id"), this.clientId)
				|| !Objects.equals(credentials.get("client_secret"), this.clientSecret)) {
			throw unknownClient();
		}
		Instant now = this.clock.instant();
		this.expiries.values().removeIf((expiry) -> !expiry.isAfter(now));
		String token = newToken();
		Instant expiresAt = now.plus(this.lifetime);
		this.expiries.put(token, expiresAt);
		return Answer.ok(Map.of("access_token", token, "expires_at", NANOSECONDS.format(expiresAt)));
	}

	void checkSending(ApiCall call) {
		String bearer = call.bearer();
		if (bearer == null || !(bearer.equals(this.accessKey) || isValidToken(bearer))) {
			throw unauthorized();
		}
	}

	void checkReading(ApiCall call) {
		String bearer = call.bearer();
		if (bearer != null && bearer.equals(this.accessKey)) {
			throw new Refusal(403, "An access key can only send data");
		}
		if (bearer == null || !isValidToken(bearer)) {
			throw unauthorized();
		}
	}

	void expireAll() {
		this.expiries.clear();
	}

	/**
	 * The status of the service for wrong credentials is not documented; 400 is what
	 * descriptions of it say.
	 */
	static Refusal unknownClient() {
		return new Refusal(400, "The client ID or secret is wrong");
	}

	private Refusal unauthorized() {
		return new Refusal(401, "The access token or key is missing, unknown or expired");
	}

	private boolean isValidToken(String token) {
		Instant expiry = this.expiries.get(token);
		return expiry != null && this.clock.instant().isBefore(expiry);
	}

	private String newToken() {
		byte[] bytes = new byte[TOKEN_BYTES];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
