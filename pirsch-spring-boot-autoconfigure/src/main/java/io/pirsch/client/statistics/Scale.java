package io.pirsch.client.statistics;

/**
 * How long the periods are that a time series is grouped by.
 */
public enum Scale {

	/**
	 * By day.
	 */
	DAY,

	/**
	 * By week.
	 */
	WEEK,

	/**
	 * By month.
	 */
	MONTH,

	/**
	 * By year.
	 */
	YEAR

}
