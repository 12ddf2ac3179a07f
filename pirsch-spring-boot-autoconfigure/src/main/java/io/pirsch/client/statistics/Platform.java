package io.pirsch.client.statistics;

/**
 * Kinds of devices.
 */
public enum Platform {

	/**
	 * Desktop devices.
	 */
	DESKTOP,

	/**
	 * Mobile devices.
	 */
	MOBILE,

	/**
	 * Devices of unknown kind.
	 */
	UNKNOWN

}
