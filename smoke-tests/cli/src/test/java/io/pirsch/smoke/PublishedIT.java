package io.pirsch.smoke;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks into what is published.
 */
class PublishedIT {

	private static final String LIBRARY = "pirsch-spring-boot-autoconfigure";

	private static final String STARTER = "pirsch-spring-boot-starter";

	@Test
	void theLibraryIsCodeOfItsOwnPackageAndWhatSpringBootReads() throws IOException {
		assertThat(entries(LIBRARY))
			.contains("META-INF/LICENSE", "META-INF/spring-configuration-metadata.json",
					"META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
					"io/pirsch/tracking/PirschTracker.class", "io/pirsch/web/browser/p.js")
			.allSatisfy((name) -> assertThat(name).matches("(io/pirsch|META-INF)/.*"))
			.noneSatisfy((name) -> assertThat(name).matches("io/pirsch/(local|sample|smoke|benchmarks)/.*|.*\\.java"));
	}

	@Test
	void theStarterHasNoCode() throws IOException {
		assertThat(entries(STARTER)).containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "META-INF/LICENSE",
				"META-INF/maven/io.pirsch/pirsch-spring-boot-starter/pom.xml",
				"META-INF/maven/io.pirsch/pirsch-spring-boot-starter/pom.properties");
	}

	@ParameterizedTest
	@ValueSource(strings = { LIBRARY, STARTER })
	void thePomSaysWhatMavenCentralAsksForAndNeedsNoParent(String artifact) throws IOException {
		try (JarFile jar = jar(artifact)) {
			ZipEntry pom = jar.getEntry("META-INF/maven/io.pirsch/%s/pom.xml".formatted(artifact));
			assertThat(new String(jar.getInputStream(pom).readAllBytes(), StandardCharsets.UTF_8))
				.contains("<name>", "<description>", "<url>", "<license>", "<developer>", "<scm", "<connection>")
				.doesNotContain("<parent>", "<scope>test</scope>", "<repository>", "${");
		}
	}

	/**
	 * Where a dependency is meant to come or go, the record goes with it: the new one is
	 * in {@code target}.
	 */
	@Test
	void theStarterBringsWhatIsRecorded() throws IOException {
		try (Stream<String> tree = Files.lines(Path.of("../../pirsch-spring-boot-starter/target/dependencies.txt"))) {
			List<String> withoutVersions = tree.skip(1).map((line) -> line.replaceAll(":jar:.*", "")).toList();
			Files.write(Path.of("target/starter-dependencies.txt"), withoutVersions);
			assertThat(withoutVersions).containsExactlyElementsOf(Files
				.readAllLines(new ClassPathResource("starter-dependencies.txt", PublishedIT.class).getFile().toPath()));
		}
	}

	private static List<String> entries(String artifact) throws IOException {
		try (JarFile jar = jar(artifact)) {
			return jar.stream().filter((entry) -> !entry.isDirectory()).map(ZipEntry::getName).toList();
		}
	}

	private static JarFile jar(String artifact) throws IOException {
		return new JarFile(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> Path.of(path).getFileName().toString().startsWith(artifact + "-"))
			.findFirst()
			.orElseThrow());
	}

}
