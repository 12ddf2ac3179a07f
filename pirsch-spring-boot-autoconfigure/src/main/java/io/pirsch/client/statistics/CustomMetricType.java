package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Types of numbers that a custom metric is made of.
 */
public enum CustomMetricType {

	/**
	 * Whole numbers.
	 */
	@JsonProperty("integer")
	INTEGER,

	/**
	 * Numbers with decimals.
	 */
	@JsonProperty("float")
	FLOAT

}
