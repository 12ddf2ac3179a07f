package io.pirsch.tracking;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.pirsch.client.Hit;
import io.pirsch.client.PirschClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One life of the delivery, from a start of the tracker to its stop. Without a store
 * nothing of it is made before the first hit, and then by the thread that delivers:
 * loading Reactor's classes takes longer than a start or a request should wait.
 */
final class Delivery {

	/**
	 * By so much the end of a stop may be late before it is no longer waited for.
	 */
	private static final Duration GRACE = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final PirschClient client;

	private final TrackingSettings settings;

	private final Losses losses;

	private final Listeners listener;

	private final BoundedQueue queue;

	private final DeliveryThread thread;

	private final @Nullable HitStore store;

	private final Load load;

	/** Whether the loop was asked for. */
	private final AtomicBoolean begun = new AtomicBoolean();

	/** Whether somebody makes the loop, or has made it, or nobody may. */
	private final AtomicBoolean taken = new AtomicBoolean();

	/** Fails where there will be none. */
	private final CompletableFuture<Loop> loop = new CompletableFuture<>();

	/** There from when the loop is made until somebody closes it. */
	private final AtomicReference<@Nullable Carrier> carrier = new AtomicReference<>();

	/** Completes when nothing of this life uses the store any more. */
	private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();

	private volatile boolean started;

	private volatile boolean over;

	Delivery(PirschClient client, TrackingSettings settings, Losses losses, Listeners listener, DeliveryThread thread,
			@Nullable HitStore store) {
		this.client = client;
		this.settings = settings;
		this.losses = losses;
		this.listener = listener;
		this.queue = new BoundedQueue(settings.queueCapacity());
		this.thread = thread;
		this.store = store;
		this.load = new Load(this.queue, losses);
	}

