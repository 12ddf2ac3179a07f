package io.pirsch.client.statistics;

/**
 * What to delete.
 */
public enum DeletionKind {

	/**
	 * Everything.
	 */
	EVERYTHING,

	/**
	 * What Pirsch has collected, without what was imported.
	 */
	COLLECTED,

	/**
	 * Events.
	 */
	EVENTS,

	/**
	 * What was imported.
	 */
	IMPORTED

}
