package io.pirsch.sample.site;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;

/**
 * A Chromium without a window.
 */
final class Chromium implements AutoCloseable {

	private final Process process;

	private final DevTools devTools;

	private final List<String> contexts = new ArrayList<>();

	private Chromium(Process process, DevTools devTools) {
		this.process = process;
		this.devTools = devTools;
	}

	/**
	 * Finds the program: the environment variable {@code CHROMIUM}, or one on the path.
	 */
	static Optional<Path> find() {
		String path = System.getenv().getOrDefault("PATH", "");
		Stream<Path> onPath = Stream.of("chromium", "chromium-browser", "google-chrome")
			.flatMap((name) -> Stream.of(path.split(File.pathSeparator)).map((directory) -> Path.of(directory, name)));
		return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of), onPath)
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Starts the program.
	 * @param program the program
	 * @param profile a directory for what it writes
	 * @param doNotTrack whether its user does not want to be tracked
	 */
	static Chromium start(Path program, Path profile, boolean doNotTrack) {
		try {
			Path preferences = Files.createDirectories(profile.resolve("Default")).resolve("Preferences");
			Files.writeString(preferences, "{\"enable_do_not_track\":%b}".formatted(doNotTrack));
			Process process = new ProcessBuilder(List.of(program.toString(), "--headless", "--no-sandbox",
					"--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update", "--disable-sync",
					"--ignore-certificate-errors", "--host-resolver-rules=MAP *.example 127.0.0.1",
					"--remote-debugging-port=0", "--disable-blink-features=AutomationControlled",
					"--user-data-dir=" + profile, "about:blank"))
				.redirectErrorStream(true)
				.redirectOutput(profile.resolve("output.txt").toFile())
				.start();
			Path port = profile.resolve("DevToolsActivePort");
			List<String> lines = patiently().until(() -> Files.exists(port) ? Files.readAllLines(port) : List.of(),
					(read) -> read.size() == 2);
			URI address = URI.create("ws://127.0.0.1:%s%s".formatted(lines.get(0), lines.get(1)));
			return new Chromium(process, new DevTools(address));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
	}

	/**
	 * Opens a tab that has nothing in common with any other.
	 */
	Tab newTab() {
		String context = this.devTools.call(null, "Target.createBrowserContext", Map.of())
			.path("browserContextId")
			.asString();
		this.contexts.add(context);
		this.devTools.call(null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context));
		return attach(find((tab) -> tab.path("browserContextId").asString().equals(context)));
	}

	/**
	 * Waits for a tab that a page has opened.
	 * @param url address of the page in it
	 */
	Tab tab(String url) {
		Tab tab = attach(find((target) -> target.path("url").asString().equals(url)));
		tab.waitUntil("document.readyState === 'complete' && location.href === '%s'".formatted(url));
		return tab;
	}

	private String find(Predicate<JsonNode> which) {
		Map<String, Object> onlyTabs = Map.of("filter", List.of(Map.of("type", "tab")));
		return patiently().until(() -> {
			JsonNode tabs = this.devTools.call(null, "Target.getTargets", onlyTabs).path("targetInfos");
			return tabs.valueStream().filter(which).map((tab) -> tab.path("targetId").asString()).findFirst();
		}, Optional::isPresent).orElseThrow();
	}

	/**
	 * Attaches to a tab and to the pages in it, for a browser prerenders no page in a tab
	 * when it is attached to the page alone.
	 */
	private Tab attach(String target) {
		String session = this.devTools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
			.path("sessionId")
			.asString();
		this.devTools.call(session, "Target.setAutoAttach",
				Map.of("autoAttach", true, "waitForDebuggerOnStart", false, "flatten", true));
		return Tab.newest(this.devTools, session, 1);
	}

	/**
	 * Closes the tabs.
	 */
	void closeTabs() {
		this.contexts.forEach((context) -> this.devTools.call(null, "Target.disposeBrowserContext",
				Map.of("browserContextId", context)));
		this.contexts.clear();
	}

	@Override
	public void close() {
		this.devTools.close();
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
