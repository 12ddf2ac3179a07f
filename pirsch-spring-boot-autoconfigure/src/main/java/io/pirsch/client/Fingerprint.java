package io.pirsch.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what stored hits and logs tell clients of Pirsch apart: part of a hash, from which
 * neither id nor key can be found.
 */
final class Fingerprint {

	private static final int LENGTH = 4;

	private Fingerprint() {
	}

	static String of(PirschCredentials credentials) {
		String id = (credentials instanceof OAuthClient client) ? client.clientId() : ((AccessKey) credentials).key();
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
