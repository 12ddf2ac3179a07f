package io.pirsch.client;

/**
 * No answer came from Pirsch: the connection failed or broke, or time ran out. Whether
 * Pirsch has taken what was sent is not known.
 */
public final class PirschConnectionException extends PirschException {

	private static final long serialVersionUID = 1L;

	/**
	 * Whether the call may have been taken, and only its answer is missing.
	 */
	private final boolean unanswered;

	PirschConnectionException(String message, Throwable cause) {
		this(message, cause, false);
	}

	PirschConnectionException(String message, Throwable cause, boolean unanswered) {
		super(message, cause);
		this.unanswered = unanswered;
	}

	/**
	 * Whether the request was sent, and no answer came in time: then it may well have
	 * been taken.
	 * @return {@code false} if there was no connection, or it broke
	 */
	public boolean isUnanswered() {
		return this.unanswered;
	}

}
