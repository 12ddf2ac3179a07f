package io.pirsch.benchmarks.load;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What browsers send about themselves.
 *
 * @param userAgent value of {@code User-Agent}
 * @param acceptLanguage value of {@code Accept-Language}
 * @param brands value of {@code Sec-CH-UA}
 * @param mobile value of {@code Sec-CH-UA-Mobile}
 * @param platform value of {@code Sec-CH-UA-Platform}
 */
public record Browser(String userAgent, String acceptLanguage, @Nullable String brands, @Nullable String mobile,
		@Nullable String platform) {

	private static final String CHROMIUM = "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"";

	/**
	 * Some that are in use.
	 */
	public static final List<Browser> ALL = List.of(
			new Browser(
					"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
							+ "Chrome/142.0.0.0 Safari/537.36",
					"en-US,en;q=0.9,de;q=0.8", CHROMIUM, "?0", "\"Windows\""),
			new Browser(
					"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
							+ "Chrome/142.0.0.0 Mobile Safari/537.36",
					"de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", CHROMIUM, "?1", "\"Android\""),
			new Browser(
					"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 "
							+ "(KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
					"fr-FR,fr;q=0.9", null, null, null),
			new Browser("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "en-GB,en;q=0.5",
					null, null, null));

}
