package io.pirsch.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschConnectionException;
import io.pirsch.client.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that an SSL bundle makes the client trust a certificate that nobody else does,
 * with each HTTP client.
 */
class PrivateCaTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static WireMockServer api;

	private final PageView page = PageView
		.builder("https://tea.example/", Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)"))
		.build();

	@BeforeAll
	static void start() throws Exception {
		Path store = directory.resolve("store.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=private", "-ext",
				"SAN=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-storepass", "changeit", "-keystore",
				store.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(store).as(output).exists();
		api = new WireMockServer(WireMockConfiguration.options()
			.httpDisabled(true)
			.dynamicHttpsPort()
			.keystoreType("PKCS12")
			.keystorePath(store.toString())
			.keystorePassword("changeit")
			.keyManagerPassword("changeit"));
		api.start();
		api.stubFor(any(anyUrl()).willReturn(ok()));
	}

	@AfterAll
	static void stop() {
		api.stop();
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk" })
	void aBundleOfTheApplicationIsTrusted(String connector) {
		runner(connector)
			.withPropertyValues("pirsch.ssl.bundle=private",
					"spring.ssl.bundle.jks.private.truststore.location=file:" + directory.resolve("store.p12"),
					"spring.ssl.bundle.jks.private.truststore.password=changeit",
					"spring.ssl.bundle.jks.private.truststore.type=PKCS12")
			.run((context) -> {
				context.getBean(PirschClient.class).send(this.page).block(Duration.ofSeconds(30));
				assertThat(api.getAllServeEvents()).isNotEmpty();
				api.resetRequests();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk" })
	void nothingIsSentWithoutIt(String connector) {
		runner(connector).run((context) -> {
			PirschClient client = context.getBean(PirschClient.class);
			assertThatExceptionOfType(PirschConnectionException.class)
				.isThrownBy(() -> client.send(this.page).block(Duration.ofSeconds(30)));
			assertThat(api.getAllServeEvents()).isEmpty();
		});
	}

	private static ApplicationContextRunner runner(String connector) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, PirschAutoConfiguration.class))
			.withPropertyValues("pirsch.access-key=pa_test", "pirsch.base-url=https://localhost:" + api.httpsPort(),
					"spring.http.clients.reactive.connector=" + connector);
	}

}
