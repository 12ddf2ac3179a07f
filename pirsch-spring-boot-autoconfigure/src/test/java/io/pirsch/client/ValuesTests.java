package io.pirsch.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Visitor}, {@link PageView}, {@link Event} and
 * {@link SessionExtension}.
 */
class ValuesTests {

	private static final String VALUE = "SENSITIVE";

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusals")
	void refusesWhatTheApiWouldAndNamesFieldLimitAndSizeButNotTheValue(String message, Supplier<?> value) {
		assertThatIllegalArgumentException().isThrownBy(value::get)
			.withMessage(message)
			.withMessageNotContaining(VALUE);
	}

	@SuppressWarnings("NullAway")
	static Stream<Arguments> refusals() {
		return Stream.of(refusal("'ip' is required but is missing", () -> Visitor.of(null, VALUE)),
				refusal("'ip' is required but is blank (3 characters)", () -> Visitor.of("   ", VALUE)),
				refusal("'user_agent' is required but is missing", () -> Visitor.of(VALUE, null)),
				refusal("'user_agent' is required but is blank (1 characters)", () -> Visitor.of(VALUE, "\t")),
				refusal("'url' is required but is missing", () -> PageView.builder(null, Samples.VISITOR).build()),
				refusal("'url' is required but is blank (0 characters)",
						() -> PageView.builder("", Samples.VISITOR).build()),
				refusal("'visitor' is required but is missing", () -> PageView.builder(VALUE, null).build()),
				refusal("'visitor' is required but is missing", () -> SessionExtension.of(null)),
				refusal("'event_name' is required but is missing",
						() -> Event.builder(null, Samples.PAGE_VIEW).build()),
				refusal("'event_name' is required but is blank (2 characters)",
						() -> Event.builder("  ", Samples.PAGE_VIEW).build()),
				refusal("'page' is required but is missing", () -> Event.builder(VALUE, null).build()),
				refusal("'screen_width' must be from 0 to 65535 but is 65536", () -> page().screen(65536, 1).build()),
				refusal("'screen_width' must be from 0 to 65535 but is -1", () -> page().screen(-1, 1).build()),
				refusal("'screen_height' must be from 0 to 65535 but is 65536", () -> page().screen(1, 65536).build()),
				refusal("'screen_height' must be from 0 to 65535 but is -1", () -> page().screen(1, -1).build()),
				refusal("'tags' must have at most 20 pairs but has 21", () -> page().tags(pairs(21)).build()),
				refusal("key in 'tags' must have at most 50 characters but has 51",
						() -> page().tag(text(51), "x").build()),
				refusal("value of 'key' in 'tags' must have at most 50 characters but has 51",
						() -> page().tag("key", text(51)).build()),
				refusal("'key in tags' is required but is blank (1 characters)", () -> page().tag(" ", VALUE).build()),
				refusal("'key in tags' is required but is missing", () -> page().tag(null, VALUE).build()),
				refusal("'tags' has no value for the key 'key'", () -> page().tag("key", null).build()),
				refusal("'event_meta' must have at most 20 pairs but has 21",
						() -> event().metadata(pairs(21)).build()),
				refusal("'event_meta and tags together' must have at most 20 pairs but has 21",
						() -> Event.builder("name", page().tags(pairs(10)).build()).metadata(pairs(11)).build()),
				refusal("key in 'event_meta' must have at most 100 characters but has 101",
						() -> event().metadata(text(101), "x").build()),
				refusal("value of 'key' in 'event_meta' must have at most 2000 characters but has 2001",
						() -> event().metadata("key", text(2001)).build()),
				refusal("'event_duration' must be from 0 to 4294967295 but is -1",
						() -> event().duration(Duration.ofMillis(-1)).build()),
				refusal("'event_duration' must be from 0 to 4294967295 but is 4294967296",
						() -> event().duration(Duration.ofSeconds(4294967296L)).build()));
	}

	@Test
	void takesWhatIsJustWithinTheLimits() {
		Map<String, String> tags = new LinkedHashMap<>(pairs(19));
		tags.put(text(50), text(50));
		PageView page = page().screen(0, 65535).tags(tags).build();
		assertThat(page.tags()).hasSize(20);
		Map<String, String> metadata = new LinkedHashMap<>(pairs(9));
		metadata.put(text(100), text(2000));
		Event event = Event.builder("name", page().tags(pairs(10)).build())
			.metadata(metadata)
			.duration(Duration.ofSeconds(4294967295L))
			.build();
		assertThat(event.metadata()).hasSize(10);
		assertThat(event().duration(Duration.ZERO).build().duration()).isZero();
	}

