package io.pirsch.benchmarks.memory;

/**
 * The heap that hits hold while they wait.
 *
 * @param name tracker and kind of requests
 * @param waiting hits that were tracked and not answered
 * @param heapBefore bytes in use before them
 * @param heapAfter bytes in use with them
 */
public record MemoryResult(String name, long waiting, long heapBefore, long heapAfter) {

	/**
	 * Returns what the hits take.
	 * @return mebibytes
	 */
	public double mebibytes() {
		return (this.heapAfter - this.heapBefore) / 1024.0 / 1024.0;
	}

}
