package io.pirsch.web.browser;

/**
 * Why a message of a browser was refused.
 */
public enum Refusal {

	/**
	 * It was not sent by {@code POST}.
	 */
	METHOD("method", 405),

	/**
	 * It does not come from a page of this site.
	 */
	FOREIGN_ORIGIN("foreign-origin", 403),

	/**
	 * The visitor's network has sent too many within a minute.
	 */
	RATE_LIMIT("rate-limit", 429),

	/**
	 * Messages of browsers have their share of the queue already.
	 */
	QUEUE_SHARE("queue-share", 429),

	/**
	 * It is larger than the settings allow.
	 */
	TOO_LARGE("too-large", 413),

	/**
	 * Nobody can read it.
	 */
	MALFORMED("malformed", 400);

	private final String id;

	private final int status;

	Refusal(String id, int status) {
		this.id = id;
		this.status = status;
	}

	/**
	 * Returns the name by which the reason stands in logs and metrics.
	 * @return lower-case words joined by hyphens
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Returns what is answered.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

}