	@Test
	void nothingButTheRequiredFieldsIsSetByDefault() {
		PageView page = page().build();
		assertThat(page).hasAllNullFieldsOrPropertiesExcept("url", "visitor", "tags");
		assertThat(page.tags()).isEmpty();
		assertThat(page.visitor()).hasAllNullFieldsOrPropertiesExcept("ip", "userAgent", "disableBotFilter");
		assertThat(page.visitor().disableBotFilter()).isFalse();
		Event event = event().build();
		assertThat(event).hasAllNullFieldsOrPropertiesExcept("name", "page", "metadata", "nonInteractive");
		assertThat(event.metadata()).isEmpty();
		assertThat(event.nonInteractive()).isFalse();
		assertThat(SessionExtension.of(Samples.VISITOR)).hasAllNullFieldsOrPropertiesExcept("visitor");
	}

	@Test
	void copiesWhatItIsGiven() {
		Map<String, String> pairs = new LinkedHashMap<>(Map.of("key", "value"));
		PageView.Builder pageBuilder = page();
		PageView page = new PageView("https://example.com/", Samples.VISITOR, null, null, null, null, null, pairs, null,
				null, null, null, null, null);
		PageView built = pageBuilder.tags(pairs).build();
		Event event = new Event("name", Samples.PAGE_VIEW, null, pairs, false, null);
		pairs.put("later", "value");
		pageBuilder.tag("later", "value");
		assertThat(page.tags()).containsOnlyKeys("key");
		assertThat(built.tags()).containsOnlyKeys("key");
		assertThat(event.metadata()).containsOnlyKeys("key");
	}

	@Test
	void canNotBeChanged() {
		assertUnmodifiable(() -> Samples.PAGE_VIEW.tags().put("key", "value"));
		assertUnmodifiable(() -> Samples.fullPageView().tags().put("key", "value"));
		assertUnmodifiable(() -> Samples.fullEvent().metadata().put("key", "value"));
		assertUnmodifiable(() -> Samples.fullEvent().metadata().clear());
	}

	@Test
	void keepsTheOrderOfPairs() {
		assertThat(page().tag("z", "1").tag("a", "2").tag("m", "3").build().tags()).containsExactly(Map.entry("z", "1"),
				Map.entry("a", "2"), Map.entry("m", "3"));
	}

	@Test
	void builderOfAValueKeepsAllOfIt() {
		assertThat(Samples.fullPageView()).hasNoNullFieldsOrProperties();
		assertThat(Samples.fullPageView().toBuilder().build()).isEqualTo(Samples.fullPageView());
		assertThat(Samples.fullEvent()).hasNoNullFieldsOrProperties();
		assertThat(Samples.fullEvent().toBuilder().build()).isEqualTo(Samples.fullEvent());
		Event withoutTime = Samples.fullEvent().toBuilder().time(null).build();
		assertThat(withoutTime.toBuilder().build()).isEqualTo(withoutTime);
	}

	@Test
	void builderOfAValueCanReplaceEachField() {
		PageView replaced = Samples.fullPageView()
			.toBuilder()
			.url("https://example.org/")
			.visitor(Samples.VISITOR)
			.tag("author", "Joe")
			.build();
		assertThat(replaced.url()).isEqualTo("https://example.org/");
		assertThat(replaced.visitor()).isEqualTo(Samples.VISITOR);
		assertThat(replaced.tags()).containsEntry("author", "Joe").hasSize(2);
		assertThat(Samples.fullPageView().tags()).containsEntry("author", "Jane");
	}

	@Test
	void eventHasTheTimeOfItsPageUnlessItIsGivenOne() {
		PageView page = page().time(Samples.TIME).build();
		assertThat(Event.builder("name", page).build().time()).isEqualTo(Samples.TIME);
		assertThat(Event.builder("name", page).time(null).build().time()).isNull();
	}

	private static PageView.Builder page() {
		return PageView.builder("https://example.com/", Samples.VISITOR);
	}

	private static Event.Builder event() {
		return Event.builder("name", Samples.PAGE_VIEW);
	}

	private static String text(int length) {
		return VALUE + "x".repeat(length - VALUE.length());
	}

	private static Map<String, String> pairs(int count) {
		return IntStream.range(0, count).boxed().collect(Collectors.toMap((i) -> "key" + i, (i) -> VALUE));
	}

	private static Arguments refusal(String message, Supplier<?> value) {
		return arguments(message, value);
	}

	private static void assertUnmodifiable(ThrowingCallable change) {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change);
	}

}
