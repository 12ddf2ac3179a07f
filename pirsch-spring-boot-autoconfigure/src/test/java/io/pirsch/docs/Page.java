package io.pirsch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path where it is, from the root of the project
 * @param text all of it
 * @param prose its lines outside of blocks of code
 * @param blocks its blocks of code
 */
record Page(Path path, String text, List<String> prose, List<Block> blocks) {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	/**
	 * Returns all pages.
	 */
	static List<Page> all() {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			Stream<Path> others = Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
				.map(ROOT::resolve);
			return Stream.concat(others, docs.filter((file) -> file.toString().endsWith(".md")).sorted())
				.map(Page::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page read(Path file) {
		try {
			String text = Files.readString(file);
			List<String> prose = new ArrayList<>();
			List<Block> blocks = new ArrayList<>();
			Block open = null;
			for (String line : text.lines().toList()) {
				if (!line.startsWith("```")) {
					((open != null) ? open.lines() : prose).add(line);
				}
				else if (open != null) {
					open = null;
				}
				else {
					open = new Block(line.substring(3).strip(), new ArrayList<>());
					blocks.add(open);
				}
			}
			return new Page(ROOT.relativize(file), text, prose, blocks);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<Block> blocks(String language) {
		return this.blocks.stream().filter((block) -> block.language().equals(language)).toList();
	}

	List<String> links() {
		return matches(LINK, this.prose.stream());
	}

	/**
	 * Returns what is in the prose between backticks.
	 */
	List<String> code() {
		return matches(CODE, this.prose.stream());
	}

	/**
	 * Returns the anchors of its headings, as GitHub makes them.
	 */
	Set<String> anchors() {
		return this.prose.stream()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the rows of its tables whose first cell is a name in backticks.
	 */
	List<List<String>> rows() {
		return this.prose.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
			.toList();
	}

	private static List<String> matches(Pattern pattern, Stream<String> lines) {
		return lines.flatMap((line) -> pattern.matcher(line).results()).map((match) -> match.group(1)).toList();
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

	/**
	 * A block of code.
	 *
	 * @param language what it is written in
	 * @param lines its lines
	 */
	record Block(String language, List<String> lines) {

		String text() {
			return String.join("\n", this.lines);
		}

	}

}
