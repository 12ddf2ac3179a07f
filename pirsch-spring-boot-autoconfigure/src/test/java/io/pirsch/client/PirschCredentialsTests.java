package io.pirsch.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PirschCredentials} and what else a client is built with.
 */
class PirschCredentialsTests {

	@Test
	void showNoSecret() {
		assertThat(Samples.OAUTH_CLIENT).asString().doesNotContain(Samples.SECRET);
		assertThat(Samples.ACCESS_KEY).asString().doesNotContain("the-access-key");
		assertThat(new GrantedToken("the-token", Instant.EPOCH)).asString()
			.doesNotContain("the-token")
			.contains("1970-01-01T00:00:00Z");
		PirschClient.Builder builder = PirschClient.builder(Samples.OAUTH_CLIENT);
		assertThat(builder).asString().doesNotContain(Samples.SECRET);
		assertThat(builder.build()).asString().doesNotContain(Samples.SECRET);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "  " })
	@SuppressWarnings("NullAway")
	void missingCredentialIsRefusedByName(String missing) {
		assertThatIllegalArgumentException().isThrownBy(() -> PirschCredentials.oauthClient(missing, "secret"))
			.withMessage("The client id is missing");
		assertThatIllegalArgumentException().isThrownBy(() -> PirschCredentials.oauthClient("id", missing))
			.withMessage("The client secret is missing");
		assertThatIllegalArgumentException().isThrownBy(() -> PirschCredentials.accessKey(missing))
			.withMessage("The access key is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SENSITIVE ", "SENSI\nTIVE", "\"SENSITIVE\u201d", "SENSITIVE\u007f", "SENSITIV\u00c9" })
	void credentialThatCanNotStandInAHeaderIsRefusedWithoutShowingIt(String credential) {
		assertThatIllegalArgumentException().isThrownBy(() -> PirschCredentials.oauthClient("id", credential))
			.withMessageContaining("client secret")
			.withMessageNotContaining("SENSI");
		assertThatIllegalArgumentException().isThrownBy(() -> PirschCredentials.accessKey("pa_" + credential))
			.withMessageContaining("access key")
			.withMessageNotContaining("SENSI");
	}

	@Test
	void accessKeyAndClientIdAreNotTakenForEachOther() {
		assertThatIllegalArgumentException().isThrownBy(() -> PirschCredentials.accessKey("SENSITIVE"))
			.withMessage("The access key does not start with 'pa_'");
		assertThatIllegalArgumentException().isThrownBy(() -> PirschCredentials.oauthClient("pa_SENSITIVE", "secret"))
			.withMessageContaining("access key")
			.withMessageNotContaining("SENSITIVE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "api.pirsch.io", "ftp://api.pirsch.io", "https:///path", "https://user:SENSITIVE@host",
			"https://host?SENSITIVE=1", "https://host#SENSITIVE", "mailto:me@example.com", "/api" })
	void baseUrlThatIsNoneIsRefusedWithoutShowingIt(String url) {
		PirschClient.Builder builder = PirschClient.builder(Samples.ACCESS_KEY);
		assertThatIllegalArgumentException().isThrownBy(() -> builder.baseUrl(URI.create(url)))
			.withMessageContaining("base URL")
			.withMessageNotContaining("SENSITIVE");
	}

	@ParameterizedTest
	@CsvSource({ "https://host/,https://host", "https://host/a/,https://host/a", "HTTPS://host//,HTTPS://host",
			"http://[::1]:8080,http://[::1]:8080" })
	void baseUrlLosesTheSlashAtItsEnd(URI url, URI expected) {
		assertThat(Check.baseUrl(url)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S,0s", "PT-1S,-1s" })
	void timeoutMustBePositive(Duration timeout, String text) {
		PirschClient.Builder builder = PirschClient.builder(Samples.ACCESS_KEY);
		assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(timeout))
			.withMessage("'timeout' must be more than zero but is " + text);
	}

}
