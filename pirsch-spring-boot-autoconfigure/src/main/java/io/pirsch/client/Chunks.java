package io.pirsch.client;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes in pieces that are given away as they are. A single array of the length of a
 * large request would have to be grown by copying, and is what a garbage collector calls
 * humongous.
 */
final class Chunks extends OutputStream {

	/**
	 * Largest number of bytes in a piece.
	 */
	static final int SIZE = 64 * 1024;

	private final List<ByteBuffer> full = new ArrayList<>();

	private ByteBuffer current;

	private int size;

	/**
	 * Creates pieces.
	 * @param first number of bytes in the first
	 */
	Chunks(int first) {
		this.current = ByteBuffer.allocate(first);
	}

	@Override
	public void write(int value) {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		this.size += length;
		int from = offset;
		int left = length;
		while (left > 0) {
			if (!this.current.hasRemaining()) {
				this.full.add(this.current.flip());
				this.current = ByteBuffer.allocate(SIZE);
			}
			int fits = Math.min(left, this.current.remaining());
			this.current.put(bytes, from, fits);
			from += fits;
			left -= fits;
		}
	}

	int size() {
		return this.size;
	}

	/**
	 * Cuts what comes behind an element of an array, and ends the array there. Nothing
	 * can be written any more.
	 * @return the pieces, in order
	 */
	List<ByteBuffer> endArrayAt(int end) {
		this.full.add(this.current.flip());
		List<ByteBuffer> pieces = new ArrayList<>(this.full.size());
		int left = end + 1;
		for (ByteBuffer piece : this.full) {
			int length = Math.min(left, piece.limit());
			left -= length;
			if (length > 0) {
				if (left == 0) {
					piece.put(length - 1, (byte) ']');
				}
				pieces.add(piece.limit(length));
			}
		}
		return pieces;
	}

}
