package io.pirsch.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A call to Pirsch did not succeed: either Pirsch answered with an error
 * ({@link PirschResponseException}) or no answer came
 * ({@link PirschConnectionException}). Messages hold neither secrets nor tokens.
 */
public abstract sealed class PirschException extends RuntimeException
		permits PirschConnectionException, PirschResponseException {

	private static final long serialVersionUID = 1L;

	PirschException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Returns how long to wait before the next try.
	 * @return the time from the failure on, never negative, or {@code null} if it is not
	 * known
	 */
	public abstract @Nullable Duration getRetryAfter();

}
