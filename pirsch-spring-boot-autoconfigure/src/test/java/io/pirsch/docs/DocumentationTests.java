package io.pirsch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pirsch.docs.Page.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documentation to the code: its links, its samples, and what it says of the
 * log.
 */
class DocumentationTests {

	private static final Path LIBRARY = Path.of("src/main/java");

	private static final Pattern DEPENDENCY = Pattern
		.compile("<artifactId>(pirsch-[a-z-]+)</artifactId>\\s*<version>([^<]+)</version>");

	private static final Pattern LOG = Pattern
		.compile("(?:logger|log|failure)\\s*\\.(?:info|warn|error)\\(\\s*(?:\\(\\) -> )?\"([^\"]+)\"");

	static List<Page> pages() {
		return Page.all();
	}

	@Test
	void theReadmeIsForTheFirstTenMinutes() {
		assertThat(Page.read(Page.ROOT.resolve("README.md")).text().lines()).hasSizeLessThanOrEqualTo(150);
	}

	@Test
	void everyPageIsInTheIndex() {
		Page index = Page.read(Page.ROOT.resolve("docs/README.md"));
		assertThat(index.links()).containsAll(pages().stream()
			.filter((page) -> page.path().startsWith("docs") && !page.path().equals(index.path()))
			.map((page) -> page.path().getFileName().toString())
			.toList());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyLinkLeadsSomewhere(Page page) {
		assertThat(page.links()).filteredOn((link) -> !link.startsWith("http") && !leadsSomewhere(page, link))
			.isEmpty();
	}

	private static boolean leadsSomewhere(Page page, String link) {
		String[] parts = link.split("#", 2);
		Path file = Page.ROOT.resolve(page.path());
		if (!parts[0].isEmpty()) {
			file = file.resolveSibling(parts[0]).normalize();
		}
		return Files.exists(file) && (parts.length == 1 || Page.read(file).anchors().contains(parts[1]));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void noBlockIsInALanguageThatNothingChecks(Page page) {
		assertThat(page.blocks()).extracting(Block::language).isSubsetOf("java", "yaml", "xml", "bash", "html", "");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyJavaSampleIsCompiled(Page page) {
		String sources = page.blocks("java").isEmpty() ? "" : normalized(sources());
		assertThat(page.blocks("java")).extracting(Block::text)
			.filteredOn((sample) -> !sources.contains(normalized(sample.lines())))
			.as("samples of %s that stand in no source file", page)
			.isEmpty();
	}

	/**
	 * The samples stand in sources of their own, or in the tests of the sample sites.
	 */
	private static Stream<String> sources() {
		return Stream.of("src/test/java/io/pirsch/docs", "src/test/java/io/pirsch/client", "../samples/webmvc/src/test")
			.map(Path::of)
			.flatMap(DocumentationTests::javaFiles)
			.flatMap((file) -> read(file).lines());
	}

	/**
	 * Without what is only there for the checks of this build.
	 */
	private static String normalized(Stream<String> lines) {
		return lines.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("@SuppressWarnings"))
			.collect(Collectors.joining("\n", "\n", "\n"));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyCommandIsThere(Page page) {
		assertThat(page.blocks("bash")).flatExtracting(Block::lines)
			.extracting((line) -> line.replaceFirst("^(JAZZER_FUZZ=1|export) ", ""))
			.filteredOn((line) -> !line.isBlank() && !line.startsWith(" ") && !line.startsWith("#"))
			.extracting((line) -> line.split(" ")[0])
			.filteredOn((command) -> !command.equals("java") && !Files.exists(Page.ROOT.resolve(command)))
			.isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyDependencyIsOneOfOurs(Page page) {
		String version = DEPENDENCY.matcher(read(Page.ROOT.resolve("pom.xml")))
			.results()
			.findFirst()
			.map((match) -> match.group(2))
			.orElseThrow();
		assertThat(page.blocks("xml")).flatExtracting((block) -> DEPENDENCY.matcher(block.text()).results().toList())
			.allSatisfy((match) -> {
				assertThat(Page.ROOT.resolve(match.group(1)).resolve("pom.xml")).exists();
				assertThat(match.group(2)).isEqualTo(version);
			});
	}

	@Test
	void everyLineOfTheLogIsExplained() {
		String log = read(Page.ROOT.resolve("docs/operating.md"));
		Set<String> messages = javaFiles(LIBRARY).flatMap((file) -> LOG.matcher(read(file)).results())
			.map(DocumentationTests::beginning)
			.filter((message) -> !message.isEmpty())
			.collect(Collectors.toSet());
		assertThat(messages).hasSizeGreaterThan(20).filteredOn((message) -> !log.contains("`" + message)).isEmpty();
	}

	/**
	 * The words before anything that varies.
	 */
	private static String beginning(MatchResult message) {
		return message.group(1).replaceFirst("[%.:;(,].*", "").replaceFirst("[^a-z]+$", "");
	}

	private static Stream<Path> javaFiles(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
