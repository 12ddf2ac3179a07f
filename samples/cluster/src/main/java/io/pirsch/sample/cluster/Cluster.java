package io.pirsch.sample.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * Crashes sites and their store, and prints what became of the views:
 * {@code --store=kafka} (default) or {@code --store=jdbc}, or both; {@code --quick} for
 * fewer sites, visitors and kills. Ends with 1 if something is not as it must be.
 */
final class Cluster {

	private Cluster() {
	}

	public static void main(String[] args) throws Exception {
		List<String> arguments = List.of(args);
		List<String> stores = arguments.stream()
			.filter((argument) -> argument.startsWith("--store="))
			.map((argument) -> argument.substring("--store=".length()))
			.toList();
		for (String argument : arguments) {
			if (!List.of("--store=kafka", "--store=jdbc", "--quick").contains(argument)) {
				System.err.println("Unknown: " + argument + ". There are --store=kafka, --store=jdbc and --quick.");
				System.exit(2);
			}
		}
		Scale scale = arguments.contains("--quick") ? Scale.QUICK : Scale.FULL;
		boolean good = true;
		for (String store : stores.isEmpty() ? List.of("kafka") : stores) {
			Report report = crash(store, scale);
			System.out.println("\n" + report);
			good &= report.isGood();
		}
		System.exit(good ? 0 : 1);
	}

	/**
	 * Crashes sites with a store. What is left of it is in {@code target}, in a directory
	 * of the store's name: the report, and the logs of all processes.
	 */
	static Report crash(String store, Scale scale) throws Exception {
		Path directory = emptyDirectory(store);
		Children children = new Children(directory);
		StoreServer server = store.equals("kafka") ? new Broker(children, directory) : new Database(directory);
		Thread end = new Thread(() -> end(children, server));
		Runtime.getRuntime().addShutdownHook(end);
		try {
			Report report = new Crashes(store, scale, children, directory, server).run();
			Files.writeString(directory.resolve("report.md"), report.toString());
			return report;
		}
		finally {
			end(children, server);
			removeHook(end);
		}
	}

	private static Path emptyDirectory(String store) throws IOException {
		Path directory = Path.of("target", store).toAbsolutePath();
		FileSystemUtils.deleteRecursively(directory);
		return Files.createDirectories(directory);
	}

	private static void end(Children children, StoreServer server) {
		children.close();
		try {
			server.close();
		}
		catch (Exception ex) {
			System.err.println("The store could not be ended: " + ex);
		}
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// It runs
		}
	}

}
