package io.pirsch.client.statistics;

/**
 * What an export holds, each a CSV file or more.
 */
public enum ExportContent {

	/**
	 * Visitors.
	 */
	VISITORS,

	/**
	 * Pages.
	 */
	PAGES,

	/**
	 * Entry pages.
	 */
	ENTRY_PAGES,

	/**
	 * Exit pages.
	 */
	EXIT_PAGES,

	/**
	 * Duration of sessions.
	 */
	SESSION_DURATION,

	/**
	 * Growth.
	 */
	GROWTH,

	/**
	 * Languages.
	 */
	LANGUAGES,

	/**
	 * Referrers.
	 */
	REFERRER,

	/**
	 * Operating systems.
	 */
	OS,

	/**
	 * Browsers.
	 */
	BROWSER,

	/**
	 * Countries.
	 */
	COUNTRY,

	/**
	 * Regions.
	 */
	REGION,

	/**
	 * Cities.
	 */
	CITY,

	/**
	 * Platforms.
	 */
	PLATFORM,

	/**
	 * Screen classes.
	 */
	SCREEN,

	/**
	 * UTM parameters.
	 */
	UTM,

	/**
	 * Conversion goals.
	 */
	CONVERSION_GOALS,

	/**
	 * Events.
	 */
	EVENTS,

	/**
	 * Tags.
	 */
	TAGS,

	/**
	 * Host names.
	 */
	HOSTNAME

}
