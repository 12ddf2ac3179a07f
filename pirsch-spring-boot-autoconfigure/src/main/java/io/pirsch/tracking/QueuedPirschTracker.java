package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.pirsch.client.Hit;
import io.pirsch.client.PirschClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Tracker with a bounded queue, from which everything is delivered in order: at once when
 * there is little, in batches when there is much, later when Pirsch can't be reached. It
 * has one daemon thread, named {@code pirsch}, from the first hit on. With a store, the
 * queue goes into the store, which delivers on threads of its own from the start on.
 * <p>
 * As a bean, it is started with the application, and delivers what is left when the
 * application stops, after the web server has stopped and before HTTP clients lose their
 * resources. Elsewhere, call {@link #start()}, which matters with a store alone, and
 * {@link #stop()}.
 */
public final class QueuedPirschTracker implements PirschTracker, SmartLifecycle, DisposableBean {

	/**
	 * Below the phases in which Spring Boot's web servers stop, and above those of
	 * Reactor's resources.
	 */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private final PirschClient client;

	private final @Nullable HitStore store;

	private final TrackingSettings settings;

	private final Supplier<DeliveryThread> threads;

	private final Listeners listener;

	private final Losses losses;

	private final InstantSource clock;

	private final String fullQueue;

	private volatile Delivery delivery;

	private volatile boolean open = true;

	/**
	 * Creates a tracker, which is ready at once.
	 * @param client what to deliver with
	 * @param settings how to queue and deliver
	 * @param listeners what to tell, to measure it
	 */
	public QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners) {
		this(client, settings, listeners, DaemonThread::new);
	}

	QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners,
			Supplier<DeliveryThread> threads) {
		this(client, settings, listeners, null, threads);
	}

	/**
	 * Creates a tracker, which is ready at once, with a store between its queue and
	 * Pirsch. What an earlier process has left in the store is delivered from
	 * {@link #start()} or the first hit on.
	 * @param client what to deliver with
	 * @param settings how to queue and deliver
	 * @param listeners what to tell, to measure it
	 * @param store where what is tracked waits for its delivery; the tracker starts and
	 * stops it
	 */
	public QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners,
			HitStore store) {
		this(client, settings, listeners, store, DaemonThread::new);
	}

	QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners,
			@Nullable HitStore store, Supplier<DeliveryThread> threads) {
		this.client = client;
		this.store = store;
		this.settings = settings;
		this.threads = threads;
		this.listener = new Listeners(listeners);
		this.fullQueue = "The queue holds its maximum of " + settings.queueCapacity();
		DeliveryThread thread = threads.get();
		this.clock = thread;
		this.losses = new Losses(this.listener, thread);
		this.delivery = delivery(thread);
	}

	private Delivery delivery(DeliveryThread thread) {
		return new Delivery(this.client, this.settings, this.losses, this.listener, thread, this.store);
	}

	@Override
	public void track(Hit hit) {
		this.listener.tracked();
		Hit timed = (hit.time() != null) ? hit : hit.withTime(this.clock.instant());
		Delivery delivery = this.delivery;
		if (!delivery.add(timed)) {
			this.losses.add(1, DropReason.QUEUE_FULL, this.fullQueue);
		}
		else {
			this.listener.queued();
			delivery.wake();
		}
	}

	/**
	 * Returns how much waits in the queue.
	 * @return the number, without what is being sent
	 */
	public int getQueueSize() {
		return this.delivery.queueSize();
	}

	/**
	 * Returns how much waits in memory: in the queue, and in what is being sent or was
	 * taken to be sent next.
	 * @return the number; a figure to watch, not to count with
	 */
	public int getWaitingCount() {
		return this.delivery.waiting();
	}

	/**
	 * Returns how much the queue holds at most.
	 * @return the number
	 */
	public int getQueueCapacity() {
		return this.settings.queueCapacity();
	}

	/**
	 * Returns how long the first of what waits has waited, in the queue or for the answer
	 * to its request.
	 * @return the time since it was tracked, by its own time; zero if nothing waits
	 */
	public Duration getOldestAge() {
		Hit oldest = this.delivery.oldest();
		Instant time = (oldest != null) ? oldest.time() : null;
		Instant now = this.clock.instant();
		return (time != null && time.isBefore(now)) ? Duration.between(time, now) : Duration.ZERO;
	}

	/**
	 * Returns the store between the queue and Pirsch.
	 * @return the store, or {@code null} if there is none
	 */
	public @Nullable HitStore getStore() {
		return this.store;
	}

	/**
	 * Hands over what waits in the queue at once, to Pirsch or to the store: without
	 * lingering, and without the rest of a pause after a failure. Does not wait for it.
	 */
	public void flush() {
		if (this.open) {
			this.client.endPauses();
			this.delivery.flush();
		}
	}

	/**
	 * Begins to deliver what is in the store, if there is one, and opens the tracker
	 * again after a stop, or after a start that failed. As a bean that is not before the
	 * context is complete, since other beans may be needed for a delivery; one that is
	 * made later begins with its first hit.
	 * @throws RuntimeException if the store can't be started, or has not ended its life
	 * before
	 */
	@Override
	public void start() {
		if (!this.open || this.delivery.hasFailed()) {
			this.delivery.awaitRelease();
			this.delivery = delivery(this.threads.get());
			this.open = true;
		}
		this.delivery.start();
	}

	/**
	 * Waits until everything is delivered, with what is tracked meanwhile, or the
	 * shutdown timeout is over. After that, nothing is taken. Spring's limit for each
	 * phase of a stop does not end it.
	 */
	@Override
	public void stop() {
		// An application may end itself by a thread of Reactor's, on which block() throws
		CompletableFuture<@Nullable Void> closed = close().toFuture();
		Duration longest = this.delivery.longestClose().plusSeconds(1);
		try {
			closed.get(longest.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			closed.cancel(true);
		}
		catch (InterruptedException ex) {
			closed.cancel(true);
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The tracker has not stopped as it should", ex.getCause());
		}
	}

	/**
	 * Stops what was never started by its context, since that failed to start.
	 */
	@Override
	public void destroy() {
		stop();
	}

	Mono<Void> close() {
		return Mono.defer(() -> {
			if (!this.open) {
				return Mono.empty();
			}
			this.open = false;
			this.client.endPauses();
			return this.delivery.close();
		});
	}

	@Override
	public boolean isRunning() {
		return this.open && this.delivery.isRunning();
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
