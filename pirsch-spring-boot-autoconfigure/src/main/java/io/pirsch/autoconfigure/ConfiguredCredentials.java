package io.pirsch.autoconfigure;

import io.pirsch.client.PirschCredentials;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;

/**
 * Finds in the properties what the application proves itself with.
 */
final class ConfiguredCredentials {

	private static final String REMEDY = "Set 'pirsch.client-id' and 'pirsch.client-secret', or 'pirsch.access-key' "
			+ "instead of the two. Where nothing is to be sent, as in tests, set 'pirsch.enabled' to 'false'.";

	private ConfiguredCredentials() {
	}

	static PirschCredentials from(PirschProperties properties) {
		String clientId = PropertyCheck.textOrNull("pirsch.client-id", properties.clientId());
		String clientSecret = PropertyCheck.textOrNull("pirsch.client-secret", properties.clientSecret());
		String accessKey = PropertyCheck.textOrNull("pirsch.access-key", properties.accessKey());
		if (accessKey != null) {
			if (clientId != null || clientSecret != null) {
				throw new InvalidPirschPropertyException(
						"Both 'pirsch.access-key' and 'pirsch.client-%s' are set, and only one kind can be used."
							.formatted((clientId != null) ? "id" : "secret"),
						"Remove 'pirsch.access-key', which can send but not read statistics, "
								+ "or remove 'pirsch.client-id' and 'pirsch.client-secret'. Look at environment variables, "
								+ "too, such as PIRSCH_CLIENT_ID.");
			}
			return PropertyCheck.valid("pirsch.access-key", () -> PirschCredentials.accessKey(accessKey));
		}
		if (clientId == null || clientSecret == null) {
			throw new InvalidPirschPropertyException(missing(clientId, clientSecret), REMEDY);
		}
		// With a secret that is good for sure, only the id can be at fault
		PropertyCheck.valid("pirsch.client-id", () -> PirschCredentials.oauthClient(clientId, "secret"));
		return PropertyCheck.valid("pirsch.client-secret", () -> PirschCredentials.oauthClient(clientId, clientSecret));
	}

	/**
	 * Returns what kind of credentials is used, without their values. A client of the
	 * application's own has others, and comes without our connector.
	 */
	static String kind(PirschProperties properties, ObjectProvider<RestartableConnector> connector) {
		if (!properties.enabled()) {
			return "none";
		}
		if (connector.getIfAvailable() == null) {
			return "a client of the application's own";
		}
		return StringUtils.hasText(properties.accessKey()) ? "an access key" : "an OAuth client";
	}

	private static String missing(@Nullable String clientId, @Nullable String clientSecret) {
		if (clientId == null && clientSecret == null) {
			return "No credentials for Pirsch are set.";
		}
		return (clientId != null) ? "'pirsch.client-id' is set, but 'pirsch.client-secret' is not."
				: "'pirsch.client-secret' is set, but 'pirsch.client-id' is not.";
	}

}
