package io.pirsch.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * A Java process for one measurement, so that no other has warmed or filled it.
 */
public final class ChildJvm implements AutoCloseable {

	private static final String RESULT = "RESULT ";

	private final Process process;

	private final BufferedReader output;

	private ChildJvm(Process process) {
		this.process = process;
		this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	/**
	 * Starts a process.
	 * @param options options of the virtual machine
	 * @param classPath its class path
	 * @param mainClass name of the class to run
	 * @param args its arguments
	 * @return the process
	 * @throws IOException if it can't be started
	 */
	public static ChildJvm start(List<String> options, String classPath, String mainClass, String... args)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, mainClass));
		command.addAll(List.of(args));
		return new ChildJvm(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	/**
	 * Runs a class of this module that reports a result.
	 * @param <T> type of the result
	 * @param heap size of the heap, as of {@code -Xmx}
	 * @param mainClass the class to run
	 * @param type type of the result
	 * @param args its arguments
	 * @return the result
	 * @throws IOException if there is none
	 */
	static <T> T run(String heap, Class<?> mainClass, Class<T> type, String... args) throws IOException {
		try (ChildJvm child = start(List.of("-Xms" + heap, "-Xmx" + heap), System.getProperty("java.class.path"),
				mainClass.getName(), args)) {
			return JsonMapper.shared().readValue(child.awaitLine(RESULT).substring(RESULT.length()), type);
		}
	}

	/**
	 * Reports the result of this process.
	 * @param result the result
	 */
	public static void report(Object result) {
		System.out.println(RESULT + JsonMapper.shared().writeValueAsString(result));
		// Some peers leave threads behind
		System.exit(0);
	}

	/**
	 * Waits for a line of output.
	 * @param text what it contains
	 * @return the line
	 * @throws IOException if the process ends without it
	 */
	public String awaitLine(String text) throws IOException {
		StringBuilder others = new StringBuilder();
		String line;
		while ((line = this.output.readLine()) != null) {
			if (line.contains(text)) {
				ignoreTheRest();
				return line;
			}
			others.append(line).append('\n');
		}
		throw new IOException("Ended without '%s':%n%s".formatted(text, others));
	}

	/**
	 * Reads on, as a process whose output nobody reads stops in the end.
	 */
	private void ignoreTheRest() {
		Thread reader = new Thread(() -> this.output.lines().forEach((line) -> {
		}), "output");
		reader.setDaemon(true);
		reader.setUncaughtExceptionHandler((thread, ex) -> {
		});
		reader.start();
	}

	/**
	 * Returns the processor time that the process has used so far, by all of its threads.
	 * @return the time
	 */
	public Duration cpuTime() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	/**
	 * Ends the process.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
