package io.pirsch.client.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.pirsch.client.statistics.Match.contains;
import static io.pirsch.client.statistics.Match.not;
import static io.pirsch.client.statistics.Match.notContains;
import static io.pirsch.client.statistics.StubbedPirsch.march;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link StatisticsFilter}.
 */
class StatisticsFilterTests {

	private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

	/** Thursday, 1 August in Berlin, but still Wednesday, 31 July in UTC. */
	private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-07-31T22:30:00Z"), ZoneId.of("Europe/Berlin"));

	@Test
	void hasEveryParameter() {
		StatisticsFilter filter = StatisticsFilter.builder()
			.domainId("d")
			.from(DAY)
			.to(DAY)
			.fromTime(LocalTime.of(8, 0))
			.toTime(LocalTime.of(9, 30))
			.timeZone(ZoneId.of("Europe/Berlin"))
			.scale(Scale.WEEK)
			.where(Dimension.ENTRY_PATH, "/in")
			.where(Dimension.EXIT_PATH, "/out")
			.where(Dimension.EVENT, "Sale")
			.where(Dimension.HOSTNAME, "example.com")
			.where(Dimension.OPERATING_SYSTEM, "Linux")
			.where(Dimension.BROWSER, "Firefox")
			.where(Dimension.REFERRER, "https://example.org")
			.where(Dimension.REFERRER_NAME, "example.org")
			.where(Dimension.UTM_SOURCE, "s")
			.where(Dimension.UTM_MEDIUM, "m")
			.where(Dimension.UTM_CAMPAIGN, "c")
			.where(Dimension.UTM_CONTENT, "t")
			.where(Dimension.UTM_TERM, "e")
			.where(Dimension.REGION, "Wien")
			.where(Dimension.CITY, "Portland (OR)")
			.where(Dimension.PATTERN, "^/blog/.*$")
			.where(Dimension.EVENT_METADATA_KEY, "currency")
			.eventMetadata("price in", "USD")
			.where(Dimension.LANGUAGE, "DE")
			.where(Dimension.COUNTRY, "AT")
			.where(Dimension.CHANNEL, "Paid Search")
			.where(Dimension.PLATFORM, "mobile")
			.where(Dimension.SCREEN_CLASS, "XL")
			.customMetric(CustomMetricType.FLOAT, "price")
			.where(Dimension.TAG, "author")
			.tag("topic", "tea")
			.session("18446744073709551615", 4294967295L)
			.offset(100)
			.limit(50)
			.includeAverageTimeOnPage(true)
			.includeTitle(false)
			.sort("visitors", SortDirection.DESC)
			.search("q")
			.keyword("k")
			.funnelId("f")
			.access("a")
			.build();
		assertThat(filter.parameters()).containsExactly(one("id", "d"), one("from", "2024-03-01"),
				one("to", "2024-03-01"), one("from_time", "08:00"), one("to_time", "09:30"), one("tz", "Europe/Berlin"),
				one("scale", "week"), one("entry_path", "/in"), one("exit_path", "/out"), one("event", "Sale"),
				one("hostname", "example.com"), one("os", "Linux"), one("browser", "Firefox"),
				one("referrer", "https://example.org"), one("referrer_name", "example.org"), one("utm_source", "s"),
				one("utm_medium", "m"), one("utm_campaign", "c"), one("utm_content", "t"), one("utm_term", "e"),
				one("region", "Wien"), one("city", "Portland (OR)"), one("pattern", "^/blog/.*$"),
				one("event_meta_key", "currency"), one("meta_price in", "USD"), one("language", "de"),
				one("country", "at"), one("channel", "Paid Search"), one("platform", "mobile"),
				one("screen_class", "XL"), one("custom_metric_type", "float"), one("custom_metric_key", "price"),
				one("tag", "author"), one("tag_topic", "tea"), one("visitor_id", "18446744073709551615"),
				one("session_id", "4294967295"), one("offset", "100"), one("limit", "50"),
				one("include_avg_time_on_page", "true"), one("include_title", "false"), one("sort", "visitors"),
				one("direction", "desc"), one("search", "q"), one("keyword", "k"), one("funnel_id", "f"),
				one("access", "a"));
	}

	@Test
	void readsLastSecondsInsteadOfDays() {
		assertThat(StatisticsFilter.builder().start(Duration.ofHours(1)).build().parameters())
			.containsExactly(one("start", "3600"));
	}

