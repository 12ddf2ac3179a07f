package io.pirsch.local;

import java.util.Map;

/**
 * Exact counts since the start or the last reset, however little is kept of the arrivals
 * themselves.
 *
 * @param requests calls of the API, whatever became of them
 * @param bytes size of their bodies
 * @param pageViews accepted page views
 * @param events accepted events
 * @param sessions accepted session extensions
 * @param batches accepted batch calls
 * @param largestBatch size of the largest of them
 * @param tokensGranted access tokens issued
 * @param tokensRefused token calls answered with an error
 * @param unanswered calls that got no complete answer
 * @param refusals calls answered with an error, by status
 */
public record Totals(long requests, long bytes, long pageViews, long events, long sessions, long batches,
		long largestBatch, long tokensGranted, long tokensRefused, long unanswered, Map<Integer, Long> refusals) {

	/**
	 * Returns how many page views, events and session extensions were accepted.
	 * @return the sum of the three
	 */
	public long arrivals() {
		return this.pageViews + this.events + this.sessions;
	}

	/**
	 * Returns how many calls were answered with one status.
	 * @param status an error status
	 * @return the number of calls
	 */
	public long refusals(int status) {
		return this.refusals.getOrDefault(status, 0L);
	}

}
