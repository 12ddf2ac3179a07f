package io.pirsch.web;

/**
 * Which page views the script in the browser tells, beside those that the server counts.
 */
public enum BrowserViews {

	/**
	 * None. The server counts what it serves.
	 */
	NONE,

	/**
	 * Those that the server can't see: routes of a single-page application, pages from a
	 * cache, and pages that were prepared before they were shown.
	 */
	COMPLEMENT,

	/**
	 * All. The server counts none.
	 */
	ALL

}
