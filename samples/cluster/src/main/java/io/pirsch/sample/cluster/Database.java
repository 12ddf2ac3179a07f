package io.pirsch.sample.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL.
 */
final class Database implements StoreServer {

	private final Path directory;

	private final int port;

	private @Nullable EmbeddedPostgres postgres;

	private boolean closed;

	Database(Path directory) {
		this.directory = directory.resolve("postgresql");
		this.port = Ports.free();
	}

	@Override
	public synchronized void start() throws IOException {
		if (this.closed) {
			throw new IOException("It is over");
		}
		this.postgres = EmbeddedPostgres.builder()
			.setPort(this.port)
			.setDataDirectory(this.directory)
			.setCleanDataDirectory(false)
			// Off by default, so that a kill would cost what was committed just before
			.setServerConfig("synchronous_commit", "on")
			.start();
	}

	@Override
	public synchronized void kill() throws IOException {
		killProcesses();
		if (this.postgres != null) {
			this.postgres.close();
			this.postgres = null;
		}
	}

	/**
	 * Kills all that works in the directory, even if it has just begun to.
	 */
	private void killProcesses() {
		List<ProcessHandle> processes = ProcessHandle.allProcesses()
			.filter(this::worksInDirectory)
			.flatMap((process) -> Stream.concat(Stream.of(process), process.descendants()))
			.distinct()
			.toList();
		processes.forEach(ProcessHandle::destroyForcibly);
		processes.forEach((process) -> process.onExit().join());
	}

	private boolean worksInDirectory(ProcessHandle process) {
		return process.info().commandLine().orElse("").contains(this.directory.toString());
	}

	@Override
	public List<String> properties() {
		return List.of("--pirsch.tracking.store.type=jdbc",
				"--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/postgres".formatted(this.port),
				"--spring.datasource.username=postgres", "--spring.datasource.hikari.maximum-pool-size=4",
				"--pirsch.tracking.store.jdbc.initialize-schema=always");
	}

	@Override
	public int senders(int sites) {
		return 1;
	}

	@Override
	public synchronized void close() throws IOException {
		this.closed = true;
		kill();
	}

}
