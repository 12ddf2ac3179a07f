package io.pirsch.local;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Makes a fault from the parameters of an HTTP request.
 */
class FaultRequest {

	private final Map<String, String> parameters;

	FaultRequest(Map<String, String> parameters) {
		this.parameters = parameters;
	}

	Fault fault() {
		Fault fault = kind(parameter("kind", ""));
		String path = get("path");
		if (path != null) {
			fault.on(path);
		}
		String times = get("times");
		if (times != null) {
			fault.times(Integer.parseInt(times));
		}
		String delay = get("delay");
		if (delay != null) {
			fault.delay(duration(delay));
		}
		String retryAfter = get("retryAfter");
		if (retryAfter != null) {
			fault.retryAfter(retryAfter);
		}
		return fault;
	}

	private Fault kind(String kind) {
		return switch (kind) {
			case "status" -> Fault.status(status(parameter("status", "503")));
			case "slow" -> Fault.slow(Duration.ofSeconds(3));
			case "hang-up" -> Fault.hangUp(moment(parameter("moment", "after-reading")));
			case "refuse-token" -> Fault.refuseToken();
			case "poison" -> poison(parameter("field", "user_agent"), parameter("contains", "poison"));
			default ->
				throw new IllegalArgumentException("'kind' must be one of status, slow, hang-up, refuse-token, poison");
		};
	}

	private static int status(String text) {
		int status = Integer.parseInt(text);
		if (status < 200 || status > 599) {
			throw new IllegalArgumentException("'status' must be from 200 to 599");
		}
		return status;
	}

	private static Fault.HangUp moment(String text) {
		return Fault.HangUp.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	private static Fault poison(String field, String part) {
		return Fault.poison((arrival) -> {
			String text = arrival.text(field);
			return text != null && text.contains(part);
		});
	}

	private String parameter(String name, String fallback) {
		return this.parameters.getOrDefault(name, fallback);
	}

	private @Nullable String get(String name) {
		return this.parameters.get(name);
	}

	/**
	 * Reads a duration such as {@code 500ms}, {@code 3s}, {@code 2m} or {@code PT3S}.
	 */
	static Duration duration(String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		if (lower.endsWith("ms")) {
			return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
		}
		return Duration.parse(lower.startsWith("p") ? lower : "PT" + lower);
	}

}
