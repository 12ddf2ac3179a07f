package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What to delete.
 */
public enum DeletionKind {

	/**
	 * Everything.
	 */
	@JsonProperty("")
	EVERYTHING,

	/**
	 * What Pirsch has collected, without what was imported.
	 */
	@JsonProperty("all")
	COLLECTED,

	/**
	 * Events.
	 */
	@JsonProperty("events")
	EVENTS,

	/**
	 * What was imported.
	 */
	@JsonProperty("imported")
	IMPORTED

}
