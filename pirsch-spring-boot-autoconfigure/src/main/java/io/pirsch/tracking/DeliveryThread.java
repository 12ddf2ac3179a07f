package io.pirsch.tracking;

import java.time.InstantSource;
import java.util.concurrent.Executor;

import reactor.core.scheduler.Scheduler;

/**
 * The one thread of a delivery, and the clock that it goes by. All but
 * {@link #scheduler()} is there without Reactor, so that neither the start of an
 * application nor a request has to load it.
 */
interface DeliveryThread extends Executor, InstantSource {

	/**
	 * Returns what Reactor calls the thread.
	 */
	Scheduler scheduler();

	/**
	 * Ends the thread, with what it does at the moment.
	 * @param last what to run once it does nothing any more, on whichever thread; the
	 * same where this is called again
	 */
	void end(Runnable last);

}
