package io.pirsch.sample.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.pirsch.local.Arrival;
import io.pirsch.local.Arrival.Kind;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the jar of a sample site that was processed ahead of time, with properties that
 * nobody knew by then: the same on each web stack.
 */
public abstract class AheadOfTimeTests {

	private static final Pattern ADDRESS = Pattern.compile("Visit (http://localhost:\\d+/)");

	@Test
	void runsWithWhatIsKnownOnlyWhenItStarts(@TempDir Path directory) throws Exception {
		run(directory.resolve("output.txt"), List.of("--pirsch.web.exclude=/teas/**"), (browser, pirsch) -> {
			assertThat(browser.open("/").statusCode()).isEqualTo(200);
			assertThat(browser.open("/pirsch/p.js").statusCode()).isEqualTo(404);
			assertThat(browser.open("/teas").statusCode()).isEqualTo(200);
			assertThat(browser.open("/about").statusCode()).isEqualTo(200);
			eventually(() -> assertThat(pirsch.arrivals()).extracting((arrival) -> arrival.text("url"))
				.containsExactly(browser.url("/"), browser.url("/about")));
		});
	}

	@Test
	void leavesPageViewsToOthersButTellsEventsIfSoStarted(@TempDir Path directory) throws Exception {
		run(directory.resolve("output.txt"), List.of("--pirsch.web.enabled=false"), (browser, pirsch) -> {
			assertThat(browser.open("/").statusCode()).isEqualTo(200);
			browser.submit("/contact", VisitTests.FORM);
			eventually(() -> assertThat(pirsch.arrivals()).extracting(Arrival::kind).containsExactly(Kind.EVENT));
		});
	}

	private static void run(Path output, List<String> properties, BiConsumer<Browser, LocalPirsch> visit)
			throws Exception {
		try (LocalPirsch pirsch = LocalPirsch.start()) {
			Process site = start(pirsch, properties, output);
			try {
				visit.accept(Browser.chrome(address(site, output)), pirsch);
				site.destroy();
				assertThat(site.waitFor(1, TimeUnit.MINUTES)).isTrue();
				assertThat(output).content()
					.contains("Starting AOT-processed")
					.doesNotContain("Not delivered", "ERROR", pirsch.clientSecret());
			}
			finally {
				site.destroyForcibly();
			}
		}
	}

	private static Process start(LocalPirsch pirsch, List<String> properties, Path output) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Dspring.aot.enabled=true", "-jar", jar().toString(), "--server.port=0",
						"--pirsch.base-url=" + pirsch.baseUrl(), "--pirsch.client-id=" + pirsch.clientId(),
						"--pirsch.browser.enabled=false", "--spring.reactor.netty.shutdown-quiet-period=10ms"));
		command.addAll(properties);
		ProcessBuilder java = new ProcessBuilder(command);
		java.environment().put("PIRSCH_CLIENT_SECRET", pirsch.clientSecret());
		return java.redirectErrorStream(true).redirectOutput(output.toFile()).start();
	}

	private static Path jar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			List<Path> jars = files.filter((file) -> file.toString().endsWith(".jar")).toList();
			assertThat(jars).hasSize(1);
			return jars.get(0);
		}
	}

	private static URI address(Process site, Path output) {
		return Chromium.patiently()
			.atMost(Duration.ofMinutes(2))
			.failFast("The site has not started", () -> !site.isAlive())
			.until(() -> find(output), Optional::isPresent)
			.orElseThrow();
	}

	private static Optional<URI> find(Path output) throws IOException {
		Matcher matcher = ADDRESS.matcher(Files.readString(output));
		return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
	}

}
