package io.pirsch.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HitJson} and {@link HitBatch}.
 */
class HitJsonTests {

	private static final long SEED = 20_201_212;

	/** What is special to JSON, to UTF-8 and to UTF-16. */
	private static final String[] PIECES = { "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u0000", "\u001f",
			"\u007f", "é", "ß", "東", "\u2028", "\uffff", "😀", "<", "&", "%41", "\ud83d", "\ude00" };

	private final Random random = new Random(SEED);

	@Test
	void whatIsReadEqualsWhatWasWritten() {
		for (int i = 0; i < 2_000; i++) {
			assertThatIsReadAsWritten(pageView());
			assertThatIsReadAsWritten(event());
			assertThatIsReadAsWritten(extension());
		}
	}

	@Test
	void whatIsAtTheLimitsIsReadAsWritten() {
		PageView.Builder page = PageView.builder("https://example.com/" + "p".repeat(PageView.MAX_PATH), visitor())
			.title("😀".repeat(PageView.MAX_TITLE))
			.referrer("r".repeat(PageView.MAX_REFERRER))
			.screen(65535, 0)
			.time(Instant.parse("9999-12-31T23:59:59.999Z"));
		Event.Builder event = Event.builder("e", page.build());
		for (int i = 0; i < PageView.MAX_TAGS; i++) {
			page.tag("%050d".formatted(i), "v".repeat(PageView.MAX_TAG_LENGTH));
			event.metadata("%0100d".formatted(i), "v".repeat(Event.MAX_METADATA_VALUE_LENGTH));
		}
		assertThatIsReadAsWritten(page.build());
		assertThatIsReadAsWritten(event.duration(Duration.ofSeconds(0xFFFF_FFFFL)).build());
	}

	@Test
	void halfASurrogatePairInAKeyIsReplaced() {
		PageView page = Samples.fullPageView().toBuilder().tag("\ud83dkey", "\ud83dvalue").build();
		assertThat(HitJson.read(Hit.Kind.PAGE_VIEW, HitJson.write(page))).isInstanceOfSatisfying(PageView.class,
				(read) -> assertThat(read.tags()).containsEntry("?key", "\ud83dvalue"));
	}

	@Test
	void whatIsWrittenIsTheElementOfABatch() {
		List<PageView> pages = Stream.generate(this::pageView).limit(50).toList();
		String elements = String.join(",",
				pages.stream().map((page) -> new String(HitJson.write(page), StandardCharsets.UTF_8)).toList());
		assertThat(text(HitBatch.of(pages))).isEqualTo("[" + elements + "]");
	}

