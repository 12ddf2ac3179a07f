package io.pirsch.benchmarks.comparison;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The site's class path, with the starter on it or without.
 */
enum SiteClassPath {

	WITH_STARTER("class-path-with.txt"), WITHOUT_STARTER("class-path-without.txt");

	private static final Path TARGET = Path.of("benchmarks", "site", "target");

	static final String MAIN_CLASS = "io.pirsch.benchmarks.site.SiteApplication";

	private final String file;

	SiteClassPath(String file) {
		this.file = file;
	}

	String value() throws IOException {
		return TARGET.resolve("classes") + File.pathSeparator + Files.readString(TARGET.resolve(this.file)).trim();
	}

}
