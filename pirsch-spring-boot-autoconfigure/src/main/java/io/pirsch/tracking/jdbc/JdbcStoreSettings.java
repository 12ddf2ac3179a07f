package io.pirsch.tracking.jdbc;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.Assert;

/**
 * How a database stores hits.
 *
 * @param tablePrefix what the names of the two tables begin with; may name a schema
 * @param initializeSchema when the tables are created
 * @param capacity how many hits the table holds at most, give or take what several
 * instances write within a second
 * @param pollInterval how often an instance looks whether there is something to deliver;
 * what it has stored itself it sees at once
 */
public record JdbcStoreSettings(String tablePrefix, SchemaInitialization initializeSchema, long capacity,
		Duration pollInterval) {

	private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.]*");

	/**
	 * Checks the settings.
	 * @param tablePrefix see {@link #tablePrefix()}, of letters, digits, underscores and
	 * dots
	 * @param initializeSchema see {@link #initializeSchema()}
	 * @param capacity see {@link #capacity()}, at least 1
	 * @param pollInterval see {@link #pollInterval()}, at least 1 millisecond
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public JdbcStoreSettings {
		Assert.isTrue(PREFIX.matcher(tablePrefix).matches(),
				() -> "'tablePrefix' must consist of letters, digits, underscores and dots but is '%s'"
					.formatted(tablePrefix));
		Assert.isTrue(capacity >= 1, () -> "'capacity' must be at least 1 but is " + capacity);
		Assert.isTrue(pollInterval.toMillis() >= 1, () -> "'pollInterval' must be at least 1ms but is "
				+ DurationFormatterUtils.print(pollInterval, DurationFormat.Style.COMPOSITE));
	}

	/**
	 * Returns settings that suit most applications.
	 * @return tables {@code pirsch_hit} and {@code pirsch_lock}, created in embedded
	 * databases only, a million hits, a look every 250 milliseconds
	 */
	public static JdbcStoreSettings defaults() {
		return new JdbcStoreSettings("pirsch_", SchemaInitialization.EMBEDDED, 1_000_000, Duration.ofMillis(250));
	}

	/**
	 * When the tables are created where they are missing.
	 */
	public enum SchemaInitialization {

		/**
		 * In any database.
		 */
		ALWAYS,

		/**
		 * In an H2 database that runs in this process.
		 */
		EMBEDDED,

		/**
		 * Never.
		 */
		NEVER

	}

}