	@Test
	void writesOperators() {
		StatisticsFilter filter = march().where(Dimension.PATH, "/a", "/b")
			.where(Dimension.PATH, not("/c"), not("!d"), contains("~e"), notContains("^f"))
			.where(Dimension.EVENT, Match.unknown())
			.where(Dimension.HOSTNAME, Match.known())
			.where(Dimension.COUNTRY, "de")
			.where(Dimension.COUNTRY, not("AT"))
			.where(Dimension.EVENT_METADATA_KEY, not("k"))
			.where(Dimension.TAG, not("t"))
			.where(Dimension.PLATFORM, not("Desktop"))
			.eventMetadata("m", contains("1"))
			.tag("t", not("2"))
			.search(not("s"))
			.build();
		assertThat(filter.parameters()).containsEntry("path", List.of("/a", "/b", "!/c", "!!d", "~~e", "^^f"))
			.contains(one("event", "null"), one("hostname", "!null"), entry("country", List.of("de", "!at")),
					one("event_meta_key", "!k"), one("tag", "!t"), one("platform", "!desktop"), one("meta_m", "~1"),
					one("tag_t", "!2"), one("search", "!s"));
	}

	@Test
	void takesRegularExpressionsAsTheyAre() {
		assertThat(march().where(Dimension.PATTERN, "^/a$", "~b")
			.where(Dimension.PATTERN, not("^/c"))
			.build()
			.parameters()).containsEntry("pattern", List.of("^/a$", "~b", "!^/c"));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE,
			names = { "PATTERN", "EVENT_METADATA_KEY", "TAG", "COUNTRY", "PLATFORM" })
	void takesAllMatchesWhereTheApiDoes(Dimension dimension) {
		assertThat(march().where(dimension, contains("a"), notContains("b"), not("c"), Match.unknown()).build())
			.satisfies((filter) -> assertThat(filter.parameters()).containsEntry(dimension.parameter(),
					List.of("~a", "^b", "!c", "null")));
	}

	@ParameterizedTest
	@EnumSource(names = { "PATTERN", "EVENT_METADATA_KEY", "TAG", "COUNTRY", "PLATFORM" })
	void refusesOtherMatchesThanExclusionsWhereTheApiDoesNotTakeThem(Dimension dimension) {
		for (Match match : List.of(contains("a"), notContains("a"), Match.unknown())) {
			assertThatIllegalArgumentException().isThrownBy(() -> march().where(dimension, match))
				.withMessage(
						"%s takes values and Match.not(...), but no other match such as '%s': Pirsch would misread it",
						dimension, match);
		}
	}

	@Test
	void namesEveryParameterOfADimension() {
		assertThat(Arrays.stream(Dimension.values()).map(Dimension::parameter)).containsExactlyInAnyOrder("path",
				"entry_path", "exit_path", "pattern", "event", "event_meta_key", "tag", "hostname", "referrer",
				"referrer_name", "channel", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term",
				"language", "country", "region", "city", "os", "browser", "platform", "screen_class");
	}

	@ParameterizedTest
	@MethodSource
	void knowsCommonPeriods(UnaryOperator<StatisticsFilter.Builder> period, String from, String to) {
		assertThat(period.apply(StatisticsFilter.builder(CLOCK)).build().parameters())
			.containsExactly(one("from", from), one("to", to));
	}

	static Stream<Arguments> knowsCommonPeriods() {
		return Stream.of(period("today", StatisticsFilter.Builder::today, "2024-08-01", "2024-08-01"),
				period("yesterday", StatisticsFilter.Builder::yesterday, "2024-07-31", "2024-07-31"),
				period("last 7 days", StatisticsFilter.Builder::last7Days, "2024-07-26", "2024-08-01"),
				period("last 30 days", StatisticsFilter.Builder::last30Days, "2024-07-03", "2024-08-01"),
				period("week", StatisticsFilter.Builder::week, "2024-07-29", "2024-08-01"),
				period("month", StatisticsFilter.Builder::month, "2024-08-01", "2024-08-01"),
				period("last month", StatisticsFilter.Builder::lastMonth, "2024-07-01", "2024-07-31"),
				period("year", StatisticsFilter.Builder::year, "2024-01-01", "2024-08-01"));
	}

	@Test
	void takesTodayInTimeZoneOfFilter() {
		assertThat(StatisticsFilter.builder(CLOCK).today().timeZone(ZoneOffset.UTC).build().parameters())
			.containsExactly(one("tz", "UTC"), one("from", "2024-07-31"), one("to", "2024-07-31"));
	}

