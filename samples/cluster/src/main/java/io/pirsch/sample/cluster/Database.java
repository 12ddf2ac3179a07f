package io.pirsch.sample.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL.
 */
final class Database implements StoreServer {

	private final Path directory;

	private final int port;

	private @Nullable EmbeddedPostgres postgres;

	Database(Path directory) throws IOException {
		this.directory = directory.resolve("postgresql");
		this.port = Ports.free();
	}

	@Override
	public void start() throws IOException {
		this.postgres = EmbeddedPostgres.builder()
			.setPort(this.port)
			.setDataDirectory(this.directory)
			.setCleanDataDirectory(false)
			.start();
	}

	@Override
	public void kill() throws IOException {
		EmbeddedPostgres killed = this.postgres;
		if (killed == null) {
			return;
		}
		long pid = Long.parseLong(Files.readAllLines(this.directory.resolve("postmaster.pid")).get(0).trim());
		ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
		List<ProcessHandle> workers = postmaster.descendants().toList();
		postmaster.destroyForcibly();
		workers.forEach(ProcessHandle::destroyForcibly);
		workers.forEach((worker) -> worker.onExit().join());
		postmaster.onExit().join();
		killed.close();
		this.postgres = null;
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
	public void close() throws IOException {
		if (this.postgres != null) {
			this.postgres.close();
		}
	}

}
