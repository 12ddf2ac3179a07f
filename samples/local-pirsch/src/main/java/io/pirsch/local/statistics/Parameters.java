package io.pirsch.local.statistics;

import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The query parameters of a call; an empty one is as good as none.
 *
 * @param values values by name
 */
record Parameters(Map<String, List<String>> values) {

	Set<String> names() {
		return this.values.keySet();
	}

	List<String> all(String name) {
		return this.values.getOrDefault(name, List.of()).stream().filter((value) -> !value.isEmpty()).toList();
	}

	boolean has(String name) {
		return !all(name).isEmpty();
	}

	/**
	 * Returns the first value, or an empty text.
	 */
	String text(String name) {
		return has(name) ? all(name).get(0) : "";
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
		return has(name) ? Math.min(parse(name, Integer::parseUnsignedInt, "a whole number"), max) : fallback;
	}

}
