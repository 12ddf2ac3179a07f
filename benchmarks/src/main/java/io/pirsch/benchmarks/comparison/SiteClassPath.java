package io.pirsch.benchmarks.comparison;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The site's class path, with the starter on it or without, and with it on the servlet
 * stack.
 */
public enum SiteClassPath {

	WITH_STARTER("class-path-with.txt", "class-path-without.txt"), WITHOUT_STARTER("class-path-without.txt"),

	SERVLET_WITH_STARTER("class-path-servlet.txt");

	private static final Path TARGET = Path.of("benchmarks", "site", "target");

	static final String MAIN_CLASS = "io.pirsch.benchmarks.site.SiteApplication";

	private final List<String> files;

	SiteClassPath(String... files) {
		this.files = List.of(files);
	}

	String value() throws IOException {
		Set<String> entries = new LinkedHashSet<>(Set.of(TARGET.resolve("classes").toString()));
		for (String file : this.files) {
			entries.addAll(List.of(Files.readString(TARGET.resolve(file)).trim().split(File.pathSeparator)));
		}
		return String.join(File.pathSeparator, entries);
	}

}
