package io.pirsch.client;

record OAuthClient(String clientId, String clientSecret) implements PirschCredentials {

	OAuthClient {
		Check.credential("client id", clientId);
		Check.credential("client secret", clientSecret);
		if (clientId.startsWith(AccessKey.PREFIX)) {
			throw new IllegalArgumentException(
					"The client id starts with '%s', so it is an access key".formatted(AccessKey.PREFIX));
		}
	}

	@Override
	public String toString() {
		return "OAuth client (secret hidden)";
	}

}
