package io.pirsch.benchmarks.load;

/**
 * A tracker under load.
 */
public interface Contender {

	/**
	 * Tracks a hit, the way a request would.
	 * @param hit the hit
	 * @throws Exception if the tracker lets one into the request, which loses the hit
	 */
	void track(Hit hit) throws Exception;

	/**
	 * Sends what waits for a batch to become full. Called at the end only.
	 */
	default void flush() {
	}

	/**
	 * Stops the tracker.
	 * @throws Exception if that fails
	 */
	void close() throws Exception;

}
