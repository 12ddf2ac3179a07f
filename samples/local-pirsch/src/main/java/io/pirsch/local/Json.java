package io.pirsch.local;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON.
 */
final class Json {

	private static final JsonMapper MAPPER = new JsonMapper();

	private Json() {
	}

	static @Nullable Object read(byte[] json) {
		return MAPPER.readValue(json, Object.class);
	}

	static byte[] bytes(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

	/**
	 * Returns the value as a JSON object.
	 */
	@SuppressWarnings("unchecked") // the names of a JSON object are always texts
	static @Nullable Map<String, @Nullable Object> object(@Nullable Object value) {
		return (value instanceof Map<?, ?>) ? (Map<String, @Nullable Object>) value : null;
	}

}
