package io.pirsch.web.browser;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.pirsch.web.RequestSource;

import org.springframework.util.Assert;

/**
 * What a site can set about the browser's half.
 *
 * @param path path below which script and endpoint are, relative to the context path
 * @param maxMessageSize how many bytes a message has at most
 * @param rateLimit how many messages a minute are taken from one address, or from one /64
 * network of version 6
 * @param allowedOrigins origins besides the site's own whose pages may send messages, in
 * lower case
 */
public record BrowserSettings(String path, int maxMessageSize, int rateLimit, Set<String> allowedOrigins) {

	/**
	 * Checks the settings.
	 * @param path see {@link #path()}; begins with a slash and does not end with one
	 * @param maxMessageSize see {@link #maxMessageSize()}, at least 1
	 * @param rateLimit see {@link #rateLimit()}, at least 1
	 * @param allowedOrigins see {@link #allowedOrigins()}
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public BrowserSettings {
		checkPath(path);
		Assert.isTrue(maxMessageSize > 0, "'maxMessageSize' must be positive");
		Assert.isTrue(rateLimit > 0, "'rateLimit' must be positive");
		allowedOrigins = Set.copyOf(allowedOrigins);
	}

	/**
	 * Checks a path.
	 * @param path see {@link #path()}
	 * @return the path
	 * @throws IllegalArgumentException if it is not one
	 */
	public static String checkPath(String path) {
		Assert.isTrue(path.matches("(/[A-Za-z0-9._~-]+)+"),
				() -> "Path '%s' is not one such as '/pirsch', without a slash at its end".formatted(path));
		return path;
	}

	/**
	 * Checks origins.
	 * @param origins scheme and host, and the port if it is not that of the scheme
	 * @return the origins as browsers write them
	 * @throws IllegalArgumentException if one of them is malformed; the message names it
	 */
	public static Set<String> parseOrigins(List<String> origins) {
		return origins.stream().map(BrowserSettings::parseOrigin).collect(Collectors.toUnmodifiableSet());
	}

	private static String parseOrigin(String origin) {
		Assert.isTrue(origin.strip().matches("(?i)https?://([a-z0-9._-]+|\\[[0-9a-f:.]+\\])(:[0-9]{1,5})?"),
				() -> "Origin '%s' is not a scheme and a host such as 'https://www.example.com'".formatted(origin));
		return RequestSource.originOf(origin.strip());
	}

}
