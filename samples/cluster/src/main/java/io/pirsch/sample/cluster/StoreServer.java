package io.pirsch.sample.cluster;

import java.util.List;

/**
 * What the sites store in.
 */
interface StoreServer extends AutoCloseable {

	/**
	 * Starts it, or starts it again with what it had, and returns when it can be reached.
	 */
	void start() throws Exception;

	/**
	 * Kills it as {@code kill -9} does.
	 */
	void kill() throws Exception;

	/**
	 * The properties a site needs to use it.
	 */
	List<String> properties();

	/**
	 * How many of the sites deliver at the same time.
	 */
	int senders(int sites);

	@Override
	void close() throws Exception;

}
