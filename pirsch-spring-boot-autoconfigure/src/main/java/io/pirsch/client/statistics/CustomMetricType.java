package io.pirsch.client.statistics;

/**
 * Types of numbers that a custom metric is made of.
 */
public enum CustomMetricType {

	/**
	 * Whole numbers.
	 */
	INTEGER,

	/**
	 * Numbers with decimals.
	 */
	FLOAT

}
