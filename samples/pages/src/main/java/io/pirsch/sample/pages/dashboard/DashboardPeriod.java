package io.pirsch.sample.pages.dashboard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.pirsch.client.statistics.StatisticsFilter;
import org.jspecify.annotations.Nullable;

/**
 * The time that the dashboard is about.
 */
public enum DashboardPeriod {

	/** Today, hour by hour. */
	TODAY("today", "Today", "yesterday", 1),

	/** The last seven days, day by day. */
	WEEK("7d", "7 days", "the 7 days before", 7),

	/** The last thirty days, day by day. */
	MONTH("30d", "30 days", "the 30 days before", 30);

	private final String key;

	private final String label;

	private final String before;

	private final int days;

	DashboardPeriod(String key, String label, String before, int days) {
		this.key = key;
		this.label = label;
		this.before = before;
		this.days = days;
	}

	/**
	 * Returns the period that a visitor has chosen.
	 * @param key its name in URLs
	 * @return the period, by default a week
	 */
	public static DashboardPeriod of(@Nullable String key) {
		for (DashboardPeriod period : values()) {
			if (period.key.equals(key)) {
				return period;
			}
		}
		return WEEK;
	}

	/**
	 * Returns its name in URLs.
	 * @return the name
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Returns its name for visitors.
	 * @return the name
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Returns what it is compared with.
	 * @return the name of the period before
	 */
	public String before() {
		return this.before;
	}

	StatisticsFilter filter(Clock clock, int rows) {
		ZoneId zone = zone(clock);
		LocalDate today = LocalDate.now(clock.withZone(zone));
		return StatisticsFilter.builder(clock)
			.from(today.minusDays(this.days - 1L))
			.to(today)
			.timeZone(zone)
			.limit(rows)
			.build();
	}

	/**
	 * Pirsch knows regions and no offsets.
	 */
	static ZoneId zone(Clock clock) {
		return (clock.getZone() instanceof ZoneOffset) ? ZoneId.of("UTC") : clock.getZone();
	}

}
