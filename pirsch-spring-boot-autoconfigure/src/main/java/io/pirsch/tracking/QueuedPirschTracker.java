package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.pirsch.client.Hit;
import io.pirsch.client.PirschClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;

/**
 * Tracker with a bounded queue, from which everything is delivered in order: at once when
 * there is little, in batches when there is much, later when Pirsch can't be reached. It
 * has one daemon thread, named {@code pirsch}. With a store, the queue goes into the
 * store, which delivers.
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

	/**
	 * By so much the end of a stop may be late before it is no longer waited for.
	 */
	private static final Duration GRACE = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final PirschClient client;

	private final @Nullable HitStore store;

	private final TrackingSettings settings;

	private final Supplier<Scheduler> schedulers;

	private final BoundedQueue queue;

	private final Listeners listener;

	private final Losses losses;

	private final String fullQueue;

	private volatile Scheduler scheduler;

	private volatile Carrier carrier;

	private volatile Load load;

	private volatile Loop loop;

	private volatile boolean open = true;

	/**
	 * Creates a tracker, which is ready at once.
	 * @param client what to deliver with
	 * @param settings how to queue and deliver
	 * @param listeners what to tell, to measure it
	 */
	public QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners) {
		this(client, settings, listeners, QueuedPirschTracker::thread);
	}

	QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners,
			Supplier<Scheduler> schedulers) {
		this(client, settings, listeners, null, schedulers);
	}

	/**
	 * Creates a tracker, which is ready at once, with a store between its queue and
	 * Pirsch.
	 * @param client what to deliver with
	 * @param settings how to queue and deliver
	 * @param listeners what to tell, to measure it
	 * @param store where what is tracked waits for its delivery; the tracker starts and
	 * stops it
	 */
	public QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners,
			HitStore store) {
		this(client, settings, listeners, store, QueuedPirschTracker::thread);
	}

	QueuedPirschTracker(PirschClient client, TrackingSettings settings, List<TrackingListener> listeners,
			@Nullable HitStore store, Supplier<Scheduler> schedulers) {
		this.client = client;
		this.store = store;
		this.settings = settings;
		this.schedulers = schedulers;
		this.queue = new BoundedQueue(settings.queueCapacity());
		this.listener = new Listeners(listeners);
		this.fullQueue = "The queue holds its maximum of " + settings.queueCapacity();
		this.scheduler = schedulers.get();
		this.losses = new Losses(this.listener, this.scheduler);
		this.load = new Load(this.queue, this.losses);
		this.carrier = carrier(this.scheduler);
		this.loop = loop(this.scheduler);
	}

	private static Scheduler thread() {
		return Schedulers.newSingle((task) -> {
			Thread thread = new Thread(task, "pirsch");
			thread.setDaemon(true);
			return thread;
		});
	}

	private Carrier carrier(Scheduler scheduler) {
		HitStore store = this.store;
		if (store == null) {
			return new Courier(this.client, this.settings, this.losses, this.listener, this::getWaitingCount,
					scheduler);
		}
		store.start(new StoreDelivery(this.client, this.settings, this.losses, this.listener, this::getWaitingCount));
		return new StoreFeeder(store, this.settings, this.losses, this.listener, this::getWaitingCount, scheduler);
	}

	private Loop loop(Scheduler scheduler) {
		return new Loop(this.queue, this.load, this.carrier, this.settings, scheduler);
	}

	@Override
	public void track(Hit hit) {
		this.listener.tracked();
		Hit timed = (hit.time() != null) ? hit : hit.withTime(now());
		if (!this.open) {
			this.losses.add(1, DropReason.SHUTDOWN, "The tracker has stopped");
		}
		else if (!this.queue.offer(timed)) {
			this.losses.add(1, DropReason.QUEUE_FULL, this.fullQueue);
		}
		else {
			this.listener.queued();
			this.loop.wake();
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
	 * Returns how much waits in memory: in the queue, and in what is being sent or was
	 * taken to be sent next.
	 * @return the number; a figure to watch, not to count with
	 */
	public int getWaitingCount() {
		return this.queue.size() + this.load.size();
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
		Hit oldest = this.load.oldest();
		Instant time = (oldest != null) ? oldest.time() : null;
		Instant now = now();
		return (time != null && time.isBefore(now)) ? Duration.between(time, now) : Duration.ZERO;
	}

	/**
	 * Returns whether there is a store between the queue and Pirsch.
	 * @return whether the queue goes into a store
	 */
	public boolean hasStore() {
		return this.store != null;
	}

	/**
	 * Hands over what waits in the queue at once, to Pirsch or to the store: without
	 * lingering, and without the rest of a pause after a failure. Does not wait for it.
	 */
	public void flush() {
		if (this.open) {
			this.client.endPauses();
			this.loop.flush();
		}
	}

	/**
	 * Opens the tracker again after a stop.
	 */
	@Override
	public void start() {
		if (!this.open) {
			this.scheduler = this.schedulers.get();
			this.load = new Load(this.queue, this.losses);
			this.carrier = carrier(this.scheduler);
			this.loop = loop(this.scheduler);
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
			Scheduler scheduler = this.scheduler;
			this.client.endPauses();
			return this.loop.close(this.settings.shutdownTimeout())
				.timeout(this.settings.shutdownTimeout().plus(GRACE))
				.onErrorResume(TimeoutException.class, (ex) -> Mono.fromRunnable(
						() -> logger.error("The thread that delivers to Pirsch is blocked, and is not waited for: "
								+ "look at a thread dump for what holds 'pirsch', such as a listener")))
				.then(closeCarrier())
				.doOnTerminate(this.losses::sayAll)
				.doFinally((signal) -> scheduler.dispose());
		});
	}

	/**
	 * A store ends its sending, too, once it has got what the queue held.
	 */
	private Mono<Void> closeCarrier() {
		return this.carrier.close(this.settings.shutdownTimeout())
			.timeout(this.settings.shutdownTimeout().plus(GRACE))
			.onErrorResume((ex) -> Mono.fromRunnable(() -> logger
				.error("The store did not stop: %s. What it has acknowledged is delivered after the next start."
					.formatted(ex))));
	}

	@Override
	public boolean isRunning() {
		return this.open;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.scheduler.now(TimeUnit.MILLISECONDS));
	}

}
