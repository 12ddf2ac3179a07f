package io.pirsch.tracking;

import java.time.Duration;
import java.util.List;

import io.pirsch.client.Hit;

/**
 * Keeps hits safe between the queue and Pirsch: what it has taken survives the end of the
 * process, and is delivered by any instance that shares the store.
 * <p>
 * A tracker owns its store: it starts the store, hands it what is queued, and stops it.
 * Nothing here is called by a thread that serves requests.
 */
public interface HitStore {

	/**
	 * Begins to deliver what is stored, on threads of its own. Returns at once, and does
	 * not fail because what it stores in can't be reached. May be called again after
	 * {@link #stop}.
	 * @param delivery what to deliver with, and whom to tell of it
	 */
	void start(StoreDelivery delivery);

	/**
	 * Stores hits in their order, and returns when they are safe. Called by one thread at
	 * a time, which may have to wait for as long as it takes.
	 * @param hits hits, each with a time
	 * @return how many are stored; all others were reported to
	 * {@link StoreDelivery#drop}, and will never be
	 * @throws Exception if they can't be stored at present: all of them are handed over
	 * again after a pause
	 */
	int append(List<Hit> hits) throws Exception;

	/**
	 * Returns how many hits it takes at best at once.
	 * @return the number, at least 1
	 */
	int batchSize();

	/**
	 * Ends the call in which hits are being delivered, and releases everything. An
	 * {@link #append} that still waits must fail soon.
	 * @param limit how long this may take
	 */
	void stop(Duration limit);

}
