package io.pirsch.benchmarks.store;

import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * What a store keeps its hits in, with a directory of its own.
 *
 * @param address where the store finds it
 * @param directory what is deleted at the end
 * @param server what is stopped before
 */
public record StoreServer(String address, Path directory, AutoCloseable server) implements AutoCloseable {

	static StoreServer in(Path directory, String address) {
		return new StoreServer(address, directory, () -> {
		});
	}

	@Override
	public void close() throws Exception {
		this.server.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
