package io.pirsch.benchmarks.store;

/**
 * What a store did.
 *
 * @param store which store
 * @param acceptedPerSecond hits a second that it acknowledged, while nothing was
 * delivered; 0 for the queue alone
 * @param deliveredPerSecond hits a second that arrived at the stub from it, while none
 * was added; 0 for the queue alone
 * @param throughPerSecond hits a second from the call to the stub, all at once
 * @param tracked hits that were tracked in the whole run
 * @param dropped hits that were tracked and never arrived
 * @param duplicates hits that arrived twice
 * @param callerNanosMedian time of a call to the tracker on the caller's thread
 * @param callerNanos99 same, exceeded by 1 %
 * @param cpuMicrosPerHit processor time of the process for each hit, all at once, without
 * that of a broker or database
 */
public record StoreResult(StoreKind store, double acceptedPerSecond, double deliveredPerSecond, double throughPerSecond,
		long tracked, long dropped, long duplicates, double callerNanosMedian, double callerNanos99,
		double cpuMicrosPerHit) {

}
