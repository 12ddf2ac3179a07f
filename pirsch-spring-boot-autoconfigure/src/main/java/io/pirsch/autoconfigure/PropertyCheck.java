package io.pirsch.autoconfigure;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * Names the property when its value is refused.
 */
final class PropertyCheck {

	private static final String UNITS = " A number without a unit is milliseconds: write '10s', '5m' or '1h'.";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

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
			throw invalid(property, ex);
		}
	}

	static InvalidPirschPropertyException invalid(String property, RuntimeException reason) {
		return invalid(property, String.valueOf(reason.getMessage()));
	}

	/**
	 * Returns the value, if there is one. An empty one, as an unset environment variable
	 * leaves it, is none.
	 */
	static @Nullable String textOrNull(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			return null;
		}
		// Spring Boot leaves what it can't resolve as it is
		Matcher placeholder = PLACEHOLDER.matcher(value);
		if (placeholder.find()) {
			throw new InvalidPirschPropertyException(
					"'%s' has the placeholder '%s', which can't be resolved.".formatted(property, placeholder.group()),
					"Set what the placeholder names, for example as an environment variable, or change '%s'."
						.formatted(property));
		}
		return value;
	}

	static String notBlank(String property, String value) {
		if (value.isBlank()) {
			throw invalid(property, "it must not be empty.");
		}
		return value;
	}

	static <T extends Comparable<T>> T atLeast(String property, T value, T min) {
		if (value.compareTo(min) < 0) {
			throw new InvalidPirschPropertyException(
					description(property, "it must be at least %s but is %s.".formatted(text(min), text(value))),
					action(property) + ((value instanceof Duration) ? UNITS : ""));
		}
		return value;
	}

	static <T extends Comparable<T>> T atMost(String property, T value, T max) {
		if (value.compareTo(max) > 0) {
			throw invalid(property, "it must be at most %s but is %s.".formatted(max, value));
		}
		return value;
	}

	/**
	 * Returns that two values do not go together.
	 */
	static InvalidPirschPropertyException conflict(String property, Duration value, String relation, String other,
			Duration otherValue) {
		return new InvalidPirschPropertyException("'%s' is %s, but %s '%s', which is %s.".formatted(property,
				text(value), relation, other, text(otherValue)),
				"Correct '%s' or '%s'.".formatted(property, other) + UNITS);
	}

	private static InvalidPirschPropertyException invalid(String property, String reason) {
		return new InvalidPirschPropertyException(description(property, reason), action(property));
	}

	private static String description(String property, String reason) {
		return "The value of '%s' is not valid: %s".formatted(property, reason);
	}

	private static String action(String property) {
		return "Correct '%s'.".formatted(property);
	}

	private static Object text(Object value) {
		if (value instanceof Duration duration) {
			return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
		}
		return value;
	}

}
