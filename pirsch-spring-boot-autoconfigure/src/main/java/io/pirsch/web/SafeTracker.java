package io.pirsch.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.TrackingListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The way from a request to the tracker, on which nothing can fail into the request: what
 * goes wrong is counted and logged, and never with a value that came from a visitor.
 */
final class SafeTracker {

	private static final Log logger = LogFactory.getLog(PageViewRecorder.class);

	private final PirschTracker delegate;

	private final List<TrackingListener> listeners;

	private final InstantSource clock;

	private final OccasionalWarning failure;

	private final OccasionalWarning excess;

	SafeTracker(PirschTracker tracker, List<TrackingListener> listeners, InstantSource clock) {
		this.delegate = tracker;
		this.listeners = List.copyOf(listeners);
		this.clock = clock;
		this.failure = new OccasionalWarning(logger, clock);
		this.excess = new OccasionalWarning(logger, clock);
	}

	Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

	void send(PageView pageView) {
		try {
			this.delegate.track(pageView);
			if (logger.isDebugEnabled()) {
				logger.debug("Counted: the page view of " + address(pageView));
			}
		}
		catch (Throwable ex) {
			lost("queue a page view", ex);
		}
	}

	void send(EventDraft event, PageView page) {
		try {
			this.delegate.track(event.on(page));
			if (logger.isDebugEnabled()) {
				logger.debug("Counted: the event '%s' on %s".formatted(words(event.name()), address(page)));
			}
		}
		catch (Throwable ex) {
			lost("queue an event", ex);
		}
	}

	void send(SessionExtension extension) {
		try {
			this.delegate.track(extension);
		}
		catch (Throwable ex) {
			lost("queue a session extension", ex);
		}
	}

	/**
	 * Returns host and path of a page, as all else may be nobody's business.
	 */
	private static String address(PageView page) {
		String url = page.url();
		return NotCounted.plain(PageUrl.hostOf(url) + SessionId.removedByAnyNameFrom(PageUrl.pathOf(url)));
	}

	private static String words(String name) {
		return Stream.of(name.split(" ")).map(NotCounted::plain).collect(Collectors.joining(" "));
	}

	/**
	 * Counts and logs that something is lost, which must not harm the request.
	 * @param what what was tried, as the end of a sentence
	 * @param failure why it failed
	 * @throws VirtualMachineError if the failure is a fatal one
	 */
	void lost(String what, Throwable failure) {
		failed(what, failure);
		for (TrackingListener listener : this.listeners) {
			try {
				listener.tracked();
				listener.dropped(1, DropReason.FAILED);
			}
			catch (Throwable ex) {
				failed("tell a TrackingListener", ex);
			}
		}
	}

	/**
	 * Logs what must not harm the request.
	 * @param what what was tried, as the end of a sentence
	 * @param failure why it failed
	 * @throws VirtualMachineError if the failure is a fatal one
	 */
	void failed(String what, Throwable failure) {
		throwIfFatal(failure);
		this.failure.warn(() -> "Failed to %s: %s. The page was served; correct what is at fault there.".formatted(what,
				describe(failure)));
	}

	/**
	 * Warns that the application has said more than Pirsch accepts.
	 * @param message what was cut or left out, with its size and never with its value
	 */
	void warnOfExcess(Supplier<String> message) {
		this.excess.warn(message);
	}

	/**
	 * Throws a failure of the virtual machine, since nobody else would learn of it. A
	 * stack that overflows is none: it is a mistake of whoever was called, and is over
	 * when they are.
	 */
	static void throwIfFatal(Throwable failure) {
		if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
			throw error;
		}
	}

	/**
	 * Tells class and place of a failure. Its message is left out since it may quote a
	 * visitor.
	 */
	static String describe(Throwable failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		String name = failure.getClass().getName();
		return (trace.length > 0) ? name + " at " + trace[0] : name;
	}

}
