package io.pirsch.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint grants. Equal to nothing but itself, as an endpoint may grant
 * the same value again.
 */
final class GrantedToken {

	private final String value;

	private final @Nullable Instant expiresAt;

	GrantedToken(String value, @Nullable Instant expiresAt) {
		this.value = value;
		this.expiresAt = expiresAt;
	}

	String value() {
		return this.value;
	}

	@Nullable Instant expiresAt() {
		return this.expiresAt;
	}

	@Override
	public String toString() {
		return "token until " + this.expiresAt;
	}

}
