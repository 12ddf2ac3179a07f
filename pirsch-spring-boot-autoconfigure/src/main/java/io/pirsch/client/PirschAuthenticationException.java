package io.pirsch.client;

/**
 * Pirsch refused the credentials, or refused a token that had just been renewed. While
 * the credentials are refused, Pirsch is asked again only after a growing pause; calls in
 * between fail with this exception at once, and {@link #getRetryAfter()} tells what is
 * left of the pause.
 */
public final class PirschAuthenticationException extends PirschResponseException {

	private static final long serialVersionUID = 1L;

	PirschAuthenticationException(String message, ErrorAnswer answer) {
		super(message, answer);
	}

}
