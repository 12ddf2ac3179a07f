package io.pirsch.client;

/**
 * No answer came from Pirsch: the connection failed or broke, or time ran out. Whether
 * Pirsch has taken what was sent is not known.
 */
public final class PirschConnectionException extends PirschException {

	private static final long serialVersionUID = 1L;

	PirschConnectionException(String message, Throwable cause) {
		super(message, cause);
	}

}
