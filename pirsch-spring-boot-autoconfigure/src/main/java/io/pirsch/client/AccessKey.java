package io.pirsch.client;

record AccessKey(String key) implements PirschCredentials {

	static final String PREFIX = "pa_";

	AccessKey {
		Check.credential("access key", key);
		if (!key.startsWith(PREFIX)) {
			throw new IllegalArgumentException("The access key does not start with '%s'".formatted(PREFIX));
		}
	}

	@Override
	public String toString() {
		return "access key (hidden)";
	}

}
