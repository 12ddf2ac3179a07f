package io.pirsch.client.statistics;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Which data to read: a domain, a period, and what rows must match. Immutable.
 * <p>
 * The values of one parameter are alternatives; different parameters must all match.
 * Values are to be equal unless a {@link Match} says otherwise: <pre class="code">
 * StatisticsFilter.builder()
 *   .timeZone(ZoneId.of("Europe/Berlin"))
 *   .last7Days()
 *   .where(Dimension.PATH, Match.contains("/docs"))
 *   .where(Dimension.COUNTRY, "de", "at")
 *   .build();</pre>
 * <p>
 * What Pirsch would misread is refused with an {@link IllegalArgumentException}: a single
 * value when it is set, and values that do not go together when the filter is built.
 *
 * @see <a href="https://docs.pirsch.io/api-sdks/api">API reference</a>, section
 * "Statistics"
 */
public final class StatisticsFilter {

	/**
	 * Largest number of rows that a call brings.
	 */
	public static final int MAX_LIMIT = 100;

	/**
	 * Furthest that {@link Builder#start(Duration)} goes back.
	 */
	public static final Duration MAX_START = Duration.ofHours(1);

	private final Map<String, List<String>> parameters;

	private StatisticsFilter(Map<String, List<String>> parameters) {
		this.parameters = parameters;
	}

	/**
	 * Returns a builder of filters.
	 * @return a new builder, by the system's clock and time zone
	 */
	public static Builder builder() {
		return builder(Clock.system(ZoneId.systemDefault()));
	}

	/**
	 * Returns a builder of filters.
	 * @param clock tells what day today is; in which time zone, too, unless the filter
	 * has one
	 * @return a new builder
	 */
	public static Builder builder(Clock clock) {
		return new Builder(clock);
	}

	/**
	 * Returns a builder that holds what this filter has.
	 * @return a new builder, by the system's clock and time zone
	 */
	public Builder toBuilder() {
		Builder builder = builder();
		this.parameters.forEach((name, values) -> builder.parameters.put(name, new ArrayList<>(values)));
		this.parameters.getOrDefault("tz", List.of()).forEach((zone) -> builder.zone = ZoneId.of(zone));
		return builder;
	}

	/**
	 * Returns what the API is told.
	 * @return values by the names of the query parameters, unmodifiable, not encoded
	 */
	public Map<String, List<String>> parameters() {
		return this.parameters;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof StatisticsFilter filter && filter.parameters.equals(this.parameters);
	}

	@Override
	public int hashCode() {
		return this.parameters.hashCode();
	}

	@Override
	public String toString() {
		return "StatisticsFilter" + this.parameters;
	}

	/**
	 * Builds a {@link StatisticsFilter}. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final Clock clock;

		private final Map<String, List<String>> parameters = new LinkedHashMap<>();

		private @Nullable ZoneId zone;

		private @Nullable UnaryOperator<LocalDate> first;

		private @Nullable UnaryOperator<LocalDate> last;

		private Builder(Clock clock) {
			this.clock = clock;
		}

		/**
		 * Sets the domain.
		 * @param id id of the domain, or {@code null} for the client's domain
		 * @return this builder
		 */
		public Builder domainId(@Nullable String id) {
			this.parameters.remove("id");
			return (id != null) ? set("id", FilterValues.text("id", id)) : this;
		}

		/**
		 * Sets the first day.
		 * @param day the day, in the time zone of the filter
		 * @return this builder
		 */
		public Builder from(LocalDate day) {
			endPeriod();
			return set("from", day.toString());
		}

		/**
		 * Sets the last day.
		 * @param day the day, in the time zone of the filter; it is included
		 * @return this builder
		 */
		public Builder to(LocalDate day) {
			endPeriod();
			return set("to", day.toString());
		}

		/**
		 * {@return this builder, now with today}
		 */
		public Builder today() {
			return period((today) -> today, (today) -> today);
		}

		/**
		 * {@return this builder, now with yesterday}
		 */
		public Builder yesterday() {
			return period((today) -> today.minusDays(1), (today) -> today.minusDays(1));
		}

		/**
		 * {@return this builder, now with the last seven days, of which today is the
		 * last}
		 */
		public Builder last7Days() {
			return period((today) -> today.minusDays(6), (today) -> today);
		}

		/**
		 * {@return this builder, now with the last 30 days, of which today is the last}
		 */
		public Builder last30Days() {
			return period((today) -> today.minusDays(29), (today) -> today);
		}

