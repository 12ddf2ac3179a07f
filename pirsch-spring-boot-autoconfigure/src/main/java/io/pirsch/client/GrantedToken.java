package io.pirsch.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint grants.
 */
record GrantedToken(String value, @Nullable Instant expiresAt) {

	@Override
	public String toString() {
		return "token until " + this.expiresAt;
	}

}
