package io.pirsch.tracking;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

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

	private final AtomicBoolean begun = new AtomicBoolean();

	/** Completes with {@code null} where there will be none. */
	private final CompletableFuture<@Nullable Loop> loop = new CompletableFuture<>();

	private volatile @Nullable Carrier carrier;

	private volatile boolean over;

	Delivery(PirschClient client, TrackingSettings settings, Losses losses, Listeners listener, BoundedQueue queue,
			DeliveryThread thread, @Nullable HitStore store) {
		this.client = client;
		this.settings = settings;
		this.losses = losses;
		this.listener = listener;
		this.queue = queue;
		this.thread = thread;
		this.store = store;
		this.load = new Load(queue, losses);
	}

	/**
	 * Begins to deliver what the store has kept, if there is one, and fails if the store
	 * does. All else begins with the first hit.
	 */
	void start() {
		if (this.store != null && this.begun.compareAndSet(false, true)) {
			try {
				begin(this.thread.scheduler());
			}
			catch (Throwable ex) {
				giveUp();
				throw ex;
			}
		}
	}

	boolean hasBegun() {
		return this.begun.get();
	}

	/**
	 * Must be called after something was added to the queue.
	 */
	void wake() {
		if (this.over) {
			this.load.dropQueue();
		}
		else if (this.loop.isDone()) {
			Loop loop = this.loop.join();
			if (loop != null) {
				loop.wake();
			}
			else {
				this.load.dropQueue();
			}
		}
		else if (this.begun.compareAndSet(false, true)) {
			try {
				this.thread.execute(this::begin);
			}
			catch (RejectedExecutionException ex) {
				giveUp();
			}
			catch (OutOfMemoryError ex) {
				// There is no thread to be had; the next hit asks for one again
				this.begun.set(false);
			}
		}
	}

	private void begin() {
		// A thread that could not be had may have come late
		if (this.loop.isDone()) {
			return;
		}
		try {
			begin(this.thread.scheduler());
		}
		catch (Throwable ex) {
			logger.error("Nothing can be delivered to Pirsch before the next start. Please report it", ex);
			giveUp();
		}
	}

	private Carrier carrier(Scheduler scheduler) {
		HitStore store = this.store;
		if (store == null) {
			return new Courier(this.client, this.settings, this.losses, this.listener, this::waiting, scheduler, true);
		}
		store.start(new StoreDelivery(this.client, this.settings, this.losses, this.listener, this::waiting));
		return new StoreFeeder(store, this.settings, this.losses, this.listener, this::waiting, scheduler);
	}

	/**
	 * A flush meanwhile must come after the first step, and what is added to the queue
	 * before the loop is known must find a later one.
	 */
	private void begin(Scheduler scheduler) {
		Carrier carrier = carrier(scheduler);
		this.carrier = carrier;
		Loop loop = new Loop(this.queue, this.load, carrier, this.settings, scheduler);
		loop.wake();
		this.loop.complete(loop);
		loop.wake();
		if (this.over) {
			// The stop did not wait for a store that took long to start
			closeCarrier(Duration.ZERO).subscribe();
		}
	}

	private void giveUp() {
		this.loop.complete(null);
		this.load.dropQueue();
	}

	/**
	 * Ends a pause, or the time to wait for more. Before the first hit there is neither.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	void flush() {
		if (!this.begun.get()) {
			return;
		}
		this.loop.thenAccept((loop) -> {
			if (loop != null) {
				loop.flush();
			}
		});
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
		if (this.begun.compareAndSet(false, true)) {
			giveUp();
		}
		Duration limit = this.settings.shutdownTimeout();
		return Mono.fromFuture(this.loop, true)
			.flatMap((loop) -> loop.close(limit))
			.timeout(limit.plus(GRACE))
			.onErrorResume(TimeoutException.class,
					(ex) -> Mono.fromRunnable(
							() -> logger.error("The thread that delivers to Pirsch is blocked, and is not waited for: "
									+ "look at a thread dump for what holds 'pirsch', such as a listener")))
			.then(closeCarrier(limit))
			.doOnTerminate(this::end)
			.doOnCancel(this::cancel);
	}

	private void cancel() {
		end();
		this.load.drop();
		closeCarrier(Duration.ZERO).subscribe();
	}

	private void end() {
		this.over = true;
		this.thread.end();
		this.load.dropQueue();
		this.losses.sayAll();
	}

	/**
	 * A store ends its sending, too, once it has got what the queue held.
	 */
	private Mono<Void> closeCarrier(Duration limit) {
		return Mono.defer(() -> Mono.justOrEmpty(this.carrier))
			.flatMap((carrier) -> carrier.close(limit))
			.timeout(limit.plus(GRACE))
			.onErrorResume((ex) -> Mono.fromRunnable(() -> logger
				.error("The store did not stop: %s. What it has acknowledged is delivered after the next start."
					.formatted(ex))));
	}

}
