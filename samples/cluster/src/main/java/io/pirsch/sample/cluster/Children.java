package io.pirsch.sample.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Java programs that run beside this one, and end with it at the latest.
 */
final class Children implements AutoCloseable {

	private final Path directory;

	private final Set<Process> running = ConcurrentHashMap.newKeySet();

	private boolean closed;

	/**
	 * Creates it.
	 * @param directory where the programs work and their logs are
	 */
	Children(Path directory) {
		this.directory = directory;
	}

	/**
	 * Starts a program on the class path of this one.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	synchronized Process start(String name, List<String> options, String mainClass, List<String> arguments)
			throws IOException {
		if (this.closed) {
			throw new IOException("It is over");
		}
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath(), mainClass));
		command.addAll(arguments);
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(Redirect.appendTo(this.directory.resolve(name + ".log").toFile()))
			.start();
		this.running.add(process);
		process.onExit().thenAccept(this.running::remove);
		return process;
	}

	private static String classPath() {
		List<String> parts = new ArrayList<>();
		for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
			parts.add(Path.of(part).toAbsolutePath().toString());
		}
		return String.join(File.pathSeparator, parts);
	}

	/**
	 * Kills a process as {@code kill -9} does, and waits until it is gone.
	 */
	static void kill(Process process) {
		process.destroyForcibly().onExit().join();
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.running.forEach(Process::destroyForcibly);
	}

}
