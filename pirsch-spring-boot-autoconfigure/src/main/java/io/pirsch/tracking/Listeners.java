package io.pirsch.tracking;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells several listeners, and keeps their failures away from delivery. Tells the log,
 * too, at DEBUG, of each request.
 */
final class Listeners implements TrackingListener {

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final List<TrackingListener> listeners;

	private final AtomicBoolean failed = new AtomicBoolean();

	private final AtomicBoolean succeeded = new AtomicBoolean();

	private final AtomicBoolean refused = new AtomicBoolean();

	Listeners(List<TrackingListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Returns whether nobody has asked this before, which is for those who have seen a
	 * success.
	 */
	boolean isFirstSuccess() {
		return !this.succeeded.get() && this.succeeded.compareAndSet(false, true);
	}

	@Override
	public void tracked() {
		tell(TrackingListener::tracked);
	}

	@Override
	public void queued() {
		tell(TrackingListener::queued);
	}

	@Override
	public void delivered(int count, Duration duration) {
		if (logger.isDebugEnabled()) {
			logger.debug("Pirsch has accepted a request of %d in %d ms".formatted(count, duration.toMillis()));
		}
		tell((listener) -> listener.delivered(count, duration));
	}

	@Override
	public void dropped(int count, DropReason reason) {
		tell((listener) -> listener.dropped(count, reason));
	}

	@Override
	public void retrying(int count, Duration pause, RetryCause cause, String reason) {
		if (logger.isDebugEnabled()) {
			logger.debug("A request of %d failed (%s), and is sent again in %d ms: %s".formatted(count, cause.id(),
					pause.toMillis(), reason));
		}
		tell((listener) -> listener.retrying(count, pause, cause, reason));
	}

	@Override
	public void stored(int count, Duration duration) {
		tell((listener) -> listener.stored(count, duration));
	}

	@Override
	public void storeFailed(int count, Duration pause) {
		tell((listener) -> listener.storeFailed(count, pause));
	}

	@Override
	public void backlog(long count, Duration oldestAge) {
		tell((listener) -> listener.backlog(count, oldestAge));
	}

	/**
	 * Tells it where it is news.
	 */
	@Override
	public void authorization(boolean accepted) {
		if (this.refused.get() == accepted && this.refused.compareAndSet(accepted, !accepted)) {
			tell((listener) -> listener.authorization(accepted));
		}
	}

	private void tell(Consumer<TrackingListener> call) {
		for (TrackingListener listener : this.listeners) {
			try {
				call.accept(listener);
			}
			catch (Throwable ex) {
				if (this.failed.compareAndSet(false, true)) {
					logger.warn(
							"A TrackingListener failed, which delivery does not mind; correct it, as its further failures are not logged",
							ex);
				}
			}
		}
	}

}