	@ParameterizedTest
	@EnumSource
	void readingIgnoresWhatItDoesNotKnow(Hit.Kind kind) {
		byte[] json = """
				{"ip": "203.0.113.7", "user_agent": "Mozilla", "url": "https://example.com/", "event_name": "e",
				"later": {"a": [1]}, "tags": null, "title": 5, "screen_width": "wide", "event_duration": null}"""
			.getBytes(StandardCharsets.UTF_8);
		Hit hit = HitJson.read(kind, json);
		assertThat(hit.kind()).isEqualTo(kind);
		assertThat(hit.time()).isNull();
		assertThat(hit.visitor()).isEqualTo(Visitor.of("203.0.113.7", "Mozilla"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "5", "{", "{\"ip\":\"secret-visitor\"}",
			"{\"ip\":\"secret-visitor\",\"user_agent\":\" \",\"url\":\"x\"}",
			"{\"ip\":\"secret-visitor\",\"user_agent\":\"a\",\"url\":\"x\",\"time\":\"secret-visitor\"}",
			"{\"ip\":\"secret-visitor\",\"user_agent\":\"a\",\"url\":\"x\",\"screen_width\":70000}", "secret-visitor" })
	void whatIsNoHitIsRefusedWithoutBeingQuoted(String json) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HitJson.read(Hit.Kind.PAGE_VIEW, json.getBytes(StandardCharsets.UTF_8)))
			.satisfies((ex) -> assertThat(ex).message().doesNotContain("secret-visitor"));
	}

	@Test
	void aBatchOfTwoKindsIsRefusedAndBothAreNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HitBatch.of(List.of(Samples.fullPageView(), Samples.fullEvent())))
			.withMessage("A batch holds hits of one kind, but has the event at index 1 beside a page view");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 600, 5_000, 100_000 })
	void aBatchHoldsAsManyHitsAsFit(int maxBytes) {
		List<PageView> pages = Stream.generate(this::pageView).limit(100).toList();
		HitBatch batch = HitBatch.of(pages, maxBytes);
		assertThat(batch.size()).isBetween(1, 100);
		if (batch.size() > 1) {
			assertThat(batch.bytes()).isLessThanOrEqualTo(maxBytes);
		}
		assertThat(text(batch)).isEqualTo(text(HitBatch.of(pages.subList(0, batch.size()))));
		if (batch.size() < 100) {
			assertThat(HitBatch.of(pages.subList(0, batch.size() + 1)).bytes()).isGreaterThan(maxBytes);
		}
		assertThat(JsonMapper.shared().readTree(text(batch)).size()).isEqualTo(batch.size());
	}

	@Test
	void aBatchSaysNothingOfVisitors() {
		assertThat(HitBatch.of(List.of(Samples.fullPageView()))).hasToString("Batch of 1 of the kind page view");
	}

	private static void assertThatIsReadAsWritten(Hit hit) {
		byte[] json = HitJson.write(hit);
		assertThat(HitJson.read(hit.kind(), json)).isEqualTo(hit);
		assertThat(HitJson.write(HitJson.read(hit.kind(), json))).isEqualTo(json);
	}

	private static String text(HitBatch batch) {
		return StandardCharsets.UTF_8.decode(batch.json()).toString();
	}

	private PageView pageView() {
		PageView.Builder page = PageView.builder("u" + text(200), visitor())
			.acceptLanguage(optional(30))
			.title(optional(100))
			.referrer(optional(100))
			.time(Instant.ofEpochMilli(Math.abs(this.random.nextLong() % 4_102_444_800_000L)))
			.cfConnectingIp(optional(20))
			.xForwardedFor(optional(20))
			.forwarded(optional(20))
			.xRealIp(optional(20))
			.dnt(optional(1));
		if (this.random.nextBoolean()) {
			page.screen(this.random.nextInt(65536), this.random.nextInt(65536));
		}
		for (int i = this.random.nextInt(5); i > 0; i--) {
			page.tag("k" + i + key(), text(20));
		}
		return page.build();
	}

	private Event event() {
		PageView page = pageView();
		Event.Builder event = Event.builder("e" + text(20), page).nonInteractive(this.random.nextBoolean());
		if (this.random.nextBoolean()) {
			event.duration(Duration.ofSeconds(this.random.nextInt(100_000)));
		}
		for (int i = this.random.nextInt(5); i > 0; i--) {
			event.metadata("k" + i + key(), text(50));
		}
		return event.build();
	}

	private SessionExtension extension() {
		return SessionExtension.of(visitor())
			.withUrl(optional(100))
			.withTime(Instant.ofEpochMilli(this.random.nextInt()));
	}

	private Visitor visitor() {
		return Visitor.builder("i" + text(10), "u" + text(100))
			.secChUa(optional(50))
			.secChUaMobile(optional(2))
			.secChUaPlatform(optional(10))
			.secChUaPlatformVersion(optional(10))
			.secChWidth(optional(5))
			.secChViewportWidth(optional(5))
			.disableBotFilter(this.random.nextInt(10) == 0)
			.build();
	}

	private String key() {
		return PIECES[this.random.nextInt(PIECES.length - 2)];
	}

	private @Nullable String optional(int maxPieces) {
		return this.random.nextBoolean() ? text(maxPieces) : null;
	}

	private String text(int maxPieces) {
		StringBuilder text = new StringBuilder();
		IntStream.range(0, this.random.nextInt(maxPieces + 1))
			.forEach((i) -> text.append(PIECES[this.random.nextInt(PIECES.length)]));
		return text.toString();
	}

}
