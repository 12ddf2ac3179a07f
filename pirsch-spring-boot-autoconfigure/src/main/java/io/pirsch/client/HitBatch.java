package io.pirsch.client;

import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Hits of one kind, written as the API takes them in one request. Immutable.
 */
public final class HitBatch {

	private final Hit.@Nullable Kind kind;

	private final int size;

	private final ByteBuffer json;

	HitBatch(Hit.@Nullable Kind kind, int size, ByteBuffer json) {
		this.kind = kind;
		this.size = size;
		this.json = json;
	}

	/**
	 * Writes hits.
	 * @param hits hits of one kind, each with a time; none are a batch for which no
	 * request is made
	 * @return the batch
	 * @throws IllegalArgumentException if a time is missing, or the hits are of two kinds
	 */
	public static HitBatch of(List<? extends Hit> hits) {
		return of(hits, Integer.MAX_VALUE);
	}

	/**
	 * Writes as many hits, from the first on, as a request of limited length holds.
	 * @param hits hits of one kind, each with a time
	 * @param maxBytes length of the request's body in bytes; the first hit is written
	 * even if it is longer
	 * @return the batch
	 * @throws IllegalArgumentException if a time is missing, or the hits are of two kinds
	 */
	public static HitBatch of(List<? extends Hit> hits, int maxBytes) {
		if (hits.isEmpty()) {
			return new HitBatch(null, 0, ByteBuffer.allocate(0));
		}
		Hit.Kind kind = hits.get(0).kind();
		for (int i = 0; i < hits.size(); i++) {
			check(hits.get(i), kind, i, hits.size());
		}
		return HitWriter.batch(kind, hits, maxBytes);
	}

	private static void check(Hit hit, Hit.Kind kind, int index, int size) {
		if (hit.kind() != kind) {
			throw new IllegalArgumentException("A batch holds hits of one kind, but has the %s at index %d beside a %s"
				.formatted(hit.kind(), index, kind));
		}
		if (hit.time() == null) {
			throw new IllegalArgumentException(
					"'time' is required in a batch but is missing at index %d of %d".formatted(index, size));
		}
	}

	/**
	 * Returns how many hits were written.
	 * @return the number, from the first of those that were given
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns the length of the request's body.
	 * @return the number of bytes
	 */
	public int bytes() {
		return this.json.remaining();
	}

	Hit.@Nullable Kind kind() {
		return this.kind;
	}

	ByteBuffer json() {
		return this.json.duplicate();
	}

	@Override
	public String toString() {
		return "Batch of " + this.size + ((this.kind != null) ? " of the kind " + this.kind : "");
	}

}
