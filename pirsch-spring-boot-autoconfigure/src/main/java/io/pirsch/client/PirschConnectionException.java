package io.pirsch.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * No answer came from Pirsch: the connection failed or broke, or time ran out. Whether
 * Pirsch has taken what was sent is not known.
 */
public final class PirschConnectionException extends PirschException {

	private static final long serialVersionUID = 1L;

	/** Whether the request was sent, and no answer came in time. */
	private final boolean unanswered;

	/** Time to wait, where it is known. */
	private final @Nullable Duration retryAfter;

	PirschConnectionException(String message, @Nullable Throwable cause) {
		this(message, cause, false, null);
	}

	PirschConnectionException(String message, @Nullable Throwable cause, boolean unanswered,
			@Nullable Duration retryAfter) {
		super(message, cause);
		this.unanswered = unanswered;
		this.retryAfter = retryAfter;
	}

	/**
	 * Whether the request was sent, and no answer came in time: then it may well have
	 * been taken.
	 * @return {@code false} if there was no connection, or it broke
	 */
	public boolean isUnanswered() {
		return this.unanswered;
	}

	@Override
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

}
