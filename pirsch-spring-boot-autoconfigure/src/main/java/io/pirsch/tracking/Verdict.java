package io.pirsch.tracking;

import io.pirsch.client.PirschAuthenticationException;
import io.pirsch.client.PirschConnectionException;
import io.pirsch.client.PirschResponseException;

/**
 * What the answer to a request, or the lack of one, means for what was sent.
 */
enum Verdict {

	/**
	 * It will pass: a failed connection, a limit of requests, a service that is
	 * unavailable, or somebody else than Pirsch who answers.
	 */
	PASSING,

	/**
	 * The service failed on it, or this program did: that passes, or there is one hit on
	 * which it happens.
	 */
	BROKEN,

	/**
	 * No answer came in time, so it may have been taken.
	 */
	TOO_SLOW,

	/**
	 * The request was too large.
	 */
	TOO_LARGE,

	/**
	 * A hit in it is at fault, or the whole request is at the wrong address.
	 */
	DATA_AT_FAULT,

	/**
	 * The credentials are refused.
	 */
	CREDENTIALS_REFUSED;

	boolean isAboutData() {
		return this == TOO_LARGE || this == DATA_AT_FAULT;
	}

	RetryCause cause(Throwable failure) {
		return switch (this) {
			case PASSING -> passing(failure);
			case BROKEN -> RetryCause.SERVER_ERROR;
			case TOO_SLOW -> RetryCause.TIMEOUT;
			case TOO_LARGE, DATA_AT_FAULT -> RetryCause.REFUSED;
			case CREDENTIALS_REFUSED -> RetryCause.CREDENTIALS;
		};
	}

	/**
	 * The call for a token may be late, too: then nothing was sent, and that passes.
	 */
	private static RetryCause passing(Throwable failure) {
		if (failure instanceof PirschResponseException answered) {
			return (answered.getStatus() == 429) ? RetryCause.RATE_LIMITED : RetryCause.UNAVAILABLE;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof PirschConnectionException connection && connection.isUnanswered()) {
				return RetryCause.TIMEOUT;
			}
		}
		return RetryCause.UNAVAILABLE;
	}

	static Verdict of(Throwable failure) {
		if (failure instanceof PirschAuthenticationException) {
			return CREDENTIALS_REFUSED;
		}
		if (failure instanceof PirschResponseException answered) {
			return of(answered.getStatus());
		}
		if (failure instanceof PirschConnectionException connection) {
			return connection.isUnanswered() ? TOO_SLOW : PASSING;
		}
		return BROKEN;
	}

	private static Verdict of(int status) {
		return switch (status) {
			case 401 -> CREDENTIALS_REFUSED;
			case 408, 425, 429 -> PASSING;
			case 413 -> TOO_LARGE;
			case 500 -> BROKEN;
			default -> (status >= 400 && status < 500) ? DATA_AT_FAULT : PASSING;
		};
	}

}
