package io.pirsch.client;

import java.io.Serializable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

/**
 * What an answer with an error status says. A body that is empty, not JSON or of another
 * shape leaves the members empty, so that it never hides the status.
 */
record ErrorAnswer(int status, Map<String, String> validation, List<String> errors, Map<String, Object> context,
		RateLimit rateLimit, @Nullable Duration retryAfter) implements Serializable {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	/** From here on, a number of the reset header can only be milliseconds. */
	private static final long FIRST_MILLIS = 100_000_000_000L;

	private static final int MAX_DESCRIPTION = 500;

	static ErrorAnswer of(int status, HttpHeaders headers, byte[] body, Clock clock) {
		JsonNode json = parse(body);
		return new ErrorAnswer(status, validation(json.path("validation")), texts(json.path("error")),
				context(json.path("context")), rateLimit(headers), retryAfter(headers, clock));
	}

	ErrorAnswer withRetryAfter(Duration retryAfter) {
		return new ErrorAnswer(this.status, this.validation, this.errors, this.context, this.rateLimit, retryAfter);
	}

	/**
	 * Returns the status and the messages of the answer in one line.
	 */
	String describe() {
		String messages = this.validation.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + entry.getValue())
			.collect(Collectors.joining("; "));
		if (!this.errors.isEmpty()) {
			messages = (messages.isEmpty() ? "" : messages + "; ") + String.join("; ", this.errors);
		}
		messages = messages.replaceAll("\\p{Cntrl}+", " ");
		if (messages.length() > MAX_DESCRIPTION) {
			messages = messages.substring(0, MAX_DESCRIPTION) + "…";
		}
		return messages.isEmpty() ? "status " + this.status : "status %d (%s)".formatted(this.status, messages);
	}

	private static JsonNode parse(byte[] body) {
		try {
			return MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			return MAPPER.missingNode();
		}
	}

	private static Map<String, String> validation(JsonNode node) {
		if (!node.isObject()) {
			return Map.of();
		}
		Map<String, String> validation = new LinkedHashMap<>();
		node.properties()
			.forEach((property) -> validation.put(property.getKey(), String.join("; ", texts(property.getValue()))));
		return Collections.unmodifiableMap(validation);
	}

	private static List<String> texts(JsonNode node) {
		if (node.isArray()) {
			return node.valueStream().map(ErrorAnswer::text).toList();
		}
		return (node.isMissingNode() || node.isNull()) ? List.of() : List.of(text(node));
	}

	private static String text(JsonNode node) {
		return node.isValueNode() ? node.asString() : node.toString();
	}

	private static Map<String, Object> context(JsonNode node) {
		return node.isObject() ? Collections.unmodifiableMap(MAPPER.convertValue(node, OBJECT)) : Map.of();
	}

	private static RateLimit rateLimit(HttpHeaders headers) {
		return new RateLimit(read(headers, "X-RateLimit-Limit", Integer::valueOf),
				read(headers, "X-RateLimit-Remaining", Integer::valueOf),
				read(headers, "X-RateLimit-Reset", ErrorAnswer::reset));
	}

	/**
	 * The API guide does not say which of the three forms it is.
	 */
	private static Instant reset(String value) {
		if (value.chars().allMatch(Character::isDigit)) {
			long number = Long.parseLong(value);
			return (number < FIRST_MILLIS) ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
		}
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value, Instant::from);
	}

	/**
	 * Reads seconds or an HTTP date, see RFC 9110, section 10.2.3.
	 */
	private static @Nullable Duration retryAfter(HttpHeaders headers, Clock clock) {
		return read(headers, HttpHeaders.RETRY_AFTER, (value) -> {
			if (value.chars().allMatch(Character::isDigit)) {
				return Duration.ofSeconds(Long.parseLong(value));
			}
			Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			Duration wait = Duration.between(clock.instant(), date);
			return wait.isNegative() ? Duration.ZERO : wait;
		});
	}

	private static <T> @Nullable T read(HttpHeaders headers, String name, Function<String, T> reader) {
		String value = headers.getFirst(name);
		if (value == null || value.isBlank()) {
			return null;
		}
		try {
			return Objects.requireNonNull(reader.apply(value.trim()));
		}
		catch (NumberFormatException | DateTimeException ex) {
			return null;
		}
	}

}
