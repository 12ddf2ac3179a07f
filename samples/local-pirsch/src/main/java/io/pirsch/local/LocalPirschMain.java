package io.pirsch.local;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
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

	private final List<String> arguments;

	private LocalPirschMain(List<String> arguments) {
		this.arguments = arguments;
	}

	/**
	 * Starts the server and waits until the program is ended.
	 * @param arguments settings
	 * @throws InterruptedException if the waiting is interrupted
	 */
	public static void main(String[] arguments) throws InterruptedException {
		try (LocalPirsch local = new LocalPirschMain(List.of(arguments)).start()) {
			System.out.println("Local Pirsch shows what arrives at " + local.baseUrl() + "/");
			System.out.println("To send to it, set");
			System.out.println("  pirsch.base-url=" + local.baseUrl());
			System.out.println("  pirsch.client-id=" + local.clientId());
			boolean known = local.clientSecret().equals(LocalPirsch.DEFAULT_CLIENT_SECRET);
			System.out.println("  pirsch.client-secret=" + (known ? local.clientSecret() : "(the one you gave)"));
			new CountDownLatch(1).await();
		}
	}

	private LocalPirsch start() {
		return LocalPirsch.builder()
			.port(Integer.parseInt(setting("port", String.valueOf(LocalPirsch.DEFAULT_PORT))))
			.client(setting("client-id", LocalPirsch.DEFAULT_CLIENT_ID),
					setting("client-secret", LocalPirsch.DEFAULT_CLIENT_SECRET))
			.accessKey(setting("access-key"))
			.tokenLifetime(tokenLifetime())
			.keepArrivals(Integer.parseInt(setting("keep-arrivals", "10000")))
			.demoData(Boolean.parseBoolean(setting("demo-data")))
			.start();
	}

	private Duration tokenLifetime() {
		return FaultRequest.duration(setting("token-lifetime", "15m"));
	}

	private String setting(String name, String fallback) {
		String value = setting(name);
		return (value != null) ? value : fallback;
	}

	private @Nullable String setting(String name) {
		String argument = "--" + name + "=";
		for (String candidate : this.arguments) {
			if (candidate.startsWith(argument)) {
				return candidate.substring(argument.length());
			}
		}
		String property = System.getProperty("local-pirsch." + name);
		String variable = "LOCAL_PIRSCH_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
		return (property != null) ? property : System.getenv(variable);
	}

}
