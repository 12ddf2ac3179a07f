package io.pirsch.tracking;

import java.time.Duration;

/**
 * Is told what becomes of all that is tracked, to measure it. Every method does nothing
 * by default, is called by several threads, some of them serving requests, and must
 * return at once; what it throws is ignored.
 */
public interface TrackingListener {

	/**
	 * Something is tracked, whatever becomes of it.
	 */
	default void tracked() {
	}

	/**
	 * Something was put in the queue.
	 */
	default void queued() {
	}

	/**
	 * Pirsch has accepted a request.
	 * @param count number of page views, events or session extensions in it
	 * @param duration time from sending the request to its answer
	 */
	default void delivered(int count, Duration duration) {
	}

	/**
	 * Something is lost.
	 * @param count number of page views, events and session extensions
	 * @param reason why they are lost
	 */
	default void dropped(int count, DropReason reason) {
	}

	/**
	 * A request failed, and will be sent again.
	 * @param count number of page views, events or session extensions in it
	 * @param pause time until anything is sent again, zero if only its kind waits, as
	 * others are accepted
	 * @param cause why it failed
	 * @param reason a sentence for the log, without anything about a visitor
	 */
	default void retrying(int count, Duration pause, RetryCause cause, String reason) {
	}

	/**
	 * The store has acknowledged what it was given: it is safe.
	 * @param count number of page views, events and session extensions
	 * @param duration time from handing them over to the acknowledgement
	 */
	default void stored(int count, Duration duration) {
	}

	/**
	 * The store did not take what it was given, and will be given it again; or it has not
	 * acknowledged it for ten seconds, and is waited for, which is told once.
	 * @param count number of page views, events and session extensions
	 * @param pause time until it is given it again, zero if it is waited for
	 */
	default void storeFailed(int count, Duration pause) {
	}

	/**
	 * Is told from time to time, while there is a store.
	 * @param count how much waits in it for delivery, by whichever instance; a figure to
	 * watch, not to count with
	 * @param oldestAge time since the oldest of it was tracked, as far as this instance
	 * knows
	 */
	default void backlog(long count, Duration oldestAge) {
	}

	/**
	 * Pirsch has begun to refuse the credentials, or to accept them again.
	 * @param accepted whether the credentials are accepted
	 */
	default void authorization(boolean accepted) {
	}

}
