package io.pirsch.client;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Fingerprint}.
 */
class FingerprintTests {

	@Test
	void tellsClientsApartAndStaysTheSame() {
		String first = fingerprint(PirschCredentials.oauthClient("client-1", "secret"));
		assertThat(first).matches("[0-9a-f]{8}")
			.isEqualTo(fingerprint(PirschCredentials.oauthClient("client-1", "another-secret")))
			.isNotEqualTo(fingerprint(PirschCredentials.oauthClient("client-2", "secret")));
	}

	@Test
	void doesNotShowAnAccessKey() {
		assertThat(fingerprint(PirschCredentials.accessKey("pa_12345678"))).matches("[0-9a-f]{8}")
			.isNotEqualTo("12345678");
	}

	private static String fingerprint(PirschCredentials credentials) {
		return PirschClient.builder(credentials).build().fingerprint();
	}

}