		/**
		 * {@return this builder, now with this week, from Monday to today}
		 */
		public Builder week() {
			return period((today) -> today.with(DayOfWeek.MONDAY), (today) -> today);
		}

		/**
		 * {@return this builder, now with this month, from its first day to today}
		 */
		public Builder month() {
			return period((today) -> today.withDayOfMonth(1), (today) -> today);
		}

		/**
		 * {@return this builder, now with the whole month before this}
		 */
		public Builder lastMonth() {
			return period((today) -> today.minusMonths(1).withDayOfMonth(1),
					(today) -> today.withDayOfMonth(1).minusDays(1));
		}

		/**
		 * {@return this builder, now with this year, from its first day to today}
		 */
		public Builder year() {
			return period((today) -> today.withDayOfYear(1), (today) -> today);
		}

		/**
		 * Sets the time of the day from which to read; the rows are by minute then. Needs
		 * {@link #toTime} and a period of a single day.
		 * @param time the time, in whole minutes
		 * @return this builder
		 */
		public Builder fromTime(LocalTime time) {
			return set("from_time", FilterValues.time("from_time", time));
		}

		/**
		 * Sets the time of the day up to which to read. Needs {@link #fromTime}.
		 * @param time the time, in whole minutes
		 * @return this builder
		 */
		public Builder toTime(LocalTime time) {
			return set("to_time", FilterValues.time("to_time", time));
		}

		/**
		 * Sets the time zone of days and times. Without one, Pirsch uses that of the
		 * dashboard.
		 * @param zone the zone, a region like {@code Europe/Berlin} or UTC
		 * @return this builder
		 */
		public Builder timeZone(ZoneId zone) {
			set("tz", FilterValues.zone(zone));
			this.zone = zone;
			return this;
		}

		/**
		 * Sets how far back to read, up to now, instead of days.
		 * @param time the time, in whole seconds, at most {@link #MAX_START}
		 * @return this builder
		 */
		public Builder start(Duration time) {
			return set("start", FilterValues.start(time));
		}

		/**
		 * Sets how long the periods of a time series are.
		 * @param scale the scale; without one, Pirsch groups by day
		 * @return this builder
		 */
		public Builder scale(Scale scale) {
			return set("scale", FilterValues.constant(scale));
		}

		/**
		 * Adds values of a dimension, one of which must be equal.
		 * @param dimension what to filter by
		 * @param values the values, alternatives to those that are there already
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread, or the
		 * dimension does not take it
		 */
		public Builder where(Dimension dimension, String... values) {
			for (String value : values) {
				add(dimension, dimension.equalTo(value));
			}
			return this;
		}

		/**
		 * Adds how values of a dimension must match.
		 * @param dimension what to filter by
		 * @param matches the matches; exclusions must all hold, all others are
		 * alternatives
		 * @return this builder
		 * @throws IllegalArgumentException if the dimension does not take one of them, or
		 * there is more than one {@link Match#notContains}, which Pirsch would take for
		 * alternatives
		 */
		public Builder where(Dimension dimension, Match... matches) {
			for (Match match : matches) {
				List<String> others = this.parameters.getOrDefault(dimension.parameter(), List.of());
				add(dimension, dimension.matching(match, others));
			}
			return this;
		}

		/**
		 * Adds a pair of event metadata that must be equal. All pairs must match.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 */
		public Builder eventMetadata(String key, String value) {
			return pair("meta_", key, FilterValues.equalTo("meta_" + key, value));
		}

		/**
		 * Adds how the value of a key of event metadata must match. All pairs must match.
		 * @param key the key
		 * @param match the match
		 * @return this builder
		 */
		public Builder eventMetadata(String key, Match match) {
			return pair("meta_", key, match.toString());
		}

		/**
		 * Adds a tag that must be equal. All tags must match.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 */
		public Builder tag(String key, String value) {
			return pair("tag_", key, FilterValues.equalTo("tag_" + key, value));
		}

		/**
		 * Adds how the value of a tag must match. All tags must match.
		 * @param key the key
		 * @param match the match
		 * @return this builder
		 */
		public Builder tag(String key, Match match) {
			return pair("tag_", key, match.toString());
		}

		/**
		 * Sets a metric that is made from metadata of an event. Needs an event.
		 * @param type type of the values
		 * @param key metadata key of the values
		 * @return this builder
		 */
		public Builder customMetric(CustomMetricType type, String key) {
			set("custom_metric_type", FilterValues.constant(type));
			return set("custom_metric_key", FilterValues.text("custom_metric_key", key));
		}

