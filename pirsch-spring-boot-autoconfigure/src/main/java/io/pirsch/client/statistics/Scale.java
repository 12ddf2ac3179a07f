package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How long the periods are that a time series is grouped by.
 */
public enum Scale {

	/**
	 * By day.
	 */
	@JsonProperty("day")
	DAY,

	/**
	 * By week.
	 */
	@JsonProperty("week")
	WEEK,

	/**
	 * By month.
	 */
	@JsonProperty("month")
	MONTH,

	/**
	 * By year.
	 */
	@JsonProperty("year")
	YEAR

}
