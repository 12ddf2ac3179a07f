package io.pirsch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.pirsch.autoconfigure.PirschBrowserProperties;
import io.pirsch.autoconfigure.PirschJdbcStoreProperties;
import io.pirsch.autoconfigure.PirschKafkaStoreProperties;
import io.pirsch.autoconfigure.PirschProperties;
import io.pirsch.docs.Page.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the properties on the pages to the metadata, and the metadata to being complete.
 */
class DocumentedPropertiesTests {

	private static final JsonNode OURS = read(
			resource(Path.of("target/classes/META-INF/spring-configuration-metadata.json")));

	private static final Predicate<String> KNOWN = known();

	private static final String NAME = "(pirsch|management\\.(health|endpoint)\\.pirsch)(\\.[a-z][a-z-]*)+";

	static List<Page> pages() {
		return Page.all();
	}

	@Test
	void everyGroupAndPropertyIsDescribed() {
		assertThat(Stream.concat(stream(OURS, "groups"), stream(OURS, "properties"))).hasSizeGreaterThan(50)
			.allSatisfy((item) -> assertThat(item.path("description").asString("")).as(name(item)).isNotBlank());
		assertThat(stream(OURS, "groups").map(DocumentedPropertiesTests::name)).contains("management.endpoint.pirsch",
				"pirsch.browser");
	}

	@Test
	void namesOfHeadersAndTheLikeHaveHints() {
		assertThat(stream(OURS, "hints").map(DocumentedPropertiesTests::name)).contains("pirsch.web.client-ip-headers",
				"pirsch.web.content-types", "pirsch.web.trusted-proxies");
	}

	@Test
	void everyPropertyIsInOneTableWithItsDefault() {
		Map<String, String> expected = new TreeMap<>();
		stream(OURS, "properties").forEach((property) -> expected.put(name(property), value(property)));
		Map<String, String> documented = new TreeMap<>();
		for (Page page : pages()) {
			for (List<String> row : page.rows()) {
				String name = row.get(0).replace("`", "");
				if (expected.containsKey(name) && row.size() == 3) {
					assertThat(documented.put(name, row.get(1))).as("second row of " + name).isNull();
				}
			}
		}
		assertThat(documented).isEqualTo(expected);
	}

	private static String value(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		if (value.isMissingNode()) {
			return "";
		}
		return value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ", "`", "`"))
				: "`" + value.asString() + "`";
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyNameInTheTextIsThatOfAProperty(Page page) {
		List<String> known = new ArrayList<>(Page.read(Page.ROOT.resolve("docs/operating.md"))
			.rows()
			.stream()
			.map((row) -> row.get(0).replace("`", ""))
			.toList());
		Stream.of("groups", "properties")
			.flatMap((kind) -> stream(OURS, kind))
			.map(DocumentedPropertiesTests::name)
			.forEach(known::add);
		assertThat(page.code()).extracting((code) -> code.replaceFirst("[=:].*", ""))
			.filteredOn((code) -> code.matches(NAME))
			.isSubsetOf(known);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyYamlSampleIsBoundAndKnown(Page page) throws Exception {
		for (Block block : page.blocks("yaml")) {
			List<PropertySource<?>> sources = new YamlPropertySourceLoader().load(page.toString(),
					new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8)));
			assertThat(sources).as(page.toString()).isNotEmpty();
			Binder binder = new Binder(ConfigurationPropertySources.from(sources));
			BindHandler handler = new NoUnboundElementsBindHandler(BindHandler.DEFAULT);
			// What the others have bound is not left for the last
			binder.bind("pirsch.browser", Bindable.of(PirschBrowserProperties.class), handler);
			binder.bind("pirsch.tracking.store.jdbc", Bindable.of(PirschJdbcStoreProperties.class), handler);
			binder.bind("pirsch.tracking.store.kafka", Bindable.of(PirschKafkaStoreProperties.class), handler);
			binder.bind("pirsch", Bindable.of(PirschProperties.class), handler);
			assertThat(sources)
				.flatExtracting((source) -> List.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
				.extracting((name) -> name.replaceAll("\\[[0-9]+\\]", ""))
				.allMatch(KNOWN);
		}
	}

	/**
	 * Whether a property is in the metadata of any library, or below one that is a map.
	 */
	private static Predicate<String> known() {
		Map<String, Boolean> properties = new LinkedHashMap<>();
		for (Resource metadata : metadata()) {
			stream(read(metadata), "properties").forEach((property) -> properties.put(name(property),
					property.path("type").asString("").startsWith("java.util.Map")));
		}
		return (name) -> properties.containsKey(name) || properties.entrySet()
			.stream()
			.anyMatch((property) -> property.getValue() && name.startsWith(property.getKey() + "."));
	}

	private static Resource[] metadata() {
		try {
			return new PathMatchingResourcePatternResolver()
				.getResources("classpath*:META-INF/spring-configuration-metadata.json");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<JsonNode> stream(JsonNode metadata, String kind) {
		return StreamSupport.stream(metadata.path(kind).spliterator(), false);
	}

	private static String name(JsonNode item) {
		return item.path("name").asString("");
	}

	private static JsonNode read(Resource metadata) {
		try {
			return JsonMapper.shared().readTree(metadata.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Resource resource(Path file) {
		return UrlResource.from(file.toUri());
	}

}
