package io.pirsch.client.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import static io.pirsch.client.statistics.StubbedPirsch.march;

/**
 * A read of the statistics, a body as Pirsch answers it with, and what is to come of it.
 */
record Endpoint(String method, String path, Function<PirschStatistics, Publisher<?>> call, String body,
		List<?> results) {

	Endpoint(String method, String path, Function<PirschStatistics, Publisher<?>> call, String body,
			Object... results) {
		this(method, path, call, body, List.of(results));
	}

	List<?> read(PirschStatistics api) {
		return Flux.from(this.call.apply(api)).collectList().cast(List.class).blockOptional().orElseThrow();
	}

	static Stream<Endpoint> all() {
		return Stream.of(
				new Endpoint("overview", "/overview", PirschStatistics::overview, """
						{"visitors": 1, "views": 2, "member": 3, "visitors_growth": 0.4, "views_growth": -0.5,
						"visitors_time_series": [{"day": "2024-03-31T00:00:00Z", "visitors": 1}]}""",
						new Overview(1, 2, 3, 0.4, -0.5,
								List.of(new VisitorStats(LocalDate.of(2024, 3, 31), null, null, null, "", 1, 0, 0, 0, 0,
										0, 0, 0)))),
				new Endpoint("totals", "/total", (api) -> Flux.from(api.totals(march().build())),
						"""
								{"visitors": 1, "views": 2, "sessions": 3, "bounces": 4, "bounce_rate": 0.5, "cr": 0.25, "custom_metric_avg": 1.5, "custom_metric_total": 12.5}""",
						new Totals(1, 2, 3, 4, 0.5, 0.25, 1.5, 12.5)),
				new Endpoint("visitors", "/visitor", (api) -> Flux.from(api.visitors(march().build())),
						"""
								[{"day": "2024-03-31T00:00:00Z", "week": null, "month": null, "year": null, "visitors": 1, "views": 2, "sessions": 3, "bounces": 4, "bounce_rate": 0.5, "cr": 0.25, "custom_metric_avg": 1.5, "custom_metric_total": 12.5}]""",
						new VisitorStats(LocalDate.of(2024, 3, 31), null, null, null, "", 1, 2, 3, 4, 0.5, 0.25, 1.5,
								12.5)),
				new Endpoint("growth", "/growth", (api) -> Flux.from(api.growth(march().build())),
						"""
								{"visitors_growth": 0.1, "views_growth": -0.2, "sessions_growth": 0.3, "bounces_growth": -0.4, "time_spent_growth": 0.5, "cr_growth": 0.6, "custom_metric_avg_growth": 0.7, "custom_metric_total_growth": 1}""",
						new Growth(0.1, -0.2, 0.3, -0.4, 0.5, 0.6, 0.7, 1)),
				new Endpoint("activeVisitors", "/active", (api) -> Flux.from(api.activeVisitors(march().build())),
						"""
								{"stats": [{"path": "/a", "title": "A", "visitors": 2}], "countries": [{"country_code": "de", "visitors": 3, "relative_visitors": 0.6}], "visitors": 5}""",
						new ActiveVisitors(List.of(new ActivePage("/a", "A", 2)),
								List.of(new CountryStats("de", 3, 0.6)), 5)),
				new Endpoint("hours", "/hours", (api) -> Flux.from(api.hours(march().build())),
						"""
								[{"hour": 23, "visitors": 1, "views": 2, "sessions": 3, "bounces": 4, "bounce_rate": 0.5, "cr": 0.25, "custom_metric_avg": 1.5, "custom_metric_total": 12.5}]""",
						new HourStats(23, 1, 2, 3, 4, 0.5, 0.25, 1.5, 12.5)),
				new Endpoint("minutes", "/minutes", (api) -> Flux.from(api.minutes(march().build())),
						"""
								[{"minute": 59, "visitors": 1, "views": 2, "sessions": 3, "bounces": 4, "bounce_rate": 0.5, "cr": 0.25, "custom_metric_avg": 1.5, "custom_metric_total": 12.5}]""",
						new MinuteStats(59, 1, 2, 3, 4, 0.5, 0.25, 1.5, 12.5)),
				new Endpoint("weekdays", "/weekdays", (api) -> Flux.from(api.weekdays(march().build())), """
						[{"weekday": 6, "hour": 23, "visitors": 1, "views": 2, "sessions": 3, "bounces": 4}]""",
						new WeekdayHourStats(6, 23, 1, 2, 3, 4)),
				new Endpoint("sessionDuration", "/duration/session",
						(api) -> Flux.from(api.sessionDuration(march().build())),
						"""
								[{"day": "2024-03-31T00:00:00Z", "week": null, "month": null, "year": null, "path": "", "average_time_spent_seconds": 61}]""",
						new TimeSpentStats(LocalDate.of(2024, 3, 31), null, null, null, "", "", "", 61)),
				new Endpoint("timeOnPage", "/duration/page", (api) -> Flux.from(api.timeOnPage(march().build())),
						"""
								[{"day": null, "week": "2024-03-25T00:00:00Z", "month": null, "year": null, "path": "/a", "title": "A", "average_time_spent_seconds": 62}]""",
						new TimeSpentStats(null, LocalDate.of(2024, 3, 25), null, null, "", "/a", "A", 62)),
				new Endpoint("hostnames", "/hostname", (api) -> Flux.from(api.hostnames(march().build())),
						"""
								[{"hostname": "example.com", "visitors": 1, "views": 2, "sessions": 3, "bounces": 4, "relative_visitors": 0.1, "relative_views": 0.2, "bounce_rate": 0.3}]""",
						new HostnameStats("example.com", 1, 2, 3, 4, 0.1, 0.2, 0.3)),
				new Endpoint("pages", "/page", (api) -> Flux.from(api.pages(march().build())),
						"""
								[{"path": "/a", "title": "A", "visitors": 1, "views": 2, "sessions": 3, "bounces": 4, "relative_visitors": 0.1, "relative_views": 0.2, "bounce_rate": 0.3, "average_time_spent_seconds": 5}]""",
						new PageStats("/a", "A", 1, 2, 3, 4, 0.1, 0.2, 0.3, 5)),
				new Endpoint("entryPages", "/page/entry", (api) -> Flux.from(api.entryPages(march().build())),
						"""
								[{"path": "/a", "title": "A", "visitors": 1, "sessions": 2, "entries": 3, "entry_rate": 0.4, "average_time_spent_seconds": 5}]""",
						new EntryPageStats("/a", "A", 1, 2, 3, 0.4, 5)),
				new Endpoint("exitPages", "/page/exit", (api) -> Flux.from(api.exitPages(march().build())), """
						[{"path": "/a", "title": "A", "visitors": 1, "sessions": 2, "exits": 3, "exit_rate": 0.4}]""",
						new ExitPageStats("/a", "A", 1, 2, 3, 0.4)),
				new Endpoint("eventPages", "/event/page",
						(api) -> Flux.from(api.eventPages(march().where(Dimension.EVENT, "Sale").build())),
						"""
								[{"path": "/a", "title": "A", "visitors": 1, "views": 2, "sessions": 3, "bounces": 4, "relative_visitors": 0.1, "relative_views": 0.2, "bounce_rate": 0.3, "average_time_spent_seconds": 5}]""",
						new PageStats("/a", "A", 1, 2, 3, 4, 0.1, 0.2, 0.3, 5)),
				new Endpoint("events", "/events", (api) -> Flux.from(api.events(march().build())),
						"""
								[{"name": "Sale", "count": 9, "visitors": 8, "views": 10, "cr": 0.4, "average_duration_seconds": 33, "meta_keys": ["currency", "price"], "meta_value": ""}]""",
						new EventStats("Sale", 9, 8, 10, 0.4, 33, List.of("currency", "price"), "")),
				new Endpoint("eventMetadata", "/event/meta",
						(api) -> Flux.from(api.eventMetadata(march().where(Dimension.EVENT, "Sale")
							.where(Dimension.EVENT_METADATA_KEY, "currency")
							.build())),
						"""
								[{"name": "Sale", "count": 9, "visitors": 8, "views": 10, "cr": 0.4, "average_duration_seconds": 33, "meta_keys": null, "meta_value": "USD"}]""",
						new EventStats("Sale", 9, 8, 10, 0.4, 33, List.of(), "USD")),
				new Endpoint("eventList", "/event/list", (api) -> Flux.from(api.eventList(march().build())), """
						[{"name": "Sale", "meta": {"currency": "USD"}, "visitors": 8, "count": 9}]""",
						new EventOccurrence("Sale", Map.of("currency", "USD"), 8, 9)),
				new Endpoint("conversionGoals", "/goals", (api) -> Flux.from(api.conversionGoals(march().build())),
						"""
								[{"page_goal": {"id": "g", "def_time": "2024-03-31T10:15:30.123456789Z", "mod_time": "2024-03-31T10:00:00Z", "domain_id": "d", "name": "Buy", "path_pattern": "/buy/**", "pattern": "^/buy/.*$", "tags": ["a=b"], "event_name": "Sale", "event_meta_key": "currency", "event_meta_value": "USD", "custom_metric_key": "price", "custom_metric_type": "float", "visitor_goal": 100, "cr_goal": 0.1, "custom_metric_total_goal": 1000.5, "custom_metric_avg_goal": 10.5, "delete_reached": true, "email_reached": true}, "stats": {"visitors": 1, "views": 2, "cr": 0.3, "custom_metric_avg": 4.5, "custom_metric_total": 5.5}}]""",
						new GoalStats(new ConversionGoal("g", Instant.parse("2024-03-31T10:15:30.123456789Z"),
								Instant.parse("2024-03-31T10:00:00Z"), "d", "Buy", "/buy/**", "^/buy/.*$",
								List.of("a=b"), "Sale", "currency", "USD", "price", "float", 100L, 0.1, 1000.5, 10.5,
								true, true), new GoalTotals(1, 2, 0.3, 4.5, 5.5))),
				new Endpoint("funnel", "/funnel", (api) -> Flux.from(api.funnel(march().funnelId("f").build())),
						"""
								{"definition": {"id": "f", "def_time": "2024-03-31T10:15:30.123456789Z", "mod_time": "2024-03-31T10:00:00Z", "domain_id": "d", "name": "Shop", "steps": [{"id": "s", "def_time": "2024-03-31T10:15:30.123456789Z", "mod_time": "2024-03-31T10:00:00Z", "funnel_id": "f", "name": "Cart", "step": 0, "filter": {"path": ["/cart"], "platform": "mobile", "tags": null}}]}, "data": [{"step": 1, "visitors": 10, "relative_visitors": 0.9, "previous_visitors": 11, "relative_previous_visitors": 0.8, "dropped": 2, "drop_off": 0.2}]}""",
						new FunnelStats(
								new Funnel("f", Instant.parse("2024-03-31T10:15:30.123456789Z"),
										Instant.parse("2024-03-31T10:00:00Z"), "d", "Shop",
										List.of(new FunnelStep("s", Instant.parse("2024-03-31T10:15:30.123456789Z"),
												Instant.parse("2024-03-31T10:00:00Z"), "f", "Cart", 0,
												Map.of("path", List.of("/cart"), "platform", "mobile")))),
								List.of(new FunnelStepStats(1, 10, 0.9, 11, 0.8, 2, 0.2)))),
				new Endpoint("referrers", "/referrer", (api) -> Flux.from(api.referrers(march().build())),
						"""
								[{"referrer": "https://example.org/a", "referrer_name": "example.org", "referrer_icon": "icon", "visitors": 1, "sessions": 2, "bounces": 3, "relative_visitors": 0.4, "bounce_rate": 0.5}]""",
						new ReferrerStats("https://example.org/a", "example.org", "icon", 1, 2, 3, 0.4, 0.5)),
				new Endpoint("channels", "/channel", (api) -> Flux.from(api.channels(march().build())),
						"""
								[{"channel": "Direct", "visitors": 1, "views": 2, "sessions": 3, "bounces": 4, "relative_visitors": 0.1, "relative_views": 0.2, "bounce_rate": 0.3}]""",
						new ChannelStats("Direct", 1, 2, 3, 4, 0.1, 0.2, 0.3)),
				new Endpoint("utmSources", "/utm/source", (api) -> Flux.from(api.utmSources(march().build())), """
						[{"utm_source": "v", "visitors": 7, "relative_visitors": 0.7}]""", new UtmStats("v", 7, 0.7)),
				new Endpoint("utmMediums", "/utm/medium", (api) -> Flux.from(api.utmMediums(march().build())), """
						[{"utm_medium": "v", "visitors": 7, "relative_visitors": 0.7}]""", new UtmStats("v", 7, 0.7)),
				new Endpoint("utmCampaigns", "/utm/campaign", (api) -> Flux.from(api.utmCampaigns(march().build())), """
						[{"utm_campaign": "v", "visitors": 7, "relative_visitors": 0.7}]""", new UtmStats("v", 7, 0.7)),
				new Endpoint("utmContents", "/utm/content", (api) -> Flux.from(api.utmContents(march().build())), """
						[{"utm_content": "v", "visitors": 7, "relative_visitors": 0.7}]""", new UtmStats("v", 7, 0.7)),
				new Endpoint("utmTerms", "/utm/term", (api) -> Flux.from(api.utmTerms(march().build())), """
						[{"utm_term": "v", "visitors": 7, "relative_visitors": 0.7}]""", new UtmStats("v", 7, 0.7)),
				new Endpoint("languages", "/language", (api) -> Flux.from(api.languages(march().build())), """
						[{"language": "de", "visitors": 7, "relative_visitors": 0.7}]""",
						new LanguageStats("de", 7, 0.7)),
				new Endpoint("countries", "/country", (api) -> Flux.from(api.countries(march().build())), """
						[{"country_code": "at", "visitors": 7, "relative_visitors": 0.7}]""",
						new CountryStats("at", 7, 0.7)),
				new Endpoint("regions", "/region", (api) -> Flux.from(api.regions(march().build())), """
						[{"country_code": "at", "region": "Wien", "visitors": 7, "relative_visitors": 0.7}]""",
						new RegionStats("at", "Wien", 7, 0.7)),
				new Endpoint("cities", "/city", (api) -> Flux.from(api.cities(march().build())),
						"""
								[{"country_code": "at", "region": "Wien", "city": "Vienna", "visitors": 7, "relative_visitors": 0.7}]""",
						new CityStats("at", "Wien", "Vienna", 7, 0.7)),
				new Endpoint("operatingSystems", "/os", (api) -> Flux.from(api.operatingSystems(march().build())), """
						[{"os": "Linux", "visitors": 7, "relative_visitors": 0.7}]""",
						new OperatingSystemStats("Linux", 7, 0.7)),
				new Endpoint("operatingSystemVersions", "/os/version",
						(api) -> Flux.from(api.operatingSystemVersions(march().build())), """
								[{"os": "Windows", "os_version": "11", "visitors": 7, "relative_visitors": 0.7}]""",
						new OperatingSystemVersionStats("Windows", "11", 7, 0.7)),
				new Endpoint("browsers", "/browser", (api) -> Flux.from(api.browsers(march().build())), """
						[{"browser": "Firefox", "visitors": 7, "relative_visitors": 0.7}]""",
						new BrowserStats("Firefox", 7, 0.7)),
				new Endpoint("browserVersions", "/browser/version",
						(api) -> Flux.from(api.browserVersions(march().build())),
						"""
								[{"browser": "Firefox", "browser_version": "130.0", "visitors": 7, "relative_visitors": 0.7}]""",
						new BrowserVersionStats("Firefox", "130.0", 7, 0.7)),
				new Endpoint("screenClasses", "/screen", (api) -> Flux.from(api.screenClasses(march().build())), """
						[{"screen_class": "Full HD", "visitors": 7, "relative_visitors": 0.7}]""",
						new ScreenClassStats("Full HD", 7, 0.7)),
				new Endpoint("platforms", "/platform", (api) -> Flux.from(api.platforms(march().build())),
						"""
								{"platform_desktop": 1, "platform_mobile": 2, "platform_unknown": 3, "relative_platform_desktop": 0.1, "relative_platform_mobile": 0.2, "relative_platform_unknown": 0.3}""",
						new PlatformStats(1, 2, 3, 0.1, 0.2, 0.3)),
				new Endpoint("tags", "/tags", (api) -> Flux.from(api.tags(march().build())),
						"""
								[{"key": "author", "value": "", "visitors": 1, "views": 2, "relative_visitors": 0.3, "relative_views": 0.4}]""",
						new TagStats("author", "", 1, 2, 0.3, 0.4)),
				new Endpoint("tagValues", "/tag/details",
						(api) -> Flux.from(api.tagValues(march().where(Dimension.TAG, "author").build())),
						"""
								[{"key": "", "value": "Jane", "visitors": 1, "views": 2, "relative_visitors": 0.3, "relative_views": 0.4}]""",
						new TagStats("", "Jane", 1, 2, 0.3, 0.4)),
				new Endpoint("sessions", "/session/list", (api) -> Flux.from(api.sessions(march().build())),
						"""
								[{"visitor_id": "18446744073709551615", "session_id": 4294967295, "time": "2024-03-31T10:15:30.123456789Z", "start": "2024-03-31T10:00:00Z", "duration_seconds": 930, "entry_path": "/a", "exit_path": "/b", "page_views": 2, "is_bounce": true, "entry_title": "A", "exit_title": "B", "language": "de", "country_code": "at", "region": "Wien", "city": "Vienna", "referrer": "https://example.org/a", "referrer_name": "example.org", "referrer_icon": "icon", "os": "Linux", "os_version": "6", "browser": "Firefox", "browser_version": "130.0", "desktop": true, "mobile": false, "screen_class": "XL", "utm_source": "s", "utm_medium": "m", "utm_campaign": "c", "utm_content": "t", "utm_term": "e", "hostname": "example.com", "channel": "Direct", "extended": 3}]""",
						new Session("18446744073709551615", 4294967295L,
								Instant.parse("2024-03-31T10:15:30.123456789Z"), Instant.parse("2024-03-31T10:00:00Z"),
								930, "/a", "/b", 2, true, "A", "B", "de", "at", "Wien", "Vienna",
								"https://example.org/a", "example.org", "icon", "Linux", "6", "Firefox", "130.0", true,
								false, "XL", "s", "m", "c", "t", "e", "example.com", "Direct", 3)),
				new Endpoint("sessionSteps", "/session/details",
						(api) -> Flux
							.from(api.sessionSteps(march().session("18446744073709551615", 4294967295L).build())),
						"""
								[{"page_view": {"visitor_id": 18446744073709551615, "session_id": 4294967295, "time": "2024-03-31T10:00:00Z", "duration_seconds": 5, "path": "/a", "title": "A", "language": "de", "country_code": "at", "region": "Wien", "city": "Vienna", "referrer": "https://example.org/a", "referrer_name": "example.org", "referrer_icon": "icon", "os": "Linux", "os_version": "6", "browser": "Firefox", "browser_version": "130.0", "desktop": true, "mobile": false, "screen_class": "XL", "utm_source": "s", "utm_medium": "m", "utm_campaign": "c", "utm_content": "t", "utm_term": "e", "hostname": "example.com", "channel": "Direct", "tag_keys": ["author"], "tag_values": ["Jane"]}, "event": null}, {"page_view": null, "event": {"visitor_id": 18446744073709551615, "session_id": 4294967295, "time": "2024-03-31T10:00:00Z", "duration_seconds": 6, "path": "/a", "title": "A", "language": "de", "country_code": "at", "region": "Wien", "city": "Vienna", "referrer": "https://example.org/a", "referrer_name": "example.org", "referrer_icon": "icon", "os": "Linux", "os_version": "6", "browser": "Firefox", "browser_version": "130.0", "desktop": true, "mobile": false, "screen_class": "XL", "utm_source": "s", "utm_medium": "m", "utm_campaign": "c", "utm_content": "t", "utm_term": "e", "hostname": "example.com", "channel": "Direct", "name": "Sale", "meta_keys": ["currency"], "meta_values": ["USD"]}}]""",
						new SessionStep(new SessionPageView("18446744073709551615", 4294967295L,
								Instant.parse("2024-03-31T10:00:00Z"), 5, "/a", "A", "de", "at", "Wien", "Vienna",
								"https://example.org/a", "example.org", "icon", "Linux", "6", "Firefox", "130.0", true,
								false, "XL", "s", "m", "c", "t", "e", "example.com", "Direct", List.of("author"),
								List.of("Jane")), null),
						new SessionStep(null,
								new SessionEvent("18446744073709551615", 4294967295L,
										Instant.parse("2024-03-31T10:00:00Z"), "Sale", List.of("currency"),
										List.of("USD"), 6, "/a", "A", "de", "at", "Wien", "Vienna",
										"https://example.org/a", "example.org", "icon", "Linux", "6", "Firefox",
										"130.0", true, false, "XL", "s", "m", "c", "t", "e", "example.com", "Direct"))),
				new Endpoint("keywords", "/keywords", (api) -> Flux.from(api.keywords(march().build())), """
						[{"keys": ["analytics"], "clicks": 1, "impressions": 20, "ctr": 0.05, "position": 3.5}]""",
						new KeywordStats(List.of("analytics"), 1, 20, 0.05, 3.5)),
				new Endpoint("keywordPages", "/pages",
						(api) -> Flux.from(api.keywordPages(march().keyword("analytics").build())),
						"""
								[{"keys": ["analytics", "https://example.com/a"], "clicks": 1, "impressions": 20, "ctr": 0.05, "position": 3.5}]""",
						new KeywordStats(List.of("analytics", "https://example.com/a"), 1, 20, 0.05, 3.5)),
				new Endpoint("options HOSTNAME", "/options/hostname",
						(api) -> api.options(Dimension.HOSTNAME, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options PATH", "/options/page", (api) -> api.options(Dimension.PATH, march().build()), """
						["a", "b"]""", "a", "b"),
				new Endpoint("options REFERRER", "/options/referrer",
						(api) -> api.options(Dimension.REFERRER, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options REFERRER_NAME", "/options/referrer/name",
						(api) -> api.options(Dimension.REFERRER_NAME, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options CHANNEL", "/options/channel",
						(api) -> api.options(Dimension.CHANNEL, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options EVENT", "/options/event", (api) -> api.options(Dimension.EVENT, march().build()),
						"""
								["a", "b"]""", "a", "b"),
				new Endpoint("options COUNTRY", "/options/country",
						(api) -> api.options(Dimension.COUNTRY, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options REGION", "/options/region",
						(api) -> api.options(Dimension.REGION, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options CITY", "/options/city", (api) -> api.options(Dimension.CITY, march().build()), """
						["a", "b"]""", "a", "b"),
				new Endpoint("options LANGUAGE", "/options/language",
						(api) -> api.options(Dimension.LANGUAGE, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options BROWSER", "/options/browser",
						(api) -> api.options(Dimension.BROWSER, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options OPERATING_SYSTEM", "/options/os",
						(api) -> api.options(Dimension.OPERATING_SYSTEM, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options UTM_SOURCE", "/options/utm/source",
						(api) -> api.options(Dimension.UTM_SOURCE, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options UTM_MEDIUM", "/options/utm/medium",
						(api) -> api.options(Dimension.UTM_MEDIUM, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options UTM_CAMPAIGN", "/options/utm/campaign",
						(api) -> api.options(Dimension.UTM_CAMPAIGN, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options UTM_CONTENT", "/options/utm/content",
						(api) -> api.options(Dimension.UTM_CONTENT, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options UTM_TERM", "/options/utm/term",
						(api) -> api.options(Dimension.UTM_TERM, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options EVENT_METADATA_KEY", "/options/metadata/keys",
						(api) -> api.options(Dimension.EVENT_METADATA_KEY, march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("eventMetadataOptions", "/options/metadata",
						(api) -> api.eventMetadataOptions(march().build()), """
								["a", "b"]""", "a", "b"),
				new Endpoint("options TAG", "/options/tag", (api) -> api.options(Dimension.TAG, march().build()), """
						["a", "b"]""", "a", "b"), new Endpoint("tagValueOptions", "/options/tag/value",
						(api) -> api.tagValueOptions(march().where(Dimension.TAG, "author").build()), """
								["a", "b"]""", "a", "b"));
	}

	@Override
	public String toString() {
		return this.method;
	}

}
