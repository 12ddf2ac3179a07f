package io.pirsch.local;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/**
 * Tests for what is accepted, what is refused and what is kept.
 */
class SendingTests {

	private final LocalPirsch local = LocalPirsch.start();

	private final ApiClient client = new ApiClient(this.local).withToken();

	@AfterEach
	void close() {
		this.local.close();
	}

	@Test
	void keepsPageViewWithItsFields() {
		Map<String, Object> hit = ApiClient.hit("tags", Map.of("plan", "pro"));
		hit.put("screen_width", 1920);
		hit.put("disable_bot_filter", true);
		hit.put("something_unknown", 1.5);
		assertThat(this.client.post("/api/v1/hit", hit).statusCode()).isEqualTo(200);
		assertThat(this.local.arrivals()).singleElement().satisfies((arrival) -> {
			assertThat(arrival.kind()).isEqualTo(Arrival.Kind.PAGE_VIEW);
			assertThat(arrival.batch()).isFalse();
			assertThat(arrival.request()).isEqualTo(2);
			assertThat(arrival.text("url")).isEqualTo("https://example.com/page");
			assertThat(arrival.number("screen_width")).isEqualTo(1920);
			assertThat(arrival.flag("disable_bot_filter")).isTrue();
			assertThat(arrival.texts("tags")).containsExactly(Map.entry("plan", "pro"));
			assertThat(arrival.fields()).containsEntry("something_unknown", 1.5);
			assertThat(arrival.time()).isNull();
		});
	}

	@Test
	void keepsEventAndSession() {
		Map<String, Object> event = ApiClient.hit("event_name", "Order placed");
		event.put("event_meta", Map.of("total", "12.50"));
		this.client.post("/api/v1/event", event);
		this.client.post("/api/v1/session", Map.of("ip", "203.0.113.7", "user_agent", "Mozilla/5.0"));
		assertThat(this.local.arrivals(Arrival.Kind.EVENT)).singleElement()
			.satisfies((arrival) -> assertThat(arrival.texts("event_meta")).containsEntry("total", "12.50"));
		assertThat(this.local.arrivals(Arrival.Kind.SESSION)).hasSize(1);
	}

	@Test
	void keepsBatchInItsOrder() {
		List<Map<String, Object>> batch = IntStream.range(0, 500)
			.mapToObj((i) -> ApiClient.timed("title", "Page " + i))
			.toList();
		assertThat(this.client.post("/api/v1/hit/batch", batch).statusCode()).isEqualTo(200);
		assertThat(this.local.arrivals()).hasSize(500)
			.allMatch(Arrival::batch)
			.allMatch((arrival) -> Instant.parse("2026-11-23T10:00:00.5Z").equals(arrival.time()))
			.extracting((arrival) -> arrival.text("title"))
			.startsWith("Page 0", "Page 1")
			.endsWith("Page 499");
		Totals totals = this.local.totals();
		assertThat(totals.batches()).isEqualTo(1);
		assertThat(totals.largestBatch()).isEqualTo(500);
		assertThat(totals.pageViews()).isEqualTo(500);
		assertThat(totals.arrivals()).isEqualTo(500);
	}

	@Test
	void recordsTheCall() {
		HttpResponse<String> response = this.client
			.send(this.client.request("/api/v1/domain?search=local").header("Accept", "application/json").GET());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(this.local.requests()).last().satisfies((request) -> {
			assertThat(request.method()).isEqualTo("GET");
			assertThat(request.path()).isEqualTo("/api/v1/domain");
			assertThat(request.query()).isEqualTo("search=local");
			assertThat(request.header("ACCEPT")).isEqualTo("application/json");
			assertThat(request.status()).isEqualTo(200);
			assertThat(request.complete()).isTrue();
		});
	}

