package io.pirsch.tracking;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells several listeners, and keeps their failures away from delivery.
 */
final class Listeners implements TrackingListener {

	private static final Log logger = LogFactory.getLog(TrackingListener.class);

	private final List<TrackingListener> listeners;

	private final AtomicBoolean failed = new AtomicBoolean();

	Listeners(List<TrackingListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void queued() {
		tell(TrackingListener::queued);
	}

	@Override
	public void delivered(int count, Duration duration) {
		tell((listener) -> listener.delivered(count, duration));
	}

	@Override
	public void dropped(int count, DropReason reason) {
		tell((listener) -> listener.dropped(count, reason));
	}

	@Override
	public void retrying(int count, Duration pause) {
		tell((listener) -> listener.retrying(count, pause));
	}

	@Override
	public void authorization(boolean accepted) {
		tell((listener) -> listener.authorization(accepted));
	}

	private void tell(Consumer<TrackingListener> call) {
		for (TrackingListener listener : this.listeners) {
			try {
				call.accept(listener);
			}
			catch (Throwable ex) {
				if (this.failed.compareAndSet(false, true)) {
					logger.warn("A tracking listener failed; further failures are not logged", ex);
				}
			}
		}
	}

}
