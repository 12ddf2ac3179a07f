package io.pirsch.client;

/**
 * What an application proves itself with to Pirsch: an OAuth client, which may send and
 * read, or an access key, which may only send. Both are made on the Pirsch dashboard.
 * {@code toString} shows neither secret nor key.
 */
public sealed interface PirschCredentials permits OAuthClient, AccessKey {

	/**
	 * Returns the credentials of an OAuth client.
	 * @param clientId id of the client
	 * @param clientSecret secret of the client
	 * @return the credentials
	 * @throws IllegalArgumentException if a value is blank, holds white space or other
	 * characters that no credential holds, or is an access key
	 */
	static PirschCredentials oauthClient(String clientId, String clientSecret) {
		return new OAuthClient(clientId, clientSecret);
	}

	/**
	 * Returns the credentials of an access key.
	 * @param accessKey the key, which starts with {@code pa_}
	 * @return the credentials
	 * @throws IllegalArgumentException if the key is blank, does not start with
	 * {@code pa_}, or holds white space or other characters that no key holds
	 */
	static PirschCredentials accessKey(String accessKey) {
		return new AccessKey(accessKey);
	}

}