	@ParameterizedTest
	@MethodSource
	void namesTheWrongField(String path, Map<String, Object> body, String field) {
		HttpResponse<String> response = this.client.post(path, path.endsWith("batch") ? List.of(body) : body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(ApiClient.json(response).get("validation")).asInstanceOf(MAP).containsOnlyKeys(field);
		assertThat(this.local.arrivals()).isEmpty();
		assertThat(this.local.requests()).last()
			.satisfies((request) -> assertThat(request.error()).startsWith(field + " "));
	}

	static Stream<Arguments> namesTheWrongField() {
		return Stream.of(Arguments.of("/api/v1/hit", ApiClient.hit("url", ""), "url"),
				Arguments.of("/api/v1/hit", ApiClient.hit("ip", " "), "ip"),
				Arguments.of("/api/v1/hit", ApiClient.hit("user_agent", ""), "user_agent"),
				Arguments.of("/api/v1/event", ApiClient.hit(), "event_name"),
				Arguments.of("/api/v1/session", Map.of("ip", "203.0.113.7"), "user_agent"),
				Arguments.of("/api/v1/hit/batch", ApiClient.hit(), "time"),
				Arguments.of("/api/v1/event/batch", ApiClient.timed("title", "x"), "event_name"),
				Arguments.of("/api/v1/session/batch", ApiClient.hit(), "time"),
				Arguments.of("/api/v1/hit/batch", ApiClient.hit("time", "yesterday"), "time"),
				Arguments.of("/api/v1/hit", ApiClient.hit("url", 5), "url"),
				Arguments.of("/api/v1/hit", ApiClient.hit("title", List.of("x")), "title"),
				Arguments.of("/api/v1/hit", ApiClient.hit("screen_width", "1920"), "screen_width"),
				Arguments.of("/api/v1/hit", ApiClient.hit("screen_height", 65536), "screen_height"),
				Arguments.of("/api/v1/hit", ApiClient.hit("screen_height", 10.5), "screen_height"),
				Arguments.of("/api/v1/hit", ApiClient.hit("disable_bot_filter", "yes"), "disable_bot_filter"),
				Arguments.of("/api/v1/hit", ApiClient.hit("tags", pairs(21)), "tags"),
				Arguments.of("/api/v1/hit", ApiClient.hit("tags", Map.of("k".repeat(51), "v")), "tags"),
				Arguments.of("/api/v1/hit", ApiClient.hit("tags", Map.of("k", "v".repeat(51))), "tags"),
				Arguments.of("/api/v1/hit", ApiClient.hit("tags", Map.of("k", 1)), "tags"),
				Arguments.of("/api/v1/hit", ApiClient.hit("tags", "pro"), "tags"),
				Arguments.of("/api/v1/event", event("event_meta", pairs(21)), "event_meta"),
				Arguments.of("/api/v1/event", event("event_meta", Map.of("k".repeat(101), "v")), "event_meta"),
				Arguments.of("/api/v1/event", event("event_meta", Map.of("k", "v".repeat(2001))), "event_meta"),
				Arguments.of("/api/v1/event", event("event_duration", -1), "event_duration"),
				Arguments.of("/api/v1/event", event("non_interactive", 1), "non_interactive"));
	}

	@Test
	void countsTagsOfAnEventAsMetadata() {
		Map<String, Object> event = event("event_meta", pairs(15));
		event.put("tags", pairs(6));
		assertThat(this.client.post("/api/v1/event", event).body()).contains("tags included");
	}

	@Test
	void acceptsValuesAtTheLimits() {
		Map<String, Object> event = event("event_meta", pairs(19));
		event.put("tags", Map.of("k".repeat(50), "v".repeat(50)));
		event.put("screen_width", 65535);
		event.put("event_duration", 4294967295L);
		assertThat(this.client.post("/api/v1/event", event).statusCode()).isEqualTo(200);
		assertThat(this.local.arrivals()).singleElement()
			.satisfies((arrival) -> assertThat(arrival.number("event_duration")).isEqualTo(4294967295L));
	}

	@Test
	void treatsNullAsAbsent() {
		String body = """
				{"url":"/", "ip":"203.0.113.7", "user_agent":"Mozilla/5.0", "tags":null, "screen_width":null}""";
		assertThat(this.client.postRaw("/api/v1/hit", body).statusCode()).isEqualTo(200);
		assertThat(this.client.postRaw("/api/v1/hit", "{\"url\":null}").statusCode()).isEqualTo(400);
	}

	@Test
	void oneWrongItemRefusesTheWholeBatch() {
		List<Map<String, Object>> batch = Arrays.asList(ApiClient.timed("title", "good"), ApiClient.timed("ip", ""));
		HttpResponse<String> response = this.client.post("/api/v1/hit/batch", batch);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(ApiClient.json(response)).containsEntry("validation", Map.of("ip", "is required (item 1)"));
		assertThat(this.local.arrivals()).isEmpty();
	}

	@Test
	void saysWhenTheBodyIsNotWhatItShouldBe() {
		for (String body : List.of("{", "", "[]", "3", "{} {}")) {
			assertError(this.client.postRaw("/api/v1/hit", body), 400);
		}
		for (String body : List.of("{}", "[3]", "null")) {
			assertError(this.client.postRaw("/api/v1/hit/batch", body), 400);
		}
	}

	@Test
	void refusesUnknownPathAndWrongMethod() {
		assertError(this.client.get("/api/v1/nothing"), 404);
		HttpResponse<String> wrongMethod = this.client.get("/api/v1/hit");
		assertError(wrongMethod, 405);
		assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("POST");
	}

	@Test
	void answersWithListOfDomainsOrTheOneSelected() {
		assertThat(this.client.get("/api/v1/domain").body()).startsWith("[{\"id\":\"localDom01\"");
		assertThat(this.client.get("/api/v1/domain?id=localDom01").body()).startsWith("{\"id\":\"localDom01\"");
		assertThat(this.client.get("/api/v1/domain?search=elsewhere").body()).isEqualTo("[]");
		assertError(this.client.get("/api/v1/domain?id=another"), 404);
	}

	@Test
	void keepsTheNewestAndCountsAll() {
		try (LocalPirsch small = LocalPirsch.builder().keepArrivals(2).start()) {
			ApiClient smallClient = new ApiClient(small).withToken();
			for (int i = 0; i < 5; i++) {
				smallClient.post("/api/v1/hit", ApiClient.hit("title", "Page " + i));
			}
			assertThat(small.arrivals()).extracting((arrival) -> arrival.text("title"))
				.containsExactly("Page 3", "Page 4");
			assertThat(small.totals().pageViews()).isEqualTo(5);
		}
	}

	@Test
	void forgetsAllButTokensOnReset() {
		this.client.post("/api/v1/hit", ApiClient.hit());
		this.local.fail(Fault.status(503));
		this.local.reset();
		assertThat(this.local.arrivals()).isEmpty();
		assertThat(this.local.totals().requests()).isZero();
		assertThat(this.client.post("/api/v1/hit", ApiClient.hit()).statusCode()).isEqualTo(200);
	}

	private static void assertError(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(ApiClient.json(response).get("error")).isInstanceOf(List.class);
	}

	private static Map<String, Object> event(String name, Object value) {
		Map<String, Object> event = ApiClient.hit("event_name", "Order placed");
		event.put(name, value);
		return event;
	}

	private static Map<String, String> pairs(int count) {
		return IntStream.range(0, count).boxed().collect(Collectors.toMap((i) -> "key " + i, (i) -> "value " + i));
	}

}
