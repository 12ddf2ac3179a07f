package io.pirsch.sample.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visits a site with a real browser that has all defaults of Spring Security, and speaks
 * HTTP/2 with a certificate of its own.
 */
public abstract class BrowserSecurityTests extends Browsing {

	private static final String PASSWORD = "changeit";

	/**
	 * Prepares a visit.
	 * @param local where the page views go
	 * @param port port of the site
	 */
	protected BrowserSecurityTests(LocalPirsch local, int port) {
		super(local, "https://localhost:" + port);
	}

	@DynamicPropertySource
	static void secure(DynamicPropertyRegistry registry) throws IOException, InterruptedException {
		Path keys = Files.createTempDirectory("site").resolve("keys.p12");
		Process keytool = new ProcessBuilder(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg",
						"EC", "-alias", "site", "-dname", "CN=localhost", "-validity", "2", "-storetype", "PKCS12",
						"-storepass", PASSWORD, "-keystore", keys.toString()))
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(keys).as(output).exists();
		keys.toFile().deleteOnExit();
		registry.add("server.ssl.key-store", keys::toString);
		registry.add("server.ssl.key-store-password", () -> PASSWORD);
		registry.add("server.http2.enabled", () -> true);
		registry.add("spring.autoconfigure.exclude", () -> "");
		registry.add("spring.security.user.name", () -> "ada");
		registry.add("spring.security.user.password", () -> PASSWORD);
	}

	@Test
	void countsEachPageOnceAndTellsWhatTheServerCannotSee() {
		Tab tab = chromium.newTab();
		tab.open(this.site + "/marked/plain");
		assertThat(tab.evaluate("location.pathname").asString()).isEqualTo("/login");
		tab.evaluate("document.querySelector('[name=username]').value = 'ada'");
		tab.evaluate("document.querySelector('[name=password]').value = '%s'".formatted(PASSWORD));
		tab.follow("button");
		tab.waitUntil(READY);
		assertThat(tab.evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol").asString())
			.isEqualTo("h2");
		assertThat(tab.evaluate(
				"performance.getEntriesByType('navigation')[0].serverTiming.map((entry) => entry.description).join()")
			.asString()).as("mark of the server").startsWith("c");
		assertThat(tab.evaluate("fetch('/contact', { method: 'POST' }).then((answer) => answer.status)").asInt())
			.as("without a token against forgery")
			.isEqualTo(403);
		tab.evaluate("history.pushState(null, '', '/marked/pushed'); pirsch('Pushed'); null");
		eventually(() -> assertThat(events()).contains("Pushed"));
		tab.evaluate("history.pushState(null, '', '/marked/left'); null");
		tab.open(this.site + "/marked/other");
		tab.waitUntil(READY);
		tab.evaluate("pirsch('Last'); null");
		eventually(() -> assertThat(events()).contains("Last"));
		assertThat(events()).containsExactly("Pushed", "Last");
		// What a page tells while it is left may be behind the next page
		assertThat(paths()).map((path) -> path.replace("?continue", ""))
			.startsWith("/login", "/marked/plain", "/marked/pushed")
			.containsExactlyInAnyOrder("/login", "/marked/plain", "/marked/pushed", "/marked/left", "/marked/other");
	}

}
