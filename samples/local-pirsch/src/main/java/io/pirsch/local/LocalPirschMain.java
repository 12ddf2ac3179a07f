package io.pirsch.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link LocalPirsch} on its own. Settings are arguments such as
 * {@code --port=7070}, system properties such as {@code local-pirsch.port} or environment
 * variables such as {@code LOCAL_PIRSCH_PORT}: {@code port}, {@code client-id},
 * {@code client-secret}, {@code access-key}, {@code token-lifetime} ({@code 30s}),
 * {@code keep-arrivals} and {@code demo-data}.
 */
public final class LocalPirschMain {

	private static final int MAX_PORT = 65_535;

	private static final Set<String> SETTINGS = new TreeSet<>(
			Set.of("port", "client-id", "client-secret", "access-key", "token-lifetime", "keep-arrivals", "demo-data"));

	private final Map<String, String> arguments = new HashMap<>();

	private LocalPirschMain(String... arguments) {
		for (String argument : arguments) {
			String[] parts = argument.split("=", 2);
			String name = parts[0].replaceFirst("^--", "");
			if (parts.length < 2 || !parts[0].startsWith("--") || !SETTINGS.contains(name)) {
				throw new IllegalArgumentException(
						"'%s' is no setting of Local Pirsch; it takes --%s, each followed by = and its value"
							.formatted(parts[0], String.join(", --", SETTINGS)));
			}
			this.arguments.put(name, parts[1]);
		}
	}

	/**
	 * Starts the server and waits until the program is ended.
	 * @param arguments settings
	 * @throws InterruptedException if the waiting is interrupted
	 * @throws IllegalArgumentException if one of them is unknown or wrong
	 */
	public static void main(String[] arguments) throws InterruptedException {
		try (LocalPirsch local = start(arguments)) {
			System.out.println("Local Pirsch shows what arrives at " + local.baseUrl() + "/");
			System.out.println("To send to it, set");
			System.out.println("  pirsch.base-url=" + local.baseUrl());
			System.out.println("  pirsch.client-id=" + local.clientId());
			boolean known = local.clientSecret().equals(LocalPirsch.DEFAULT_CLIENT_SECRET);
			System.out.println("  pirsch.client-secret=" + (known ? local.clientSecret() : "(the one you gave)"));
			new CountDownLatch(1).await();
		}
	}

	static LocalPirsch start(String... arguments) {
		return new LocalPirschMain(arguments).start();
	}

	private LocalPirsch start() {
		return LocalPirsch.builder()
			.port(number("port", LocalPirsch.DEFAULT_PORT, MAX_PORT))
			.client(setting("client-id", LocalPirsch.DEFAULT_CLIENT_ID),
					setting("client-secret", LocalPirsch.DEFAULT_CLIENT_SECRET))
			.accessKey(setting("access-key"))
			.tokenLifetime(tokenLifetime())
			.keepArrivals(number("keep-arrivals", LocalPirsch.KEEP_ARRIVALS, Integer.MAX_VALUE))
			.demoData(Boolean.parseBoolean(setting("demo-data")))
			.start();
	}

	private Duration tokenLifetime() {
		return FaultRequest.duration(setting("token-lifetime", "15m"));
	}

	private int number(String name, int fallback, int max) {
		String text = setting(name, String.valueOf(fallback));
		if (!text.matches("\\d{1,10}") || Long.parseLong(text) > max) {
			throw new IllegalArgumentException(
					"'%s' must be a number from 0 to %d, not '%s'".formatted(name, max, text));
		}
		return Integer.parseInt(text);
	}

	private String setting(String name, String fallback) {
		String value = setting(name);
		return (value != null) ? value : fallback;
	}

	private @Nullable String setting(String name) {
		if (this.arguments.containsKey(name)) {
			return this.arguments.get(name);
		}
		String property = System.getProperty("local-pirsch." + name);
		String variable = "LOCAL_PIRSCH_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
		return (property != null) ? property : System.getenv(variable);
	}

}
