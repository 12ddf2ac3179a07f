package io.pirsch.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ErrorAnswer}.
 */
class ErrorAnswerTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2015-10-21T07:27:00Z"));

	@Test
	void readsAllMembers() {
		ErrorAnswer answer = answer(
				"""
						{ "validation": { "url": "is missing", "ip": ["is odd", "is short"] },
						  "error": ["first", "second"],
						  "context": { "text": "a", "number": 1, "list": [1, null], "object": { "b": true }, "nothing": null } }""");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.validation()).containsExactly(entry("url", "is missing"), entry("ip", "is odd; is short"));
		assertThat(answer.errors()).containsExactly("first", "second");
		assertThat(answer.context()).containsEntry("text", "a")
			.containsEntry("number", 1)
			.containsEntry("list", Arrays.asList(1, null))
			.containsEntry("object", Map.of("b", true))
			.containsEntry("nothing", null);
		assertThat(answer.describe()).isEqualTo("status 400 (url: is missing; ip: is odd; is short; first; second)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "[{\"error\":[\"no\"]}]", "\"text\"", "5", "{}",
			"<html><body>Bad gateway</body></html>", "{\"error\":[\"cut o",
			"{\"error\":null,\"validation\":null,\"context\":null}", "{\"validation\":[],\"context\":[]}",
			"{\"validation\":\"text\",\"context\":\"text\"}", "\u0000\u0001" })
	void bodyWithoutAMessageLeavesTheStatus(String body) {
		ErrorAnswer answer = answer(body);
		assertThat(answer.describe()).isEqualTo("status 400");
		assertThat(answer.validation()).isEmpty();
		assertThat(answer.errors()).isEmpty();
		assertThat(answer.context()).isEmpty();
	}

	@Test
	void deeplyNestedBodyLeavesTheStatus() {
		String deep = "{\"context\":{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
		assertThat(answer(deep).describe()).isEqualTo("status 400");
	}

	@Test
	void bytesThatAreNoTextLeaveTheStatus() {
		byte[] bytes = { (byte) 0xC3, (byte) 0x28, (byte) 0xFF, 0 };
		assertThat(ErrorAnswer.of(502, new HttpHeaders(), bytes, this.clock).describe()).isEqualTo("status 502");
	}

	@Test
	void messagesOfAnyJsonTypeAreRead() {
		ErrorAnswer answer = answer("""
				{ "validation": { "a": 1, "b": null, "c": { "d": "e" }, "f": [true, ["g"], {}] },
				  "error": [1, null, { "code": 5 }, ["h"], false] }""");
		assertThat(answer.validation()).containsExactly(entry("a", "1"), entry("b", ""), entry("c", "{\"d\":\"e\"}"),
				entry("f", "true; [\"g\"]; {}"));
		assertThat(answer.errors()).containsExactly("1", "", "{\"code\":5}", "[\"h\"]", "false");
		assertThat(answer("{\"error\":\"alone\"}").errors()).containsExactly("alone");
	}

	@Test
	void descriptionIsOneLineOfBoundedLength() {
		assertThat(answer("{\"error\":[\"a\\r\\nfake line\\u0000\"]}").describe())
			.isEqualTo("status 400 (a fake line )");
		assertThat(answer("{\"error\":[\"" + "x".repeat(100_000) + "\"]}").describe()).hasSizeLessThan(600)
			.endsWith("x…)");
	}

	@Test
	void goesWithItsExceptionToAnotherProcess() throws Exception {
		PirschResponseException ex = new PirschResponseException("refused",
				answer("{\"validation\":{\"a\":\"b\"},\"error\":[\"c\"],\"context\":{\"d\":[1,null]}}"));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(ex);
		assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
			.isInstanceOfSatisfying(PirschResponseException.class,
					(copy) -> assertThat(copy.answer()).isEqualTo(ex.answer()));
	}

	@Test
	void canNotBeChanged() {
		ErrorAnswer answer = answer("{\"validation\":{\"a\":\"b\"},\"error\":[\"c\"],\"context\":{\"d\":1}}");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> answer.validation().put("e", "f"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> answer.errors().add("e"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> answer.context().put("e", 1));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			0, PT0S
			30, PT30S
			' 30 ', PT30S
			'Wed, 21 Oct 2015 07:28:00 GMT', PT1M
			'Wed, 21 Oct 2015 07:00:00 GMT', PT0S
			9223372036854775807, PT9223372036854775807S
			99999999999999999999, none
			-5, none
			1.5, none
			soon, none
			'', none
			'Wed, 21 Oct', none
			'Wed, 99 Oct 2015 07:28:00 GMT', none
			2015-10-21T07:28:00Z, none
			'Fri, 31 Dec 999999999 23:59:59 GMT', PT8765802329824H32M59S
			""")
	void readsRetryAfter(String value, @Nullable Duration expected) {
		assertThat(answer("Retry-After", value).retryAfter()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			1700000000, 2023-11-14T22:13:20Z
			1700000000123, 2023-11-14T22:13:20.123Z
			2023-11-14T22:13:20Z, 2023-11-14T22:13:20Z
			2023-11-14T23:13:20.5+01:00, 2023-11-14T22:13:20.500Z
			99999999999999999999, none
			9223372036854775807, +292278994-08-17T07:12:55.807Z
			-1, none
			later, none
			2023-11-14, none
			""")
	void readsWhenTheRateLimitResets(String value, @Nullable String expected) {
		Instant reset = answer("X-RateLimit-Reset", value).rateLimit().reset();
		assertThat((reset != null) ? reset.toString() : null).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "60, 60", "0, 0", "' 7 ', 7", "99999999999999999999, none", "many, none", "'', none" })
	void readsRateLimit(String value, @Nullable Integer expected) {
		assertThat(answer("X-RateLimit-Limit", value).rateLimit().limit()).isEqualTo(expected);
		assertThat(answer("X-RateLimit-Remaining", value).rateLimit().remaining()).isEqualTo(expected);
	}

	@Test
	void headersThatAreAbsentTellNothing() {
		ErrorAnswer answer = answer("{}");
		assertThat(answer.rateLimit()).isEqualTo(new RateLimit(null, null, null));
		assertThat(answer.retryAfter()).isNull();
	}

	@Test
	void exceptionTellsWhatTheAnswerDid() {
		PirschResponseException error = new PirschResponseException("message",
				answer("Retry-After", "5").withRetryAfter(Duration.ofSeconds(6)));
		assertThat(error.getStatus()).isEqualTo(400);
		assertThat(error.getRetryAfter()).hasSeconds(6);
		assertThat(error.getErrors()).isEqualTo(List.of());
	}

	private ErrorAnswer answer(String body) {
		return ErrorAnswer.of(400, new HttpHeaders(), body.getBytes(StandardCharsets.UTF_8), this.clock);
	}

	private ErrorAnswer answer(String header, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(header, value);
		return ErrorAnswer.of(400, headers, new byte[0], this.clock);
	}

}