		/**
		 * Sets a session.
		 * @param visitorId id of the visitor, see {@link Session#visitorId()}
		 * @param sessionId id of the session, see {@link Session#sessionId()}
		 * @return this builder
		 */
		public Builder session(String visitorId, long sessionId) {
			set("visitor_id", FilterValues.visitorId(visitorId));
			return set("session_id", FilterValues.sessionId(sessionId));
		}

		/**
		 * Sets how many rows to skip.
		 * @param offset number of rows, 0 or more
		 * @return this builder
		 */
		public Builder offset(int offset) {
			return set("offset", FilterValues.offset(offset));
		}

		/**
		 * Sets how many rows to read.
		 * @param limit number of rows, from 1 to {@link #MAX_LIMIT}
		 * @return this builder
		 */
		public Builder limit(int limit) {
			return set("limit", FilterValues.limit(limit));
		}

		/**
		 * Sets whether pages have the average time that was spent on them.
		 * @param include whether to include it
		 * @return this builder
		 */
		public Builder includeAverageTimeOnPage(boolean include) {
			return set("include_avg_time_on_page", String.valueOf(include));
		}

		/**
		 * Sets whether pages are grouped by title, too, whatever the dashboard says.
		 * @param include whether to include the title
		 * @return this builder
		 */
		public Builder includeTitle(boolean include) {
			return set("include_title", String.valueOf(include));
		}

		/**
		 * Sets the order of the rows.
		 * @param field what to sort by, as the API names it, like {@code visitors}
		 * @param direction which rows come first
		 * @return this builder
		 */
		public Builder sort(String field, SortDirection direction) {
			set("sort", FilterValues.text("sort", field));
			return set("direction", FilterValues.constant(direction));
		}

		/**
		 * Sets what the first column of the rows, or an option, must contain.
		 * @param text the text
		 * @return this builder
		 */
		public Builder search(String text) {
			return set("search", FilterValues.plain("search", text, Match.NOT, "use Match.not(...)"));
		}

		/**
		 * Sets what the first column of the rows, or an option, must not contain.
		 * @param exclusion the exclusion, with {@link Match#not}
		 * @return this builder
		 */
		public Builder search(Match exclusion) {
			return set("search", FilterValues.exclusion("search", exclusion));
		}

		/**
		 * Sets the search term of {@link PirschStatistics#keywordPages}.
		 * @param keyword the search term
		 * @return this builder
		 */
		public Builder keyword(String keyword) {
			return set("keyword", FilterValues.text("keyword", keyword));
		}

		/**
		 * Sets the funnel of {@link PirschStatistics#funnel}.
		 * @param id id of the funnel
		 * @return this builder
		 */
		public Builder funnelId(String id) {
			return set("funnel_id", FilterValues.text("funnel_id", id));
		}

		/**
		 * Sets the access link to read by.
		 * @param code code of the access link
		 * @return this builder
		 */
		public Builder access(String code) {
			return set("access", FilterValues.text("access", code));
		}

		/**
		 * Builds the filter.
		 * @return the filter
		 * @throws IllegalArgumentException if the period is missing or reversed, or
		 * values do not go together
		 */
		public StatisticsFilter build() {
			Map<String, List<String>> parameters = new LinkedHashMap<>();
			this.parameters.forEach((name, values) -> parameters.put(name, List.copyOf(values)));
			if (this.first != null && this.last != null) {
				LocalDate today = LocalDate.now((this.zone != null) ? this.clock.withZone(this.zone) : this.clock);
				parameters.put("from", List.of(this.first.apply(today).toString()));
				parameters.put("to", List.of(this.last.apply(today).toString()));
			}
			FilterCheck.check(parameters);
			return new StatisticsFilter(Collections.unmodifiableMap(parameters));
		}

		private Builder period(UnaryOperator<LocalDate> first, UnaryOperator<LocalDate> last) {
			this.parameters.remove("from");
			this.parameters.remove("to");
			this.first = first;
			this.last = last;
			return this;
		}

		private void endPeriod() {
			this.first = null;
			this.last = null;
		}

		private Builder set(String name, String value) {
			this.parameters.put(name, new ArrayList<>(List.of(value)));
			return this;
		}

		private void add(Dimension dimension, String value) {
			List<String> values = this.parameters.computeIfAbsent(dimension.parameter(), (name) -> new ArrayList<>());
			values.add(value);
			dimension.checkCount(values);
		}

		private Builder pair(String prefix, String key, String value) {
			String name = prefix + FilterValues.text("key of " + prefix, key);
			FilterValues.onlyOne(name, this.parameters.get(name));
			return set(name, value);
		}

	}

}
