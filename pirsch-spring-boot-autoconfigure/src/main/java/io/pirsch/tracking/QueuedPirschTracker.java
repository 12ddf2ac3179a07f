package io.pirsch.tracking;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.SessionExtension;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;

/**
 * Tracker with a bounded queue, from which everything is delivered in order: at once when
 * there is little, in batches when there is much, later when Pirsch can't be reached.
 * <p>
 * As a bean, it delivers what is left when the application stops, after the web server
 * has stopped and before HTTP clients lose their resources. Elsewhere, call
 * {@link #stop()}.
 */
public final class QueuedPirschTracker implements PirschTracker, SmartLifecycle {

	/**
	 * Below the phases in which Spring Boot's web servers stop, and above those of
	 * Reactor's resources.
	 */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private final BoundedQueue queue;

	private final Delivery delivery;

	private final Losses losses;

	private final TrackingListener listener;

	private final Scheduler scheduler;

	private final TrackingSettings settings;

	private final String fullQueue;

	private volatile boolean open = true;

	/**
	 * Creates a tracker, which is ready at once.
	 * @param client what to deliver with
	 * @param settings how to queue and deliver
	 * @param listeners what to tell, to measure it
	 */
	public QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners) {
		this(client, settings, listeners, Schedulers.parallel());
	}

	QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners,
			Scheduler scheduler) {
		this.queue = new BoundedQueue(settings.queueCapacity());
		this.listener = new Listeners(listeners);
		this.losses = new Losses(this.listener, scheduler);
		this.delivery = new Delivery(client, new Backlog(this.queue), this.losses, this.listener, scheduler, settings);
		this.scheduler = scheduler;
		this.settings = settings;
		this.fullQueue = "The queue holds its maximum of " + settings.queueCapacity();
	}

	@Override
	public void track(PageView pageView) {
		long now = now();
		enqueue((pageView.time() != null) ? pageView : pageView.toBuilder().time(Instant.ofEpochMilli(now)).build(),
				now);
	}

	@Override
	public void track(Event event) {
		long now = now();
		enqueue((event.time() != null) ? event : event.toBuilder().time(Instant.ofEpochMilli(now)).build(), now);
	}

	@Override
	public void track(SessionExtension extension) {
		long now = now();
		enqueue((extension.time() != null) ? extension : extension.withTime(Instant.ofEpochMilli(now)), now);
	}

	private void enqueue(Object value, long now) {
		if (!this.open) {
			this.losses.add(1, DropReason.SHUTDOWN, "The tracker has stopped");
		}
		else if (!this.queue.offer(new Queued(value, now))) {
			this.losses.add(1, DropReason.QUEUE_FULL, this.fullQueue);
		}
		else {
			this.listener.queued();
			this.delivery.wake();
		}
	}

	/**
	 * Returns how much waits in the queue.
	 * @return the number, without what is being sent
	 */
	public int getQueueSize() {
		return this.queue.size();
	}

	/**
	 * Opens the tracker again after a stop.
	 */
	@Override
	public void start() {
		if (!this.open) {
			this.delivery.reopen();
			this.open = true;
		}
	}

	/**
	 * Stops taking anything, and waits until everything is delivered or the shutdown
	 * timeout is over.
	 */
	@Override
	public void stop() {
		close().block();
	}

	/**
	 * Stops taking anything, and calls back when everything is delivered or the shutdown
	 * timeout is over.
	 */
	@Override
	public void stop(Runnable callback) {
		close().doFinally((signal) -> callback.run()).subscribe();
	}

	private Mono<Void> close() {
		return Mono.defer(() -> {
			if (!this.open) {
				return Mono.empty();
			}
			this.open = false;
			return this.delivery.close(this.settings.shutdownTimeout());
		});
	}

	@Override
	public boolean isRunning() {
		return this.open;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private long now() {
		return this.scheduler.now(TimeUnit.MILLISECONDS);
	}

}
