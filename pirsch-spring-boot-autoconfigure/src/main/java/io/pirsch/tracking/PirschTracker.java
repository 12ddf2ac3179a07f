package io.pirsch.tracking;

import io.pirsch.client.Hit;

/**
 * Tells Pirsch about page views, events and session extensions without making the caller
 * wait.
 */
@FunctionalInterface
public interface PirschTracker {

	/**
	 * Queues a hit. Returns at once, never throws because of Pirsch's state and may be
	 * called by any thread: what cannot be queued is dropped, counted and logged.
	 * <p>
	 * To be stored in the session of a page view, an event must be tracked after it.
	 * @param hit the page view, event or session extension; what has no time of its own
	 * gets the moment of the call, and what is older than the maximum age of delivery is
	 * dropped
	 */
	void track(Hit hit);

	/**
	 * Returns a tracker that does nothing.
	 * @return the tracker
	 */
	static PirschTracker noop() {
		return NoopTracker.INSTANCE;
	}

}
