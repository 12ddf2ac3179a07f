package io.pirsch.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Has the connector made anew when the application's life cycle was stopped and starts
 * again, as around a checkpoint: the event loop that the old one uses is gone by then. Is
 * itself no connector, since a bean of that type would be used by the application's other
 * clients.
 */
final class RestartableConnector implements SmartLifecycle {

	private volatile @Nullable ClientHttpConnector connector;

	private volatile boolean running;

	/**
	 * Returns a connector that uses what is made at the first request after a start.
	 */
	ClientHttpConnector from(Supplier<? extends ClientHttpConnector> factory) {
		return (method, uri, request) -> current(factory).connect(method, uri, request);
	}

	private ClientHttpConnector current(Supplier<? extends ClientHttpConnector> factory) {
		ClientHttpConnector current = this.connector;
		if (current == null) {
			// Should two calls make one each, the first only has fewer requests
			current = factory.get();
			this.connector = current;
		}
		return current;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.connector = null;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Stops after the tracker, which still delivers, and before Reactor's resources.
	 */
	@Override
	public int getPhase() {
		return SmartLifecycle.DEFAULT_PHASE - 3073;
	}

}
