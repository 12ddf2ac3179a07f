package io.pirsch.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.pirsch.benchmarks.stub.Stub;
import io.pirsch.benchmarks.stub.StubClient;

/**
 * The stub in its process.
 */
final class RunningStub implements AutoCloseable {

	private final Path answered;

	private final ChildJvm process;

	private final URI url;

	private RunningStub(Path answered, ChildJvm process, URI url) {
		this.answered = answered;
		this.process = process;
		this.url = url;
	}

	static RunningStub start() throws IOException {
		Path answered = Files.createTempFile("answered", ".bin");
		ChildJvm process = ChildJvm.start(List.of("-Xms512m", "-Xmx512m"), System.getProperty("java.class.path"),
				Stub.class.getName(), answered.toString());
		return new RunningStub(answered, process, URI.create(process.awaitLine("http://")));
	}

	URI url() {
		return this.url;
	}

	StubClient client() {
		return new StubClient(this.url);
	}

	Path answered() {
		return this.answered;
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		Files.delete(this.answered);
	}

}
