package io.pirsch.benchmarks.comparison;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.pirsch.benchmarks.ChildJvm;

/**
 * The site on one of the web stacks, with something on its class path or nothing.
 *
 * @param stack the web stack
 * @param addition what is on the class path beside it
 */
public record Site(Stack stack, Addition addition) {

	private static final Path SITE = Path.of("benchmarks", "site", "target");

	private static final String MAIN_CLASS = "io.pirsch.benchmarks.site.SiteApplication";

	ChildJvm start(List<String> options, int port, URI api) throws IOException {
		List<String> args = new ArrayList<>(List.of("--server.port=" + port));
		args.addAll(this.addition.properties(api));
		return ChildJvm.start(options, classPath(), MAIN_CLASS, args.toArray(String[]::new));
	}

	private String classPath() throws IOException {
		Set<String> entries = new LinkedHashSet<>(Set.of(SITE.resolve("classes").toString()));
		boolean withStarter = this.addition == Addition.STARTER;
		entries
			.addAll(entries(this.stack.target.resolve(withStarter ? "class-path-with.txt" : "class-path-without.txt")));
		if (this.addition == Addition.SENTRY) {
			entries.addAll(entries(SITE.resolve("class-path-sentry.txt")));
		}
		return String.join(File.pathSeparator, entries);
	}

	private static List<String> entries(Path file) throws IOException {
		return List.of(Files.readString(file).trim().split(File.pathSeparator));
	}

	/**
	 * Web stacks.
	 */
	public enum Stack {

		WEBFLUX("WebFlux", SITE), SERVLET("servlet", Path.of("benchmarks", "servlet-site", "target"));

		private final String text;

		private final Path target;

		Stack(String text, Path target) {
			this.text = text;
			this.target = target;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	/**
	 * What can be on the class path.
	 */
	public enum Addition {

		NOTHING("nothing"), STARTER("this starter"), SENTRY("Sentry's starter, with a DSN");

		private final String text;

		Addition(String text) {
			this.text = text;
		}

		List<String> properties(URI api) {
			return switch (this) {
				case NOTHING -> List.of();
				case STARTER -> List.of("--pirsch.access-key=pa_benchmark", "--pirsch.base-url=" + api);
				case SENTRY -> List.of("--sentry.dsn=http://key@" + api.getAuthority() + "/1");
			};
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
