package io.pirsch.client.statistics;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 *   .path(Match.contains("/docs"))
 *   .country("de", "at")
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

	int limit() {
		return Integer.parseInt(this.parameters.getOrDefault("limit", List.of(String.valueOf(MAX_LIMIT))).get(0));
	}

	int offset() {
		return Integer.parseInt(this.parameters.getOrDefault("offset", List.of("0")).get(0));
	}

	StatisticsFilter withPage(int offset, int limit) {
		return toBuilder().offset(offset).limit(limit).build();
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

		private static final String ALL_OPERATORS = Match.NOT + Match.CONTAINS + Match.NOT_CONTAINS;

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
		 * @throws IllegalArgumentException if the id is blank
		 */
		public Builder domainId(@Nullable String id) {
			if (id == null) {
				this.parameters.remove("id");
				return this;
			}
			return set("id", FilterValues.text("id", id));
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
		 * Sets the period to today.
		 * @return this builder
		 */
		public Builder today() {
			return period((today) -> today, (today) -> today);
		}

		/**
		 * Sets the period to yesterday.
		 * @return this builder
		 */
		public Builder yesterday() {
			return period((today) -> today.minusDays(1), (today) -> today.minusDays(1));
		}

		/**
		 * Sets the period to the last seven days, of which today is the last.
		 * @return this builder
		 */
		public Builder last7Days() {
			return period((today) -> today.minusDays(6), (today) -> today);
		}

		/**
		 * Sets the period to the last 30 days, of which today is the last.
		 * @return this builder
		 */
		public Builder last30Days() {
			return period((today) -> today.minusDays(29), (today) -> today);
		}

		/**
		 * Sets the period to this week, from Monday to today.
		 * @return this builder
		 */
		public Builder week() {
			return period((today) -> today.with(DayOfWeek.MONDAY), (today) -> today);
		}

		/**
		 * Sets the period to this month, from its first day to today.
		 * @return this builder
		 */
		public Builder month() {
			return period((today) -> today.withDayOfMonth(1), (today) -> today);
		}

		/**
		 * Sets the period to the whole month before this.
		 * @return this builder
		 */
		public Builder lastMonth() {
			return period((today) -> today.minusMonths(1).withDayOfMonth(1),
					(today) -> today.withDayOfMonth(1).minusDays(1));
		}

		/**
		 * Sets the period to this year, from its first day to today.
		 * @return this builder
		 */
		public Builder year() {
			return period((today) -> today.withDayOfYear(1), (today) -> today);
		}

		/**
		 * Sets the time of the day from which to read; the rows are by minute then. Needs
		 * {@link #toTime} and a period of a single day.
		 * @param time the time, in whole minutes
		 * @return this builder
		 * @throws IllegalArgumentException if the time has seconds
		 */
		public Builder fromTime(LocalTime time) {
			return set("from_time", FilterValues.time("from_time", time));
		}

		/**
		 * Sets the time of the day up to which to read. Needs {@link #fromTime}.
		 * @param time the time, in whole minutes
		 * @return this builder
		 * @throws IllegalArgumentException if the time has seconds
		 */
		public Builder toTime(LocalTime time) {
			return set("to_time", FilterValues.time("to_time", time));
		}

		/**
		 * Sets the time zone of days and times. Without one, Pirsch uses that of the
		 * dashboard.
		 * @param zone the zone, a region like {@code Europe/Berlin} or UTC
		 * @return this builder
		 * @throws IllegalArgumentException if the zone is an offset
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
		 * @throws IllegalArgumentException if the time is less than a second or too long
		 */
		public Builder start(Duration time) {
			if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(MAX_START) > 0) {
				throw new IllegalArgumentException(
						"'start' must be from 1 to %d seconds but is %s: use from(...) and to(...) to read further back"
							.formatted(MAX_START.toSeconds(), time));
			}
			return set("start", String.valueOf(time.toSeconds()));
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
		 * Adds paths of pages, one of which must be equal.
		 * @param paths the paths
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder path(String... paths) {
			return plain("path", paths);
		}

		/**
		 * Adds how paths of pages must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder path(Match... matches) {
			return matches("path", matches);
		}

		/**
		 * Adds paths of the first pages of sessions, one of which must be equal.
		 * @param paths the paths
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder entryPath(String... paths) {
			return plain("entry_path", paths);
		}

		/**
		 * Adds how paths of the first pages of sessions must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder entryPath(Match... matches) {
			return matches("entry_path", matches);
		}

		/**
		 * Adds paths of the last pages of sessions, one of which must be equal.
		 * @param paths the paths
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder exitPath(String... paths) {
			return plain("exit_path", paths);
		}

		/**
		 * Adds how paths of the last pages of sessions must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder exitPath(Match... matches) {
			return matches("exit_path", matches);
		}

		/**
		 * Adds names of events, one of which must be equal.
		 * @param names the names
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder event(String... names) {
			return plain("event", names);
		}

		/**
		 * Adds how names of events must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder event(Match... matches) {
			return matches("event", matches);
		}

		/**
		 * Adds host names, one of which must be equal.
		 * @param names the names
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder hostname(String... names) {
			return plain("hostname", names);
		}

		/**
		 * Adds how host names must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder hostname(Match... matches) {
			return matches("hostname", matches);
		}

		/**
		 * Adds names of operating systems, one of which must be equal.
		 * @param names the names
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder operatingSystem(String... names) {
			return plain("os", names);
		}

		/**
		 * Adds how names of operating systems must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder operatingSystem(Match... matches) {
			return matches("os", matches);
		}

		/**
		 * Adds names of browsers, one of which must be equal.
		 * @param names the names
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder browser(String... names) {
			return plain("browser", names);
		}

		/**
		 * Adds how names of browsers must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder browser(Match... matches) {
			return matches("browser", matches);
		}

		/**
		 * Adds referrers, URLs or names, one of which must be equal.
		 * @param referrers the referrers
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder referrer(String... referrers) {
			return plain("referrer", referrers);
		}

		/**
		 * Adds how referrers must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder referrer(Match... matches) {
			return matches("referrer", matches);
		}

		/**
		 * Adds names of referrers, mostly their hosts, one of which must be equal.
		 * @param names the names
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder referrerName(String... names) {
			return plain("referrer_name", names);
		}

		/**
		 * Adds how names of referrers must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder referrerName(Match... matches) {
			return matches("referrer_name", matches);
		}

		/**
		 * Adds UTM sources, one of which must be equal.
		 * @param values the values
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder utmSource(String... values) {
			return plain("utm_source", values);
		}

		/**
		 * Adds how UTM sources must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder utmSource(Match... matches) {
			return matches("utm_source", matches);
		}

		/**
		 * Adds UTM mediums, one of which must be equal.
		 * @param values the values
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder utmMedium(String... values) {
			return plain("utm_medium", values);
		}

		/**
		 * Adds how UTM mediums must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder utmMedium(Match... matches) {
			return matches("utm_medium", matches);
		}

		/**
		 * Adds UTM campaigns, one of which must be equal.
		 * @param values the values
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder utmCampaign(String... values) {
			return plain("utm_campaign", values);
		}

		/**
		 * Adds how UTM campaigns must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder utmCampaign(Match... matches) {
			return matches("utm_campaign", matches);
		}

		/**
		 * Adds UTM contents, one of which must be equal.
		 * @param values the values
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder utmContent(String... values) {
			return plain("utm_content", values);
		}

		/**
		 * Adds how UTM contents must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder utmContent(Match... matches) {
			return matches("utm_content", matches);
		}

		/**
		 * Adds UTM terms, one of which must be equal.
		 * @param values the values
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder utmTerm(String... values) {
			return plain("utm_term", values);
		}

		/**
		 * Adds how UTM terms must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder utmTerm(Match... matches) {
			return matches("utm_term", matches);
		}

		/**
		 * Adds names of regions, one of which must be equal.
		 * @param names the names
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder region(String... names) {
			return plain("region", names);
		}

		/**
		 * Adds how names of regions must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder region(Match... matches) {
			return matches("region", matches);
		}

		/**
		 * Adds names of cities; those in the US carry the state, like {@code Portland
		 * (OR)}, one of which must be equal.
		 * @param names the names
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder city(String... names) {
			return plain("city", names);
		}

		/**
		 * Adds how names of cities must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder city(Match... matches) {
			return matches("city", matches);
		}

		/**
		 * Adds ISO 639-1 codes of languages, one of which must be equal.
		 * @param codes the codes
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder language(String... codes) {
			return plain("language", lower(codes));
		}

		/**
		 * Adds how ISO 639-1 codes of languages must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder language(Match... matches) {
			return matches("language", matches);
		}

		/**
		 * Adds names of channels, like {@code Paid Search}, one of which must be equal.
		 * @param names the names
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder channel(String... names) {
			return plain("channel", names);
		}

		/**
		 * Adds how names of channels must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder channel(Match... matches) {
			return matches("channel", matches);
		}

		/**
		 * Adds classes of screens, like {@code XL} or {@code Full HD}, one of which must
		 * be equal.
		 * @param names the names
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder screenClass(String... names) {
			return plain("screen_class", names);
		}

		/**
		 * Adds how classes of screens must match.
		 * @param matches the matches
		 * @return this builder
		 * @throws IllegalArgumentException if there is more than one
		 * {@link Match#notContains}, which Pirsch would take for alternatives
		 */
		public Builder screenClass(Match... matches) {
			return matches("screen_class", matches);
		}

		/**
		 * Adds regular expressions (RE2) of paths, one of which must match. If there is
		 * one, there can be no path.
		 * @param patterns the patterns
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder pattern(String... patterns) {
			return exact("pattern", patterns);
		}

		/**
		 * Adds regular expressions (RE2) of paths that must not match.
		 * @param exclusions the exclusions
		 * @return this builder
		 */
		public Builder pattern(Match.Exclusion... exclusions) {
			return exclusions("pattern", exclusions);
		}

		/**
		 * Adds ISO 3166-1 alpha-2 codes of countries, one of which must be equal.
		 * @param codes the codes
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or is no code or would be
		 * misread
		 */
		public Builder country(String... codes) {
			return exact("country", countries(codes));
		}

		/**
		 * Adds ISO 3166-1 alpha-2 codes of countries that must not match.
		 * @param exclusions the exclusions
		 * @return this builder
		 * @throws IllegalArgumentException if one is no code
		 */
		public Builder country(Match.Exclusion... exclusions) {
			for (Match.Exclusion exclusion : exclusions) {
				add("country", Match.NOT + FilterValues.country(exclusion.value()));
			}
			return this;
		}

		/**
		 * Adds keys of event metadata, one of which must be equal.
		 * @param keys the keys
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder eventMetadataKey(String... keys) {
			return exact("event_meta_key", keys);
		}

		/**
		 * Adds keys of event metadata that must not match.
		 * @param exclusions the exclusions
		 * @return this builder
		 */
		public Builder eventMetadataKey(Match.Exclusion... exclusions) {
			return exclusions("event_meta_key", exclusions);
		}

		/**
		 * Adds keys of tags, one of which must be equal.
		 * @param keys the keys
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread
		 */
		public Builder tagKey(String... keys) {
			return exact("tag", keys);
		}

		/**
		 * Adds keys of tags that must not match.
		 * @param exclusions the exclusions
		 * @return this builder
		 */
		public Builder tagKey(Match.Exclusion... exclusions) {
			return exclusions("tag", exclusions);
		}

		/**
		 * Adds a pair of event metadata that must be equal. All pairs must match.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread, or the
		 * key has a value already
		 */
		public Builder eventMetadata(String key, String value) {
			return pair("meta_", key, plainText("meta_" + key, value));
		}

		/**
		 * Adds how the value of a key of event metadata must match. All pairs must match.
		 * @param key the key
		 * @param match the match
		 * @return this builder
		 * @throws IllegalArgumentException if the key is blank or has a value already
		 */
		public Builder eventMetadata(String key, Match match) {
			return pair("meta_", key, match.toString());
		}

		/**
		 * Adds a tag that must be equal. All tags must match.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 * @throws IllegalArgumentException if one is blank or would be misread, or the
		 * key has a value already
		 */
		public Builder tag(String key, String value) {
			return pair("tag_", key, plainText("tag_" + key, value));
		}

		/**
		 * Adds how the value of a tag must match. All tags must match.
		 * @param key the key
		 * @param match the match
		 * @return this builder
		 * @throws IllegalArgumentException if the key is blank or has a value already
		 */
		public Builder tag(String key, Match match) {
			return pair("tag_", key, match.toString());
		}

		/**
		 * Sets the kind of devices.
		 * @param platform the kind
		 * @return this builder
		 */
		public Builder platform(Platform platform) {
			return set("platform", FilterValues.constant(platform));
		}

		/**
		 * Sets the kind of devices to leave out.
		 * @param platform the kind
		 * @return this builder
		 */
		public Builder notPlatform(Platform platform) {
			return set("platform", Match.NOT + FilterValues.constant(platform));
		}

		/**
		 * Sets a metric that is made from metadata of an event. Needs an event.
		 * @param type type of the values
		 * @param key metadata key of the values
		 * @return this builder
		 * @throws IllegalArgumentException if the key is blank
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
		 * @throws IllegalArgumentException if one is out of range
		 */
		public Builder session(String visitorId, long sessionId) {
			set("visitor_id", FilterValues.visitorId(visitorId));
			return set("session_id", FilterValues.sessionId(sessionId));
		}

		/**
		 * Sets how many rows to skip.
		 * @param offset number of rows, 0 or more
		 * @return this builder
		 * @throws IllegalArgumentException if the number is negative
		 */
		public Builder offset(int offset) {
			if (offset < 0) {
				throw new IllegalArgumentException(
						"'offset' must be 0 or more but is %d: leave it out to start at the first row"
							.formatted(offset));
			}
			return set("offset", String.valueOf(offset));
		}

		/**
		 * Sets how many rows to read.
		 * @param limit number of rows, from 1 to {@link #MAX_LIMIT}
		 * @return this builder
		 * @throws IllegalArgumentException if the number is out of range
		 */
		public Builder limit(int limit) {
			if (limit < 1 || limit > MAX_LIMIT) {
				throw new IllegalArgumentException(
						"'limit' must be from 1 to %d but is %d: use offset(...) or PirschStatistics.all(...) to read on"
							.formatted(MAX_LIMIT, limit));
			}
			return set("limit", String.valueOf(limit));
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
		 * @throws IllegalArgumentException if the field is blank
		 */
		public Builder sort(String field, SortDirection direction) {
			set("sort", FilterValues.text("sort", field));
			return set("direction", FilterValues.constant(direction));
		}

		/**
		 * Sets what the first column of the rows, or an option, must contain.
		 * @param text the text
		 * @return this builder
		 * @throws IllegalArgumentException if the text is blank or would be misread
		 */
		public Builder search(String text) {
			return set("search", FilterValues.plain("search", text, Match.NOT, "use Match.not(...)"));
		}

		/**
		 * Sets what the first column of the rows, or an option, must not contain.
		 * @param exclusion the exclusion
		 * @return this builder
		 */
		public Builder search(Match.Exclusion exclusion) {
			return set("search", exclusion.toString());
		}

		/**
		 * Sets the search term of {@link PirschStatistics#keywordPages}.
		 * @param keyword the search term
		 * @return this builder
		 * @throws IllegalArgumentException if it is blank
		 */
		public Builder keyword(String keyword) {
			return set("keyword", FilterValues.text("keyword", keyword));
		}

		/**
		 * Sets the funnel of {@link PirschStatistics#funnel}.
		 * @param id id of the funnel
		 * @return this builder
		 * @throws IllegalArgumentException if it is blank
		 */
		public Builder funnelId(String id) {
			return set("funnel_id", FilterValues.text("funnel_id", id));
		}

		/**
		 * Sets the access link to read by.
		 * @param code code of the access link
		 * @return this builder
		 * @throws IllegalArgumentException if it is blank
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

		private void add(String name, String value) {
			this.parameters.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
		}

		private Builder plain(String name, String... values) {
			for (String value : values) {
				add(name, plainText(name, value));
			}
			return this;
		}

		private static String plainText(String name, String value) {
			return FilterValues.known(FilterValues.plain(name, value, ALL_OPERATORS,
					"use Match.not(...), contains(...) or notContains(...)"), "unknown()");
		}

		private Builder matches(String name, Match... matches) {
			for (Match match : matches) {
				if (match.isNotContains() && this.parameters.getOrDefault(name, List.of())
					.stream()
					.anyMatch((value) -> value.startsWith(Match.NOT_CONTAINS))) {
					throw new IllegalArgumentException(
							"'%s' must have at most one Match.notContains(...), as Pirsch would take several for alternatives: use Match.not(...) for all but one"
								.formatted(name));
				}
				add(name, match.toString());
			}
			return this;
		}

		private Builder exact(String name, String... values) {
			for (String value : values) {
				add(name, FilterValues.plain(name, value, Match.NOT, "use Match.not(...)"));
			}
			return this;
		}

		private Builder exclusions(String name, Match.Exclusion... exclusions) {
			for (Match.Exclusion exclusion : exclusions) {
				add(name, exclusion.toString());
			}
			return this;
		}

		private Builder pair(String prefix, String key, String value) {
			String name = prefix + FilterValues.text("key of " + prefix, key);
			if (this.parameters.containsKey(name)) {
				throw new IllegalArgumentException(
						"'%s' must have one value but has '%s' already: all pairs must match, so read once for each value"
							.formatted(name, this.parameters.get(name)));
			}
			return set(name, value);
		}

		private static String[] countries(String... codes) {
			return Arrays.stream(codes)
				.map((code) -> FilterValues
					.country(FilterValues.plain("country", code, Match.NOT, "use Match.not(...)")))
				.toArray(String[]::new);
		}

		private static String[] lower(String... codes) {
			return Arrays.stream(codes)
				.map((code) -> FilterValues.text("language", code).toLowerCase(Locale.ROOT))
				.toArray(String[]::new);
		}

	}

}
