package io.pirsch.client.statistics;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for all reads of {@link PirschStatistics}.
 */
@WireMockTest
class EndpointTests {

	private StubbedPirsch pirsch;

	private PirschStatistics api;

	@BeforeEach
	void connect(WireMockRuntimeInfo wireMock) {
		this.pirsch = new StubbedPirsch(wireMock);
		this.api = this.pirsch.client().statistics();
	}

	@ParameterizedTest
	@MethodSource("io.pirsch.client.statistics.Endpoint#all")
	void readsEveryMember(Endpoint endpoint) {
		answer(endpoint, endpoint.body());
		assertThat(endpoint.read(this.api)).isEqualTo(endpoint.results());
	}

	@ParameterizedTest
	@MethodSource("io.pirsch.client.statistics.Endpoint#all")
	void asksForDomainAndPeriod(Endpoint endpoint) {
		answer(endpoint, endpoint.body());
		endpoint.read(this.api);
		List<String> reads = this.pirsch.reads();
		assertThat(reads).hasSize(1);
		Map<String, List<String>> query = UriComponentsBuilder.fromUriString(reads.get(0)).build().getQueryParams();
		assertThat(query).containsEntry("id", List.of("own"));
		if (!endpoint.method().equals("overview")) {
			assertThat(query).containsEntry("from", List.of("2024-03-01")).containsEntry("to", List.of("2024-03-31"));
		}
	}

	@ParameterizedTest
	@MethodSource("io.pirsch.client.statistics.Endpoint#all")
	void takesNullForNothing(Endpoint endpoint) {
		answer(endpoint, "null");
		assertThat(endpoint.read(this.api)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("io.pirsch.client.statistics.Endpoint#all")
	void takesEmptyListForNothing(Endpoint endpoint) {
		answer(endpoint, "[]");
		assertThat(endpoint.read(this.api)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("io.pirsch.client.statistics.Endpoint#all")
	void ignoresUnknownMembers(Endpoint endpoint) {
		answer(endpoint,
				endpoint.body().replaceAll("\\{\"(?!currency|path\": \\[)", "{\"surprise\": {\"a\": [1]}, \""));
		assertThat(endpoint.read(this.api)).isEqualTo(endpoint.results());
	}

	@ParameterizedTest
	@MethodSource("objects")
	void toleratesMissingMembers(Endpoint endpoint) {
		answer(endpoint, "{}");
		assertThat(endpoint.read(this.api)).singleElement().satisfies(EndpointTests::assertIsBlank);
	}

	@ParameterizedTest
	@MethodSource("objects")
	void toleratesNullMembers(Endpoint endpoint) {
		answer(endpoint, withNulls(endpoint.body()));
		assertThat(endpoint.read(this.api)).hasSameSizeAs(endpoint.results()).allSatisfy(EndpointTests::assertIsBlank);
	}

	@Test
	void knowsAllEndpoints() {
		assertThat(Endpoint.all().filter((endpoint) -> !isOption(endpoint.path()))).hasSize(43);
		assertThat(Endpoint.all().filter((endpoint) -> isOption(endpoint.path()))).hasSize(21);
		Map<String, String> expected = declaredReads();
		expected.remove("options");
		Arrays.stream(Dimension.values())
			.filter(EndpointTests::hasOptions)
			// The API has the paths of all pages in one place
			.filter((dimension) -> !Set.of(Dimension.ENTRY_PATH, Dimension.EXIT_PATH).contains(dimension))
			.forEach((dimension) -> expected.put("options " + dimension, "/options/" + dimension.optionsPath()));
		assertThat(Endpoint.all().collect(Collectors.toMap(Endpoint::method, Endpoint::path))).isEqualTo(expected);
	}

	@Test
	void documentsAllEndpoints() throws Exception {
		String documentation = Files.readString(Path.of("src/main/java/io/pirsch/client/statistics/package-info.java"));
		Matcher row = Pattern.compile("<td>\\{@code (\\w+)}</td>[\\s*]*<td>\\{@code (\\w+ \\S+)}</td>")
			.matcher(documentation);
		Map<String, String> table = new TreeMap<>();
		while (row.find()) {
			table.put(row.group(1), row.group(2));
		}
		Map<String, String> expected = new TreeMap<>();
		declaredReads().forEach((method, path) -> expected.put(method, "GET /api/v1/statistics" + path));
		expected.put("export", "GET /api/v1/statistics");
		expected.put("delete", "DELETE /api/v1/statistics");
		assertThat(table).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource(names = { "ENTRY_PATH", "EXIT_PATH" })
	void readsOptionsOfEntryAndExitPagesWherePagesAre(Dimension dimension) {
		this.pirsch.answers(StubbedPirsch.STATISTICS + "/options/page", "[\"/a\"]");
		StepVerifier.create(this.api.options(dimension, StubbedPirsch.march().build()))
			.expectNext("/a")
			.verifyComplete();
	}

	@ParameterizedTest
	@EnumSource(names = { "PATTERN", "PLATFORM", "SCREEN_CLASS" })
	void refusesOptionsThatTheApiDoesNotHave(Dimension dimension) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.api.options(dimension, StubbedPirsch.march().build()))
			.withMessage("%s has no options: Pirsch does not tell its values", dimension);
	}

	private static boolean hasOptions(Dimension dimension) {
		try {
			dimension.optionsPath();
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	static Stream<Endpoint> objects() {
		return Endpoint.all().filter((endpoint) -> !isOption(endpoint.path()));
	}

	private void answer(Endpoint endpoint, String body) {
		this.pirsch.answers(StubbedPirsch.STATISTICS + endpoint.path(), body);
	}

	private static boolean isOption(String path) {
		return path.startsWith("/options/");
	}

	private static Map<String, String> declaredReads() {
		Map<String, String> reads = new TreeMap<>();
		for (Method method : PirschStatistics.class.getDeclaredMethods()) {
			GetExchange exchange = method.getAnnotation(GetExchange.class);
			if (exchange != null && !exchange.value().isEmpty()) {
				reads.put(method.getName(), exchange.value());
			}
		}
		return reads;
	}

	private static void assertIsBlank(Object result) {
		for (RecordComponent component : result.getClass().getRecordComponents()) {
			Object value = value(component, result);
			if (value == null) {
				assertThat(component.getAnnotatedType().isAnnotationPresent(Nullable.class)).as(component.toString())
					.isTrue();
			}
			else {
				assertThat(blanks()).as(component.toString()).contains(value);
			}
		}
	}

	private static @Nullable Object value(RecordComponent component, Object owner) {
		try {
			return component.getAccessor().invoke(owner);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Set<Object> blanks() {
		return new HashSet<>(Arrays.asList("", 0, 0L, 0.0, false, List.of(), Map.of()));
	}

	private static String withNulls(String body) {
		JsonNode json = JsonMapper.shared().readTree(body);
		Collection<JsonNode> objects = json.isArray() ? json.valueStream().toList() : List.of(json);
		for (JsonNode object : objects) {
			((ObjectNode) object).propertyNames()
				.stream()
				.toList()
				.forEach((name) -> ((ObjectNode) object).putNull(name));
		}
		return json.toString();
	}

}
