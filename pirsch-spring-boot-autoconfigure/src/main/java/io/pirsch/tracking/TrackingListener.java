package io.pirsch.tracking;

import java.time.Duration;

/**
 * Is told what becomes of all that is tracked, to measure it. Every method does nothing
 * by default, is called by several threads, some of them serving requests, and must
 * return at once; what it throws is ignored.
 */
public interface TrackingListener {

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
	 * @param pause time until it is sent again
	 */
	default void retrying(int count, Duration pause) {
	}

	/**
	 * Pirsch has begun to refuse the credentials, or to accept them again.
	 * @param accepted whether the credentials are accepted
	 */
	default void authorization(boolean accepted) {
	}

}
