package io.pirsch.benchmarks.stub;

/**
 * What the stub has received since it was reset.
 *
 * @param nanos time of the stub's clock
 * @param requests HTTP requests, without those for a token or a configuration
 * @param hits hits in them, each counted once
 * @param duplicates hits that had arrived before
 * @param late hits that arrived after one with a higher number
 * @param bytes bytes on the wire, headers included
 */
public record Counts(long nanos, long requests, long hits, long duplicates, long late, long bytes) {

	/**
	 * Returns what was received between an earlier look and this one.
	 * @param earlier the earlier counts
	 * @return the differences
	 */
	public Counts since(Counts earlier) {
		return new Counts(this.nanos - earlier.nanos, this.requests - earlier.requests, this.hits - earlier.hits,
				this.duplicates - earlier.duplicates, this.late - earlier.late, this.bytes - earlier.bytes);
	}

}
