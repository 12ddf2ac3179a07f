package io.pirsch.smoke;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the starter brings no server, and that a program with it still ends.
 */
class CommandLineTests {

	@Test
	void isNoWebApplication() {
		assertThat(new SpringApplication(NightlyJob.class).getWebApplicationType()).isEqualTo(WebApplicationType.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor.netty.http.server.HttpServer", "reactor.netty.http.client.HttpClient",
			"io.netty.channel.Channel", "jakarta.servlet.Servlet", "org.apache.catalina.startup.Tomcat",
			"org.eclipse.jetty.server.Server", "org.springframework.boot.web.server.WebServer",
			"org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration",
			"org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration" })
	void getsFromTheStarterNo(String className) {
		assertThat(ClassUtils.isPresent(className, null)).isFalse();
	}

	@Test
	void endsByItselfAndTellsPirschBefore() throws IOException, InterruptedException {
		try (LocalPirsch pirsch = LocalPirsch.start()) {
			Process program = start(pirsch);
			try {
				String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
				assertThat(program.exitValue()).as(output).isZero();
				assertThat(output).doesNotContain("Not delivered", "ERROR");
			}
			finally {
				program.destroyForcibly();
			}
			assertThat(pirsch.arrivals()).extracting((arrival) -> arrival.text("url")).containsExactly(NightlyJob.URL);
		}
	}

	private static Process start(LocalPirsch pirsch) throws IOException {
		return new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), NightlyJob.class.getName(), "--pirsch.access-key=",
				"--pirsch.base-url=" + pirsch.baseUrl(), "--pirsch.client-id=" + pirsch.clientId(),
				"--pirsch.client-secret=" + pirsch.clientSecret(), "--pirsch.tracking.shutdown-timeout=1m"))
			.redirectErrorStream(true)
			.start();
	}

}
