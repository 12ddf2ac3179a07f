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
	 * Pirsch could not be reached, or refused the credentials, for longer than the
	 * maximum age.
	 */
	TOO_OLD("too-old"),

	/**
	 * Pirsch refused the data.
	 */
	REJECTED("rejected"),

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
