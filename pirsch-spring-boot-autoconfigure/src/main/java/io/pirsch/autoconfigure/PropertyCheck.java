package io.pirsch.autoconfigure;

import java.util.function.Supplier;

import org.springframework.boot.ssl.NoSuchSslBundleException;

/**
 * Names the property when its value is refused.
 */
final class PropertyCheck {

	private PropertyCheck() {
	}

	/**
	 * Returns what is made of the value of the property.
	 */
	static <T> T valid(String property, Supplier<T> supplier) {
		try {
			return supplier.get();
		}
		catch (IllegalArgumentException | NoSuchSslBundleException ex) {
			throw invalid(property, String.valueOf(ex.getMessage()));
		}
	}

	static <T extends Comparable<T>> T atLeast(String property, T value, T min) {
		if (value.compareTo(min) < 0) {
			throw invalid(property, "it must be at least %s but is %s.".formatted(min, value));
		}
		return value;
	}

	static <T extends Comparable<T>> T atMost(String property, T value, T max) {
		if (value.compareTo(max) > 0) {
			throw invalid(property, "it must be at most %s but is %s.".formatted(max, value));
		}
		return value;
	}

	private static InvalidPirschPropertyException invalid(String property, String reason) {
		return new InvalidPirschPropertyException("The value of '%s' is not valid: %s".formatted(property, reason),
				"Correct '%s'.".formatted(property));
	}

}
