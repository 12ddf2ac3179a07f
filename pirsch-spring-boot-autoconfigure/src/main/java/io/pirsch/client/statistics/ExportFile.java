package io.pirsch.client.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Callable;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * File that an export is written to: beside its place at first, so that half an export is
 * never taken for a whole one.
 */
final class ExportFile {

	private ExportFile() {
	}

	static Mono<Void> write(Flux<DataBuffer> parts, Path file) {
		return Mono.usingWhen(Mono.fromSupplier(() -> partial(file)),
				(partial) -> DataBufferUtils.write(parts, partial, StandardOpenOption.CREATE_NEW)
					.then(inBackground(() -> replace(file, partial))),
				(partial) -> inBackground(() -> Files.deleteIfExists(partial)));
	}

	/**
	 * An empty file is no export: a client that is switched off gets nothing at all.
	 */
	private static Path replace(Path file, Path partial) throws IOException {
		return (Files.size(partial) > 0) ? Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING) : file;
	}

	private static Path partial(Path file) {
		return file.resolveSibling("%s.%s.part".formatted(file.getFileName(), UUID.randomUUID()));
	}

	private static Mono<Void> inBackground(Callable<?> task) {
		return Mono.fromCallable(task).subscribeOn(Schedulers.boundedElastic()).then();
	}

}
