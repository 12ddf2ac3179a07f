package io.pirsch.client.statistics;

/**
 * Which rows come first.
 */
public enum SortDirection {

	/**
	 * The smallest first.
	 */
	ASC,

	/**
	 * The largest first.
	 */
	DESC

}
