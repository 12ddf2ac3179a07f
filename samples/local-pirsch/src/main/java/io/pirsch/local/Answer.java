package io.pirsch.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a call is answered with.
 *
 * @param status HTTP status
 * @param body value to be written as JSON, a raw text or bytes as they are, or nothing
 * @param error what is wrong, for a reader
 * @param headers response headers
 * @param arrivals what was accepted from the call, to be recorded once the answer holds
 */
record Answer(int status, @Nullable Object body, @Nullable String error, Map<String, String> headers,
		List<Arrival> arrivals) {

	static Answer ok(@Nullable Object body) {
		return new Answer(200, body, null, Map.of(), List.of());
	}

	/**
	 * Answers with a value of which nothing is a value, too.
	 */
	static Answer json(@Nullable Object value) {
		return (value != null) ? ok(value) : ok("null").withHeader("Content-Type", "application/json");
	}

	static Answer accepted(List<Arrival> arrivals) {
		return new Answer(200, null, null, Map.of(), arrivals);
	}

	/**
	 * Stands for an answer that is not given.
	 */
	static Answer none(List<Arrival> arrivals) {
		return new Answer(0, null, null, Map.of(), arrivals);
	}

	static Answer error(int status, String message) {
		return new Answer(status, errorBody(null, List.of(message)), message, Map.of(), List.of());
	}

	static Answer invalid(Map<String, String> validation) {
		String error = validation.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue())
			.collect(Collectors.joining(", "));
		return new Answer(400, errorBody(validation, null), error, Map.of(), List.of());
	}

	Answer withHeader(String name, String value) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.put(name, value);
		return new Answer(this.status, this.body, this.error, headers, this.arrivals);
	}

	Answer withBody(String body) {
		return new Answer(this.status, body, this.error, this.headers, this.arrivals);
	}

	/**
	 * The service writes the members it does not use as {@code null}.
	 */
	private static Map<String, @Nullable Object> errorBody(@Nullable Map<String, String> validation,
			@Nullable List<String> errors) {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("validation", validation);
		body.put("error", errors);
		body.put("context", null);
		return body;
	}

}