	@Test
	void takesLastPeriodThatIsSet() {
		assertThat(StatisticsFilter.builder(CLOCK).year().from(DAY).to(DAY).build().parameters())
			.containsExactly(one("from", "2024-03-01"), one("to", "2024-03-01"));
		assertThat(StatisticsFilter.builder(CLOCK).from(DAY).today().build().parameters())
			.containsExactly(one("from", "2024-08-01"), one("to", "2024-08-01"));
	}

	@Test
	void doesNotChange() {
		StatisticsFilter.Builder builder = march().where(Dimension.PATH, "/a");
		StatisticsFilter filter = builder.build();
		StatisticsFilter copy = builder.where(Dimension.PATH, "/b").build();
		assertThat(filter.parameters()).containsEntry("path", List.of("/a"));
		assertThat(filter.toBuilder().where(Dimension.PATH, "/b").build()).isEqualTo(copy)
			.hasSameHashCodeAs(copy)
			.isNotEqualTo(filter);
		assertThat(filter).hasToString("StatisticsFilter{from=[2024-03-01], to=[2024-03-31], path=[/a]}");
	}

	@Test
	void domainCanBeTakenBack() {
		assertThat(march().domainId("d").domainId(null).build().parameters()).doesNotContainKey("id");
	}

	@ParameterizedTest
	@MethodSource
	void refuses(UnaryOperator<StatisticsFilter.Builder> mistake, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> mistake.apply(march()).build())
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(": "));
	}

	static Stream<Arguments> refuses() {
		return Stream.of(refusal((filter) -> filter
			.domainId(" "), "'id' must have a value but is blank: leave it out to not filter by it"), refusal(
					(filter) -> StatisticsFilter.builder(),
					"'from' and 'to' are required but 'from' is missing: set both days, a period like last7Days(), or start(...)"),
				refusal((filter) -> StatisticsFilter.builder().from(DAY),
						"'from' and 'to' are required but 'to' is missing: set both days, a period like last7Days(), or start(...)"),
				refusal((filter) -> filter.from(DAY).to(DAY.minusDays(1)),
						"'from' must not be after 'to' but 2024-03-01 is after 2024-02-29: swap them"),
				refusal((filter) -> filter.start(Duration.ofMinutes(1)),
						"'start' and days must not be used together, as Pirsch would ignore the days: choose one"),
				refusal((filter) -> StatisticsFilter.builder().start(Duration.ofSeconds(3601)),
						"'start' must be from 1s to 1h but is 1h1s: use from(...) and to(...) to read further back"),
				refusal((filter) -> StatisticsFilter.builder().start(Duration.ZERO),
						"'start' must be from 1s to 1h but is 0s: use from(...) and to(...) to read further back"),
				refusal((filter) -> filter.fromTime(LocalTime.NOON).toTime(LocalTime.NOON),
						"'from_time' and 'to_time' must be used with a single day but the days are 2024-03-01 and 2024-03-31: set both to the same day"),
				refusal((filter) -> filter.to(DAY).fromTime(LocalTime.NOON),
						"'from_time' and 'to_time' must be used together but 'to_time' is missing: set both"),
				refusal((filter) -> filter.to(DAY).fromTime(LocalTime.NOON).toTime(LocalTime.of(11, 59)),
						"'from_time' must not be after 'to_time' but 12:00 is after 11:59: swap them"),
				refusal((filter) -> filter.fromTime(LocalTime.of(1, 2, 3)),
						"'from_time' must be a whole minute but is 01:02:03: leave out the seconds"),
				refusal((filter) -> filter.timeZone(ZoneOffset.ofHours(2)),
						"'tz' must be a region but is the offset '+02:00': use a time zone like 'Europe/Berlin'"),
				refusal((filter) -> filter.timeZone(ZoneId.of("UTC+2")),
						"'tz' must be a region but is the offset 'UTC+02:00': use a time zone like 'Europe/Berlin'"),
				refusal((filter) -> filter.limit(101),
						"'limit' must be from 1 to 100 but is 101: use offset(...) or PirschStatistics.all(...) to read on"),
				refusal((filter) -> filter.limit(0),
						"'limit' must be from 1 to 100 but is 0: use offset(...) or PirschStatistics.all(...) to read on"),
				refusal((filter) -> filter.offset(-1),
						"'offset' must be 0 or more but is -1: leave it out to start at the first row"),
				refusal((filter) -> filter.where(Dimension.PATH, notContains("a"))
					.where(Dimension.PATH, notContains("b")),
						"'path' must have at most one Match.notContains(...), as Pirsch would take several for alternatives: use Match.not(...) for all but one"),
				refusal((filter) -> filter.where(Dimension.PATH, " "),
						"'path' must have a value but is blank: leave it out to not filter by it"),
				refusal((filter) -> filter.where(Dimension.PATH, contains("")),
						"'contains(...)' must have a value but is blank: leave it out to not filter by it"),
				refusal((filter) -> filter.where(Dimension.PATH, "!/a"),
						"'path' must not begin with '!', as '!/a' does, which Pirsch would read as an operator: use Match.not(...), contains(...) or notContains(...)"),
				refusal((filter) -> filter.tag("a", "~b"),
						"'tag_a' must not begin with '~', as '~b' does, which Pirsch would read as an operator: use Match.not(...), contains(...) or notContains(...)"),
				refusal((filter) -> filter.where(Dimension.PATTERN, "!/a"),
						"'pattern' must not begin with '!', as '!/a' does, which Pirsch would read as an operator: use Match.not(...)"),
				refusal((filter) -> filter.search("!a"),
						"'search' must not begin with '!', as '!a' does, which Pirsch would read as an operator: use Match.not(...)"),
				refusal((filter) -> filter.where(Dimension.REFERRER, "NULL"),
						"'NULL' would be read as an unknown value: use Match.unknown() for that"),
				refusal((filter) -> filter.where(Dimension.REFERRER, not("null")),
						"'null' would be read as an unknown value: use Match.known() for that"),
				refusal((filter) -> filter.where(Dimension.COUNTRY, "deu"),
						"'country' must be a code of two letters but is 'deu', which Pirsch would ignore: use ISO 3166-1 alpha-2, like 'de'"),
				refusal((filter) -> filter.where(Dimension.COUNTRY, not("Germany")),
						"'country' must be a code of two letters but is 'Germany', which Pirsch would ignore: use ISO 3166-1 alpha-2, like 'de'"),
				refusal((filter) -> filter.where(Dimension.PATTERN, "^/a").where(Dimension.PATH, "/a"),
						"'pattern' and 'path' must not be used together, as Pirsch would ignore the pattern: choose one"),
				refusal((filter) -> filter.customMetric(CustomMetricType.INTEGER, "price"),
						"'custom_metric_key' needs an event but there is none: set the event that has the metadata with where(Dimension.EVENT, ...)"),
				refusal((filter) -> filter.session("-1", 1),
						"'visitor_id' must be an unsigned 64-bit number but is '-1': use that of a Session"),
				refusal((filter) -> filter.session("18446744073709551616", 1),
						"'visitor_id' must be an unsigned 64-bit number but is '18446744073709551616': use that of a Session"),
				refusal((filter) -> filter.session("1", 4294967296L),
						"'session_id' must be from 0 to 4294967295 but is 4294967296: use that of a Session"),
				refusal((filter) -> filter.where(Dimension.PLATFORM, "phone"),
						"'platform' must be one of [desktop, mobile, unknown] but is 'phone': choose one of them"),
				refusal((filter) -> filter.where(Dimension.PLATFORM, "mobile").where(Dimension.PLATFORM, "desktop"),
						"PLATFORM takes a single value but has [mobile, desktop]: read once for each"),
				refusal((filter) -> filter.search(contains("a")),
						"'search' takes a text or Match.not(...), but no other match such as '~a': Pirsch would misread it"),
				refusal((filter) -> filter.eventMetadata("a", "1").eventMetadata("a", not("2")),
						"'meta_a' must have one value but has '[1]' already: all pairs must match, so read once for each value"),
				refusal((filter) -> filter.tag(" ", "1"),
						"'key of tag_' must have a value but is blank: leave it out to not filter by it"));
	}

	private static Map.Entry<String, List<String>> one(String name, String value) {
		return entry(name, List.of(value));
	}

	private static Arguments period(String name, UnaryOperator<StatisticsFilter.Builder> period, String from,
			String to) {
		return Arguments.of(Named.of(name, period), from, to);
	}

	private static Arguments refusal(UnaryOperator<StatisticsFilter.Builder> mistake, String message) {
		return Arguments.of(Named.of("a mistake", mistake), message);
	}

}
