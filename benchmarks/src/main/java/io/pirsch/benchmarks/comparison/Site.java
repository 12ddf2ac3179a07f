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

	private static final Path TARGET = Path.of("benchmarks", "site", "target");

	private static final String MAIN_CLASS = "io.pirsch.benchmarks.site.SiteApplication";

	ChildJvm start(List<String> options, int port, URI api) throws IOException {
		List<String> args = new ArrayList<>(List.of("--server.port=" + port));
		args.addAll(this.addition.properties(api));
		return ChildJvm.start(options, classPath(), MAIN_CLASS, args.toArray(String[]::new));
	}

	private String classPath() throws IOException {
		Set<String> without = entries("class-path-without.txt");
		Set<String> starter = entries("class-path-with.txt");
		starter.removeAll(without);
		Set<String> entries = new LinkedHashSet<>(Set.of(TARGET.resolve("classes").toString()));
		entries.addAll((this.stack == Stack.SERVLET) ? entries("class-path-servlet.txt") : without);
		entries.removeAll(starter);
		switch (this.addition) {
			case STARTER -> entries.addAll(starter);
			case SENTRY -> entries.addAll(entries("class-path-sentry.txt"));
			case NOTHING -> {
			}
		}
		return String.join(File.pathSeparator, entries);
	}

	private static Set<String> entries(String file) throws IOException {
		return new LinkedHashSet<>(List.of(Files.readString(TARGET.resolve(file)).trim().split(File.pathSeparator)));
	}

	/**
	 * Web stacks.
	 */
	public enum Stack {

		WEBFLUX("WebFlux"), SERVLET("servlet");

		private final String text;

		Stack(String text) {
			this.text = text;
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
