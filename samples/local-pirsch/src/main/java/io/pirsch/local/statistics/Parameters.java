package io.pirsch.local.statistics;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a call; an empty one is as good as none.
 */
class Parameters {

	private final Map<String, List<String>> values;

	Parameters(Map<String, List<String>> values) {
		this.values = values;
	}

	Iterable<String> names() {
		return this.values.keySet();
	}

	List<String> all(String name) {
		List<String> given = new ArrayList<>(this.values.getOrDefault(name, List.of()));
		given.removeIf(String::isEmpty);
		return given;
	}

	boolean has(String name) {
		return !all(name).isEmpty();
	}

	@Nullable String first(String name) {
		return has(name) ? all(name).get(0) : null;
	}

	String text(String name) {
		return Objects.requireNonNullElse(first(name), "");
	}

	boolean flag(String name) {
		return text(name).equals("true") || text(name).equals("1");
	}

	/**
	 * Reads a value with a function that throws if it cannot.
	 */
	<T> T parse(String name, Function<String, T> parser, String expected) {
		try {
			return parser.apply(text(name));
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			throw new InvalidParameter(name, has(name) ? "must be " + expected : "is required");
		}
	}

	int number(String name, int fallback, int max) {
		if (!has(name)) {
			return fallback;
		}
		int number = parse(name, Integer::parseUnsignedInt, "a whole number");
		return Math.min(number, max);
	}

}
