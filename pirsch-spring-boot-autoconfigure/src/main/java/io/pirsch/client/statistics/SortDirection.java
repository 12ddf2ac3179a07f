package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which rows come first.
 */
public enum SortDirection {

	/**
	 * The smallest first.
	 */
	@JsonProperty("asc")
	ASC,

	/**
	 * The largest first.
	 */
	@JsonProperty("desc")
	DESC

}
