package io.pirsch.local;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/**
 * Tests for the statistics of what arrived, as the API writes them.
 */
class StatisticsTests {

	private static final String CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
			+ "(KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

	private static final String DAY = "&from=2026-11-23&to=2026-11-23";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T10:00:00Z"));

	private final LocalPirsch local = LocalPirsch.builder()
		.clock(this.clock)
		.accessKey("pa_" + "k".repeat(45))
		.tokenLifetime(Duration.ofDays(30))
		.start();

	private final ApiClient client = new ApiClient(this.local).withToken();

	@AfterEach
	void close() {
		this.local.close();
	}

	@Test
	void writesTotalAsTheApiDoes() {
		view("/", 1);
		view("/teas", 1);
		view("/", 2);
		assertThat(raw("total", DAY)).isEqualTo("{\"visitors\":2,\"views\":3,\"sessions\":2,\"bounces\":1,"
				+ "\"bounce_rate\":0.5,\"cr\":0.0,\"custom_metric_avg\":0.0,\"custom_metric_total\":0.0}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "page", "page/entry", "page/exit", "events", "event/list", "event/meta", "event/page",
			"referrer", "utm/source", "utm/term", "language", "os", "os/version", "browser", "browser/version",
			"screen", "country", "region", "city", "channel", "hostname", "tags", "tag/details", "session/list",
			"session/details", "keywords", "pages", "goals", "weekdays", "options/page", "options/tag/value" })
	void writesAnEmptyListAsNull(String path) {
		HttpResponse<String> response = this.client.get("/api/v1/statistics/" + path + "?id=localDom01" + DAY);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).isEqualTo("null");
	}

	@Test
	void aPauseOfHalfAnHourEndsASession() {
		view("/", 1);
		this.clock.advance(Duration.ofMinutes(30));
		view("/teas", 1);
		assertThat(read("total", DAY)).containsEntry("sessions", 1).containsEntry("bounces", 0);
		this.clock.advance(Duration.ofMinutes(30).plusSeconds(1));
		view("/about", 1);
		assertThat(read("total", DAY)).containsEntry("sessions", 2).containsEntry("visitors", 1);
	}

	@Test
	void anExtensionKeepsASessionOpen() {
		view("/", 1);
		this.clock.advance(Duration.ofMinutes(29));
		extend(1);
		this.clock.advance(Duration.ofMinutes(29));
		view("/teas", 1);
		assertThat(rows("session/list", DAY)).singleElement()
			.satisfies((session) -> assertThat(session).containsEntry("extended", 1)
				.containsEntry("duration_seconds", 58 * 60)
				.containsEntry("page_views", 2));
	}

	@Test
	void anExtensionWithoutASessionIsNothing() {
		extend(1);
		assertThat(read("total", DAY)).containsEntry("visitors", 0);
		assertThat(read("active", "")).containsEntry("visitors", 0);
	}

	@ParameterizedTest
	@CsvSource({ "/teas, https://search.example/results?q=tea, 2", "/teas, https://example.com/, 1",
			"/teas, https://www.example.com/teas, 1", "/teas, https://192.0.2.1/, 1", "/teas?utm_source=newsletter,,2",
			"/teas?ref=A+friend,,2", "/teas?page=2,,1" })
	void aVisitorWhoComesFromElsewhereBeginsASession(String path, @Nullable String referrer, int sessions) {
		view("/", 1);
		view(path, 1, (referrer != null) ? Map.of("referrer", referrer) : Map.of());
		assertThat(read("total", DAY)).containsEntry("sessions", sessions).containsEntry("visitors", 1);
	}

	@Test
	void theSameCampaignDoesNotBeginAnotherSession() {
		view("/?utm_source=newsletter&utm_medium=email", 1);
		view("/teas?utm_source=newsletter", 1);
		view("/about", 1);
		assertThat(read("total", DAY)).containsEntry("sessions", 1);
		assertThat(rows("utm/source", DAY))
			.containsExactly(Map.of("utm_source", "newsletter", "visitors", 1, "relative_visitors", 1.0));
	}

	@Test
	void aReloadStaysABounceAndAnEventEndsItUnlessItIsNotInteractive() {
		view("/", 1);
		view("/", 1);
		assertThat(read("total", DAY)).containsEntry("bounces", 1).containsEntry("views", 2);
		event("Scrolled", "/", 1, Map.of("non_interactive", true));
		assertThat(read("total", DAY)).containsEntry("bounces", 1);
		event("Ordered", "/", 1, Map.of());
		assertThat(read("total", DAY)).containsEntry("bounces", 0);
	}

	@Test
	void aVisitorIsNewOnAnotherDayUnlessStayingOverMidnight() {
		this.clock.advance(Duration.ofMinutes(13 * 60 + 50));
		view("/", 1);
		this.clock.advance(Duration.ofMinutes(20));
		view("/teas", 1);
		String days = "&from=2026-11-23&to=2026-11-24";
		assertThat(read("total", days)).containsEntry("visitors", 1).containsEntry("sessions", 1);
		this.clock.advance(Duration.ofHours(2));
		view("/", 1);
		assertThat(read("total", days)).containsEntry("visitors", 2).containsEntry("sessions", 2);
	}

	@Test
	void sortsByTimeWithinABatchOnly() {
		this.client.post("/api/v1/hit/batch", List.of(viewAt("/second", "2026-11-23T09:01:00Z"),
				viewAt("/first", "2026-11-23T09:00:00Z"), viewAt("/third", "2026-11-23T09:03:00Z")));
		assertThat(rows("session/list", DAY)).singleElement()
			.satisfies((session) -> assertThat(session).containsEntry("entry_path", "/first")
				.containsEntry("exit_path", "/third")
				.containsEntry("duration_seconds", 180));
		this.client.post("/api/v1/hit/batch", List.of(viewAt("/late", "2026-11-23T09:02:00Z")));
		assertThat(rows("session/list", DAY)).singleElement()
			.satisfies((session) -> assertThat(session).containsEntry("exit_path", "/late")
				.containsEntry("duration_seconds", 120));
	}

	@Test
	void writesPagesWithShares() {
		view("/", 1);
		this.clock.advance(Duration.ofSeconds(40));
		view("/teas", 1);
		view("/", 2);
		assertThat(raw("page", DAY + "&include_avg_time_on_page=true"))
			.isEqualTo("[{\"path\":\"/\",\"title\":\"\",\"visitors\":2,\"views\":2,\"sessions\":2,\"bounces\":1,"
					+ "\"relative_visitors\":1.0,\"relative_views\":0.6666666666666666,\"bounce_rate\":0.5,"
					+ "\"average_time_spent_seconds\":40},"
					+ "{\"path\":\"/teas\",\"title\":\"\",\"visitors\":1,\"views\":1,\"sessions\":1,\"bounces\":0,"
					+ "\"relative_visitors\":0.5,\"relative_views\":0.3333333333333333,\"bounce_rate\":0.0,"
					+ "\"average_time_spent_seconds\":0}]");
	}

	@Test
	void writesSharesOfAllThatHappenedEvenIfPartOfItIsAskedFor() {
		view("/", 1);
		view("/teas", 1);
		view("/", 2);
		view("/", 3);
		assertThat(rows("page", DAY + "&path=/teas")).extracting("visitors", "relative_visitors", "relative_views")
			.containsExactly(tuple(1, 1.0 / 3, 1.0 / 4));
		event("Ordered", "/teas", 1, Map.of());
		assertThat(rows("events", DAY + "&path=/teas")).extracting("visitors", "cr").containsExactly(tuple(1, 1.0 / 3));
	}

	@Test
	void writesEntriesAndExits() {
		view("/", 1);
		view("/teas", 1);
		view("/teas", 2);
		assertThat(rows("page/entry", DAY)).extracting("path", "visitors", "sessions", "entries", "entry_rate")
			.containsExactly(tuple("/", 1, 1, 1, 1.0), tuple("/teas", 2, 2, 1, 0.5));
		assertThat(rows("page/exit", DAY)).containsExactly(
				Map.of("path", "/teas", "title", "", "visitors", 2, "sessions", 2, "exits", 2, "exit_rate", 1.0));
	}

	@Test
	void writesTheEntriesAndExitsOfThoseWhoSawAPage() {
		view("/", 1);
		view("/teas", 1);
		extend(1);
		view("/about", 2);
		assertThat(rows("page/entry", DAY + "&path=/teas")).extracting("path", "visitors", "entries", "entry_rate")
			.containsExactly(tuple("/", 1, 1, 1.0));
		assertThat(rows("page/exit", DAY + "&path=/")).extracting("path", "visitors", "exits", "exit_rate")
			.containsExactly(tuple("/teas", 1, 1, 1.0));
	}

	@Test
	void writesEventsWithTheirMetadata() {
		view("/teas", 1, Map.of("tags", Map.of("kind", "Oolong")));
		view("/", 2);
		event("Ordered", "/teas", 1,
				Map.of("event_meta", Map.of("total", "9.50"), "tags", Map.of("plan", "pro"), "event_duration", 4));
		event("Ordered", "/teas", 1, Map.of("event_meta", Map.of("total", "12")));
		assertThat(raw("events", DAY)).isEqualTo("[{\"name\":\"Ordered\",\"count\":2,\"visitors\":1,\"views\":1,"
				+ "\"cr\":0.5,\"average_duration_seconds\":4,\"meta_keys\":[\"plan\",\"total\"],\"meta_value\":\"\"}]");
		assertThat(rows("event/meta", DAY + "&event=Ordered&event_meta_key=total")).extracting("meta_value", "count")
			.containsExactlyInAnyOrder(tuple("9.50", 1), tuple("12", 1));
		assertThat(raw("event/meta", DAY + "&event=Ordered")).isEqualTo("null");
		assertThat(raw("event/meta", DAY + "&event_meta_key=total")).isEqualTo("null");
		assertThat(rows("event/list", DAY)).extracting("name", "meta", "count")
			.containsExactlyInAnyOrder(tuple("Ordered", Map.of("plan", "pro", "total", "9.50"), 1),
					tuple("Ordered", Map.of("total", "12"), 1));
		assertThat(rows("event/page", DAY + "&event=Ordered")).extracting("path", "visitors", "views")
			.containsExactly(tuple("/teas", 1, 1));
		assertThat(read("total", DAY + "&event=Ordered&custom_metric_type=float&custom_metric_key=total"))
			.containsEntry("visitors", 1)
			.containsEntry("cr", 0.5)
			.containsEntry("custom_metric_total", 21.5);
		assertThat(rows("tags", DAY)).extracting("key", "views").containsExactly(tuple("kind", 1));
		assertThat(rows("tag/details", DAY + "&tag=kind")).extracting("value", "views")
			.containsExactly(tuple("Oolong", 1));
	}

	@Test
	void averagesTheLongestDurationsOfEvents() {
		view("/", 1);
		event("Slept", "/", 1, Map.of("event_duration", 4294967295L));
		event("Slept", "/", 1, Map.of("event_duration", 1));
		assertThat(rows("events", DAY)).extracting("average_duration_seconds").containsExactly(2147483648L);
	}

	@Test
	void writesWhereVisitorsComeFromAndWhatTheyUse() {
		view("/", 1, Map.of("referrer", "https://www.search.example/results?q=tea", "accept_language", "de-DE,de;q=0.9",
				"user_agent", CHROME, "sec_ch_ua_mobile", "?0", "screen_width", 1920));
		assertThat(raw("referrer", DAY))
			.isEqualTo("[{\"referrer\":\"https://www.search.example/results\",\"referrer_name\":\"search.example\","
					+ "\"referrer_icon\":\"\",\"visitors\":1,\"sessions\":1,\"bounces\":1,\"bounce_rate\":1.0,"
					+ "\"relative_visitors\":1.0}]");
		assertThat(rows("language", DAY)).extracting("language").containsExactly("de");
		assertThat(rows("os", DAY)).extracting("os").containsExactly("Windows");
		assertThat(rows("browser/version", DAY)).extracting("browser", "browser_version")
			.containsExactly(tuple("Chrome", "141"));
		assertThat(rows("screen", DAY)).extracting("screen_class").containsExactly("Full HD");
		assertThat(rows("hostname", DAY)).extracting("hostname").containsExactly("example.com");
		assertThat(read("platform", DAY)).containsEntry("platform_desktop", 1)
			.containsEntry("relative_platform_desktop", 1.0)
			.containsEntry("platform_mobile", 0);
	}

	@Test
	void countsByDayInTheTimeZoneAskedFor() {
		this.clock.advance(Duration.ofMinutes(13 * 60 + 30));
		view("/", 1);
		String days = "&from=2026-11-23&to=2026-11-24";
		assertThat(rows("visitor", days)).extracting("day", "visitors")
			.containsExactly(tuple("2026-11-23T00:00:00Z", 1), tuple("2026-11-24T00:00:00Z", 0));
		assertThat(rows("visitor", days + "&tz=Europe/Berlin")).extracting("day", "week", "visitors")
			.containsExactly(tuple("2026-11-23T00:00:00Z", null, 0), tuple("2026-11-24T00:00:00Z", null, 1));
		assertThat(rows("visitor", days + "&scale=month")).extracting("month", "visitors")
			.containsExactly(tuple("2026-11-01T00:00:00Z", 1));
		assertThat(rows("hours", days + "&tz=Europe/Berlin")).hasSize(24)
			.element(0)
			.satisfies((hour) -> assertThat(hour).containsEntry("hour", 0).containsEntry("views", 1));
		assertThat(rows("minutes", days)).hasSize(60)
			.element(30)
			.satisfies((minute) -> assertThat(minute).containsEntry("minute", 30).containsEntry("views", 1));
		assertThat(rows("weekdays", days)).extracting("weekday", "hour", "views").containsExactly(tuple(0, 23, 1));
	}

	@Test
	void comparesWithThePeriodBefore() {
		view("/", 1);
		this.clock.advance(Duration.ofDays(1));
		view("/", 1);
		view("/", 2);
		view("/", 3);
		assertThat(read("growth", "&from=2026-11-24&to=2026-11-24")).containsEntry("visitors_growth", 2.0)
			.containsEntry("bounces_growth", 2.0)
			.containsEntry("time_spent_growth", 0.0);
		assertThat(read("growth", DAY)).containsEntry("views_growth", 1.0);
		assertThat(read("overview", "")).containsEntry("visitors", 4)
			.containsEntry("visitors_growth", 1.0)
			.containsEntry("member", 1);
	}

	@Test
	void tellsWhoIsActiveNow() {
		view("/", 1);
		this.clock.advance(Duration.ofMinutes(9));
		view("/teas", 2);
		assertThat(raw("active", "")).isEqualTo("{\"stats\":[{\"path\":\"/\",\"title\":\"\",\"visitors\":1},"
				+ "{\"path\":\"/teas\",\"title\":\"\",\"visitors\":1}],\"countries\":null,\"visitors\":2}");
		assertThat(read("active", "&start=60")).containsEntry("visitors", 1);
		extend(1);
		assertThat(read("active", "&start=60")).containsEntry("visitors", 2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "path=/teas | 1", "path=/teas&path=/ | 3", "path=!/teas | 2", "path=!/teas&path=!/ | 0",
					"path=~TEA | 1", "path=^tea | 2", "pattern=^/t.*s$ | 1", "pattern=!tea | 2", "entry_path=/ | 2",
					"exit_path=!/ | 1", "language=de | 1", "language=null | 2", "language=~de,en | 1",
					"language=!de | 2", "utm_source=letter | 1", "referrer_name=null | 2", "tag=kind | 1",
					"tag_kind=Oolong | 1", "hostname=elsewhere.example | 0", "event=Ordered | 1", "meta_total=5 | 1",
					"event_meta_key=!total | 0", "platform=desktop | 2", "country=!de | 3", "screen_class= | 3" })
	void filters(String query, int visitors) {
		view("/", 1);
		view("/teas", 2, Map.of("accept_language", "de", "tags", Map.of("kind", "Oolong")));
		event("Ordered", "/teas", 2, Map.of("event_meta", Map.of("total", "5")));
		view("/?utm_source=letter", 3, Map.of("user_agent", "unknown to all of us"));
		assertThat(read("total", DAY + "&" + query.replace("^", "%5E"))).containsEntry("visitors", visitors);
	}

	@Test
	void sortsSearchesAndCutsLists() {
		for (int i = 0; i < 120; i++) {
			view("/p%03d".formatted(i), i % 2);
		}
		assertThat(rows("page", DAY + "&limit=500")).hasSize(100);
		assertThat(rows("page", DAY + "&offset=100")).hasSize(20);
		assertThat(raw("page", DAY + "&offset=200")).isEqualTo("null");
		assertThat(rows("page", DAY + "&sort=path&direction=desc&limit=2")).extracting("path")
			.containsExactly("/p119", "/p118");
		assertThat(rows("page", DAY + "&search=P11")).hasSize(10);
		assertThat(rows("page", DAY + "&search=!p1")).hasSize(100);
	}

	@Test
	void writesTheStepsOfASession() {
		view("/", 1);
		event("Ordered", "/", 1, Map.of("event_meta", Map.of("total", "5")));
		Map<String, @Nullable Object> session = rows("session/list", DAY).get(0);
		String ids = "&visitor_id=" + session.get("visitor_id") + "&session_id=" + session.get("session_id");
		assertThat(rows("session/details", DAY + ids)).satisfiesExactly((step) -> {
			assertThat(step).containsEntry("event", null);
			assertThat(step.get("page_view")).asInstanceOf(MAP).containsEntry("path", "/");
		}, (step) -> assertThat(step).containsEntry("page_view", null));
		assertThat(raw("session/details", DAY + ids)).contains("\"visitor_id\":" + session.get("visitor_id") + ",")
			.contains("\"meta_keys\":[\"total\"],\"meta_values\":[\"5\"]");
	}

	@Test
	void tellsWhatThereIsToFilterBy() {
		view("/teas", 1, Map.of("tags", Map.of("kind", "Oolong")));
		view("/", 1);
		event("Ordered", "/", 1, Map.of("event_meta", Map.of("total", "5")));
		assertThat(raw("options/page", DAY)).isEqualTo("[\"/\",\"/teas\"]");
		assertThat(raw("options/page", DAY + "&search=T")).isEqualTo("[\"/teas\"]");
		assertThat(raw("options/tag/value", DAY + "&tag=kind")).isEqualTo("[\"Oolong\"]");
		assertThat(raw("options/event", DAY)).isEqualTo("[\"Ordered\"]");
		assertThat(raw("options/metadata", DAY)).isEqualTo("[\"5\"]");
		assertThat(raw("options/metadata", DAY + "&event_meta_key=another")).isEqualTo("null");
		assertThat(raw("options/metadata/keys", DAY)).isEqualTo("[\"total\"]");
	}

	@Test
	void followsVisitorsThroughTheFunnel() {
		view("/", 1);
		view("/teas", 1);
		event("Ordered", "/teas", 1, Map.of());
		view("/", 2);
		view("/teas", 2);
		view("/", 3);
		assertThat(read("funnel", DAY + "&funnel_id=localFun01").get("data")).asInstanceOf(LIST)
			.extracting("step", "visitors", "previous_visitors", "dropped", "drop_off")
			.containsExactly(tuple(1, 3, 0, 0, 0.0), tuple(2, 2, 3, 1, 1.0 / 3), tuple(3, 1, 2, 1, 0.5));
		assertThat(this.client.get("/api/v1/statistics/funnel?id=localDom01&funnel_id=another" + DAY).statusCode())
			.isEqualTo(400);
	}

	@Test
	void exportsWhatIsAskedFor() throws Exception {
		view("/", 1);
		view("/?utm_source=a%2C%22b%22", 2);
		HttpResponse<byte[]> response = this.client.send(
				this.client.request("/api/v1/statistics?id=localDom01&pages=true&utm=1&os=false" + DAY).GET(),
				HttpResponse.BodyHandlers.ofByteArray());
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/zip");
		Map<String, String> files = new LinkedHashMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(response.body()))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		assertThat(files).containsOnlyKeys("page.csv", "utm_source.csv", "utm_medium.csv", "utm_campaign.csv",
				"utm_content.csv", "utm_term.csv");
		assertThat(files.get("utm_source.csv"))
			.isEqualTo("\"utm_source\",\"visitors\",\"relative_visitors\"\n\"a,\"\"b\"\"\",\"1\",\"0.5\"\n");
	}

	@ParameterizedTest
	@CsvSource({ "'', 1, 0, false", "all, 1, 0, true", "events, 2, 0, true", "imported, 2, 1, false" })
	void deletesWhatIsAskedFor(String kind, int views, int events, boolean demo) {
		view("/", 1);
		event("Ordered", "/", 1, Map.of());
		this.clock.advance(Duration.ofDays(1));
		view("/", 1);
		this.client.post("/local/demo", Map.of());
		assertThat(delete(Map.of("id", "localDom01", "kind", kind, "from", "2026-11-01", "to", "2026-11-23")))
			.isEqualTo(200);
		String days = "&from=2026-11-23&to=2026-11-24";
		assertThat(read("total", days + "&tag_demo=!true")).containsEntry("views", views);
		assertThat(raw("events", days)).contains((events > 0) ? "Ordered" : "").satisfies((rows) -> {
			if (events == 0) {
				assertThat(rows).doesNotContain("Ordered");
			}
		});
		assertThat(raw("tags", "&from=2026-11-20&to=2026-11-23").contains("demo")).isEqualTo(demo);
	}

	@Test
	void refusesDeletionThatIsNotClear() {
		assertThat(delete(Map.of("kind", "all"))).isEqualTo(400);
		assertThat(delete(Map.of("id", 1))).isEqualTo(400);
		assertThat(delete(Map.of("id", "another"))).isEqualTo(404);
		assertThat(delete(Map.of("id", "localDom01", "kind", "some"))).isEqualTo(400);
		assertThat(delete(Map.of("id", "localDom01", "from", "yesterday"))).isEqualTo(400);
		assertThat(delete(Map.of("id", "localDom01", "to", 20261123))).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "'', id", "id=localDom01, from", "id=localDom01&from=2026-11-23&to=tomorrow, to",
			"id=localDom01&start=soon, start", "id=localDom01&from=2026-11-23&to=2026-11-23&tz=Mars, tz",
			"id=localDom01&from=2026-11-23&to=2026-11-23&scale=hour, scale",
			"id=localDom01&from=2026-11-23&to=2026-11-23&limit=-1, limit" })
	void namesTheParameterThatIsWrong(String query, String name) {
		HttpResponse<String> response = this.client
			.get("/api/v1/statistics/" + (name.equals("limit") ? "session/list" : "visitor") + "?" + query);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(ApiClient.json(response).get("validation")).asInstanceOf(MAP).containsOnlyKeys(name);
	}

	@Test
	void knowsOneDomain() {
		assertThat(this.client.get("/api/v1/statistics/total?id=another" + DAY).statusCode()).isEqualTo(404);
	}

	@Test
	void anAccessKeyCannotRead() {
		this.client.bearer(this.local.accessKey());
		assertThat(this.client.get("/api/v1/statistics/total?id=localDom01" + DAY).statusCode()).isEqualTo(403);
	}

	@Test
	void beginsWithDemoDataUntilReset() {
		view("/", 1);
		assertThat(this.client.post("/local/demo", Map.of()).statusCode()).isEqualTo(200);
		String weeks = "&from=2026-11-10&to=2026-11-23";
		assertThat(rows("visitor", weeks)).hasSize(14).allSatisfy((day) -> assertThat(count(day)).isPositive());
		assertThat(rows("tags", weeks)).extracting("key").containsExactly(LocalPirsch.DEMO_TAG);
		assertThat(read("total", weeks + "&tag_demo=!true")).containsEntry("visitors", 1);
		assertThat(read("total", "&from=2026-11-23&to=2026-11-23&from_time=10:01&to_time=23:59"))
			.containsEntry("visitors", 0);
		assertThat(this.local.arrivals()).hasSize(1);
		this.local.reset();
		assertThat(read("total", weeks)).containsEntry("visitors", 0);
	}

	@Test
	void hasNoneOfWhatIsNotKept() {
		try (LocalPirsch forgetful = LocalPirsch.builder().clock(this.clock).keepArrivals(0).start()) {
			ApiClient another = new ApiClient(forgetful).withToken();
			another.post("/api/v1/hit", ApiClient.hit());
			assertThat(another.get("/api/v1/statistics/page?id=localDom01" + DAY).body()).isEqualTo("null");
		}
	}

	private int delete(Map<String, ?> body) {
		return this.client
			.send(this.client.request("/api/v1/statistics")
				.method("DELETE", HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))))
			.statusCode();
	}

	private static int count(Map<String, @Nullable Object> row) {
		return (int) Objects.requireNonNull(row.get("visitors"));
	}

	private void view(String path, int visitor) {
		view(path, visitor, Map.of());
	}

	private void view(String path, int visitor, Map<String, ?> more) {
		assertThat(this.client.post("/api/v1/hit", fields(path, visitor, more)).statusCode()).isEqualTo(200);
	}

	private void event(String name, String path, int visitor, Map<String, ?> more) {
		Map<String, Object> event = fields(path, visitor, more);
		event.put("event_name", name);
		assertThat(this.client.post("/api/v1/event", event).statusCode()).isEqualTo(200);
	}

	private void extend(int visitor) {
		assertThat(this.client.post("/api/v1/session", fields("/", visitor, Map.of())).statusCode()).isEqualTo(200);
	}

	private static Map<String, Object> viewAt(String path, String time) {
		return fields(path, 1, Map.of("time", time));
	}

	private static Map<String, Object> fields(String path, int visitor, Map<String, ?> more) {
		Map<String, Object> fields = ApiClient.hit("url", "https://example.com" + path);
		fields.put("ip", "203.0.113." + visitor);
		fields.putAll(more);
		return fields;
	}

	private String raw(String path, String query) {
		HttpResponse<String> response = this.client.get("/api/v1/statistics/" + path + "?id=localDom01" + query);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	private Map<String, @Nullable Object> read(String path, String query) {
		return Objects.requireNonNull(Json.object(json(path, query)));
	}

	private List<Map<String, @Nullable Object>> rows(String path, String query) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Object row : (List<?>) Objects.requireNonNull(json(path, query))) {
			rows.add(Objects.requireNonNull(Json.object(row)));
		}
		return rows;
	}

	private @Nullable Object json(String path, String query) {
		return Json.read(raw(path, query).getBytes(StandardCharsets.UTF_8));
	}

}
