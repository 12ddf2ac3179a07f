package io.pirsch.tracking;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;

/**
 * Tells Pirsch about page views, events and session extensions without making the caller
 * wait. Every method returns at once, never throws because of Pirsch's state and may be
 * called by any thread: what cannot be queued is dropped, counted and logged.
 * <p>
 * What has no time of its own gets the moment of the call.
 */
public interface PirschTracker {

	/**
	 * Queues a page view.
	 * @param pageView the page view
	 */
	void track(PageView pageView);

	/**
	 * Queues an event. To be stored in the session of a page view, it must be tracked
	 * after it.
	 * @param event the event
	 */
	void track(Event event);

	/**
	 * Queues a session extension.
	 * @param extension the session extension
	 */
	void track(SessionExtension extension);

	/**
	 * Returns a tracker that does nothing.
	 * @return the tracker
	 */
	static PirschTracker noop() {
		return NoopTracker.INSTANCE;
	}

}