	/**
	 * Begins to deliver what the store has kept, if there is one, and fails if the store
	 * does. All else begins with the first hit.
	 */
	void start() {
		if (this.store == null) {
			return;
		}
		this.started = true;
		this.begun.set(true);
		try {
			makeLoop();
		}
		catch (Throwable ex) {
			giveUp(ex);
			throw ex;
		}
		try {
			// A hit that came before may have begun it
			this.loop.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | CancellationException ex) {
			throw new IllegalStateException("The store did not start, or was stopped meanwhile", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException ex) {
			// Should it fail later, the log says so
		}
	}

	/**
	 * Whether it was started, or does without that. A store that a hit has begun may
	 * still fail, which only a start tells.
	 */
	boolean isRunning() {
		return (this.store == null || this.started || this.loop.isDone()) && !hasFailed();
	}

	boolean hasFailed() {
		return this.loop.isCompletedExceptionally();
	}

	/**
	 * Adds to the queue, if there is room. {@link #wake()} must be called after that.
	 */
	boolean add(Hit hit) {
		return this.queue.offer(hit);
	}

	void wake() {
		if (this.over) {
			this.load.dropQueue();
		}
		else if (this.loop.isDone()) {
			if (hasFailed()) {
				this.load.dropQueue();
			}
			else {
				this.loop.join().wake();
			}
		}
		else if (this.begun.compareAndSet(false, true)) {
			try {
				this.thread.execute(this::begin);
			}
			catch (RejectedExecutionException ex) {
				giveUp(ex);
			}
			catch (OutOfMemoryError ex) {
				// There is no thread to be had; the next hit asks for one again
				this.begun.set(false);
			}
		}
	}

	private void begin() {
		try {
			makeLoop();
		}
		catch (Throwable ex) {
			logger.error("Nothing can be delivered to Pirsch before the next start. Please report it", ex);
			giveUp(ex);
		}
	}

	/**
	 * Makes the loop, unless somebody does so already.
	 */
	private void makeLoop() {
		if (this.taken.compareAndSet(false, true)) {
			begin(this.thread.scheduler());
		}
	}

	private Carrier carrier(Scheduler scheduler) {
		HitStore store = this.store;
		if (store == null) {
			return new Courier(this.client, this.settings, this.losses, this.listener, this::waiting, scheduler, true);
		}
		StoreFeeder feeder = new StoreFeeder(store, this.settings, this.losses, this.listener, this::waiting,
				scheduler);
		try {
			store.start(new StoreDelivery(this.client, this.settings, this.losses, this.listener, this::waiting));
			return feeder;
		}
		catch (Throwable ex) {
			// Some of it may have started
			this.carrier.set(feeder);
			throw ex;
		}
	}

	/**
	 * A flush meanwhile must come after the first step, and what is added to the queue
	 * before the loop is known must find a later one.
	 */
	private void begin(Scheduler scheduler) {
		Carrier carrier = carrier(scheduler);
		this.carrier.set(carrier);
		Loop loop = new Loop(this.queue, this.load, carrier, this.settings, scheduler);
		loop.wake();
		this.loop.complete(loop);
		loop.wake();
		if (this.over) {
			// The stop did not wait for a store that took long to start
			release(Duration.ZERO).subscribe();
		}
	}

	/**
	 * There will be no loop. Ends the thread last, as that may be the one that is here.
	 */
	private void giveUp(Throwable reason) {
		this.loop.completeExceptionally(reason);
		this.load.dropQueue();
		if (this.carrier.get() != null) {
			release(Duration.ZERO).subscribe();
		}
		else {
			this.released.complete(null);
		}
		this.thread.end(this::dropRest);
	}

	/**
	 * Ends a pause, or the time to wait for more. Before the first hit there is neither.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	void flush() {
		if (!this.begun.get()) {
			return;
		}
		this.loop.thenAccept(Loop::flush);
	}

	int queueSize() {
		return this.queue.size();
	}

	/**
	 * Returns how many hits wait in the queue or were taken from it. What moves on
	 * meanwhile is counted twice rather than not at all.
	 */
	int waiting() {
		return this.queue.size() + this.load.size();
	}

	@Nullable Hit oldest() {
		return this.load.oldest();
	}

	/**
	 * Delivers what is left and what comes meanwhile, and ends the thread.
	 * @return completes when that is done or the shutdown timeout is over
	 */
	Mono<Void> close() {
		if (this.begun.compareAndSet(false, true) && this.taken.compareAndSet(false, true)) {
			giveUp(new CancellationException("Nothing was tracked"));
		}
		long start = this.thread.millis();
		Duration limit = this.settings.shutdownTimeout();
		return Mono.fromFuture(this.loop, true)
			.onErrorComplete()
			.flatMap((loop) -> loop.close(limit))
			.timeout(limit.plus(GRACE))
			.onErrorResume(TimeoutException.class,
					(ex) -> Mono.fromRunnable(
							() -> logger.error("The thread that delivers to Pirsch is blocked, and is not waited for: "
									+ "look at a thread dump for what holds 'pirsch', such as a listener")))
			.then(Mono.defer(() -> {
				// First, so that a loop that is made too late sees it
				this.over = true;
				return release(remainder(start));
			}))
			.doOnTerminate(this::end)
			.doOnCancel(this::cancel);
	}

	/**
	 * Returns how long {@link #close()} takes at most, unless Reactor's threads are
	 * blocked, too.
	 */
	Duration longestClose() {
		return this.settings.shutdownTimeout().plus(GRACE).multipliedBy(2);
	}

	/**
	 * Returns what the queue has left of the time for the stop to the store, which needs
	 * some in any case.
	 */
	private Duration remainder(long start) {
		Duration limit = this.settings.shutdownTimeout();
		Duration left = limit.minusMillis(Math.max(0, this.thread.millis() - start));
		Duration least = (limit.compareTo(GRACE) < 0) ? limit : GRACE;
		return (left.compareTo(least) > 0) ? left : least;
	}

	private void cancel() {
		end();
		release(Duration.ZERO).subscribe();
	}

	private void end() {
		this.over = true;
		this.loop.thenAccept(Loop::abandon);
		this.thread.end(this::dropRest);
		if (this.taken.compareAndSet(false, true)) {
			// The thread has not come to make the loop
			giveUp(new CancellationException("Stopped"));
		}
		this.load.dropQueue();
		this.losses.sayAll();
	}

	/**
	 * Gives up what the thread has left, if it did not come to an end by itself.
	 */
	private void dropRest() {
		this.load.drop();
		this.losses.sayAll();
	}

	/**
	 * A store ends its sending, too, once it has got what the queue held.
	 */
	private Mono<Void> release(Duration limit) {
		return Mono.defer(() -> {
			Carrier carrier = this.carrier.getAndSet(null);
			CompletableFuture<@Nullable Void> closed = this.released;
			if (carrier != null) {
				closed = carrier.close(limit).whenComplete((nothing, ex) -> this.released.complete(null));
			}
			else if (!hasFailed()) {
				// Whoever makes the loop too late will close it
				return Mono.empty();
			}
			return Mono.fromFuture(closed, true)
				.timeout(limit.plus(GRACE))
				.onErrorResume((ex) -> Mono.fromRunnable(() -> logger
					.error("The store did not stop: %s. What it has acknowledged is delivered after the next start."
						.formatted(ex))));
		});
	}

	/**
	 * Waits until the store can be started again, which is so after a stop that was
	 * waited for.
	 */
	void awaitRelease() {
		if (this.store == null) {
			return;
		}
		try {
			this.released.get(longestClose().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the store stops", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("The store has not stopped yet: start the tracker again later", ex);
		}
	}

}
