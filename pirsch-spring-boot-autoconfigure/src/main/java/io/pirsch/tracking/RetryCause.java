package io.pirsch.tracking;

/**
 * Why a request failed that will be sent again.
 */
public enum RetryCause {

	/**
	 * There was no connection, or Pirsch or something before it was not available.
	 */
	UNAVAILABLE("unavailable"),

	/**
	 * Pirsch has asked for fewer requests.
	 */
	RATE_LIMITED("rate-limited"),

	/**
	 * No answer came in time.
	 */
	TIMEOUT("timeout"),

	/**
	 * Pirsch, or this program, failed on the request.
	 */
	SERVER_ERROR("server-error"),

	/**
	 * Pirsch refused the credentials.
	 */
	CREDENTIALS("credentials"),

	/**
	 * Pirsch refused the request as a whole.
	 */
	REFUSED("refused");

	private final String id;

	RetryCause(String id) {
		this.id = id;
	}

	/**
	 * Returns the name by which the cause stands in logs and metrics.
	 * @return lower-case words joined by hyphens
	 */
	public String id() {
		return this.id;
	}

}
