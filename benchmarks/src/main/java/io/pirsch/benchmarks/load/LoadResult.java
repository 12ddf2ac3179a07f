package io.pirsch.benchmarks.load;

/**
 * What a tracker did under load.
 *
 * @param contender which tracker and settings
 * @param delayMillis how long the API took to answer
 * @param hitsPerSecond hits that arrived a second, while it was measured
 * @param requestsPerSecond HTTP requests that arrived a second, while it was measured
 * @param hitsPerRequest hits in a request on average
 * @param bytesPerHit bytes on the wire for each hit, headers included
 * @param tracked hits that were tracked in the whole run
 * @param dropped hits that were tracked and never arrived
 * @param duplicates hits that arrived twice
 * @param late hits that arrived after one that was tracked later
 * @param callerNanosMedian time of a call to the tracker on the caller's thread
 * @param callerNanos99 same, exceeded by 1 %
 * @param cpuMicrosPerHit processor time of the process for each hit
 * @param producerWaiting share of the time in which the producer waited since enough was
 * on its way: near zero, the producer itself, or the call to the tracker, was the limit
 */
public record LoadResult(Contenders contender, long delayMillis, double hitsPerSecond, double requestsPerSecond,
		double hitsPerRequest, double bytesPerHit, long tracked, long dropped, long duplicates, long late,
		double callerNanosMedian, double callerNanos99, double cpuMicrosPerHit, double producerWaiting) {

}
