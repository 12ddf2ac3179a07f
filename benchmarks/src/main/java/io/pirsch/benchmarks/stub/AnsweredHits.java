package io.pirsch.benchmarks.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The number of hits that the stub has answered, in memory that it shares with the
 * process under load: the producer looks at it before every hit, and must not pay for a
 * call.
 */
public final class AnsweredHits {

	private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private final ByteBuffer memory;

	private AnsweredHits(ByteBuffer memory) {
		this.memory = memory;
	}

	/**
	 * Maps the shared memory.
	 * @param file where it is
	 * @return the number
	 */
	public static AnsweredHits at(Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			return new AnsweredHits(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the number.
	 * @return how many hits were answered since the stub was reset
	 */
	public long get() {
		return (long) LONG.getAcquire(this.memory, 0);
	}

	void set(long value) {
		LONG.setRelease(this.memory, 0, value);
	}

}
