package io.pirsch.tracking;

/**
 * Why something that was tracked did not reach Pirsch.
 */
public enum DropReason {

	/**
	 * The queue had no room.
	 */
	QUEUE_FULL("queue-full"),

	/**
	 * It was older than the maximum age before Pirsch accepted it.
	 */
	TOO_OLD("too-old"),

	/**
	 * Pirsch refused the data.
	 */
	REJECTED("rejected"),

	/**
	 * It was sent several times, and Pirsch never answered in time: it may have been
	 * counted, and each further time would have been counted and billed, too.
	 */
	UNCONFIRMED("unconfirmed"),

	/**
	 * The store held its maximum.
	 */
	STORE_FULL("store-full"),

	/**
	 * The store can't take it, whatever its state, for example because it is too large.
	 */
	STORE_REFUSED("store-refused"),

	/**
	 * It was stored, and can't be read.
	 */
	UNREADABLE("unreadable"),

	/**
	 * Code failed that it needs on its way from the request, such as rules of the
	 * application's own.
	 */
	FAILED("failed"),

	/**
	 * The application stopped before it was delivered, or had stopped already.
	 */
	SHUTDOWN("shutdown");

	private final String id;

	DropReason(String id) {
		this.id = id;
	}

	/**
	 * Returns the name by which the reason stands in logs and metrics.
	 * @return lower-case words joined by hyphens
	 */
	public String id() {
		return this.id;
	}

}
