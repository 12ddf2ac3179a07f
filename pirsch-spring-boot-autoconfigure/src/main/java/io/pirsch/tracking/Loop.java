package io.pirsch.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.pirsch.client.Hit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Takes what is in the queue, lets the courier try, waits, and tries what remains, one
 * request at a time: Pirsch computes the duration of sessions from the order of arrival,
 * and sorts only within one batch. Rests while there is nothing to deliver.
 * <p>
 * All but {@link #wake()} and {@link #close} happens on the one thread of the scheduler,
 * step by step.
 */
final class Loop {

	/**
	 * Requests that are not full are so far apart at least: where the API answers faster
	 * than pages are viewed, a request for each would cost more than the pages.
	 */
	private static final long MIN_DISTANCE_MILLIS = 20;

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final BoundedQueue queue;

	private final Courier courier;

	private final Losses losses;

	private final TrackingSettings settings;

	private final Scheduler scheduler;

	private final AtomicBoolean resting = new AtomicBoolean(true);

	/** Whether the loop waits for a batch to fill. */
	private final AtomicBoolean gathering = new AtomicBoolean();

	private final Sinks.Empty<Void> ended = Sinks.empty();

	private volatile boolean closing;

	private volatile boolean over;

	private volatile int full;

	private List<Hit> current = List.of();

	/** Taken while the current hits are under way, to be written meanwhile. */
	private List<Hit> next = List.of();

	private long lastSent = -MIN_DISTANCE_MILLIS;

	/** What the loop waits for: an answer, or time to pass. */
	private Disposable waiting = Disposables.disposed();

	private boolean pausing;

	private boolean unexpected;

	Loop(BoundedQueue queue, Courier courier, Losses losses, TrackingSettings settings, Scheduler scheduler) {
		this.queue = queue;
		this.courier = courier;
		this.losses = losses;
		this.settings = settings;
		this.scheduler = scheduler;
		this.full = full();
	}

	private int full() {
		return Math.min(this.courier.batchSize(), this.settings.queueCapacity());
	}

	/**
	 * Must be called after something was added to the queue.
	 */
	void wake() {
		if (this.over) {
			abandonQueue();
		}
		else if (this.resting.get() && this.resting.compareAndSet(true, false)) {
			schedule(this::next);
		}
		else if (this.gathering.get() && isFull() && this.gathering.compareAndSet(true, false)) {
			// It is not for the thread that has filled the batch to write it
			schedule(this::takeAndSend);
		}
	}

	/**
	 * Delivers what is left, without long pauses, and then takes nothing any more. What
	 * can't be delivered within the limit is dropped.
	 * @return completes when nothing is left
	 */
	Mono<Void> close(Duration limit) {
		this.closing = true;
		schedule(this::hurry);
		return this.ended.asMono().timeout(limit, Mono.fromRunnable(this::giveUp), this.scheduler);
	}

	private void hurry() {
		if (this.gathering.compareAndSet(true, false)) {
			takeAndSend();
		}
		else if (this.pausing || this.resting.compareAndSet(true, false)) {
			this.waiting.dispose();
			next();
		}
	}

	private void next() {
		this.pausing = false;
		if (this.current.isEmpty()) {
			this.current = this.next;
			this.next = List.of();
		}
		if (!this.current.isEmpty()) {
			send();
		}
		else if (this.queue.isEmpty()) {
			rest();
		}
		else {
			gather();
		}
	}

	private void rest() {
		if (this.closing) {
			end();
			return;
		}
		this.resting.set(true);
		if (!this.queue.isEmpty()) {
			wake();
		}
	}

	/**
	 * Waits for more, until a batch is full.
	 */
	private void gather() {
		Duration time = timeToGather();
		if (time.isZero()) {
			takeAndSend();
			return;
		}
		this.gathering.set(true);
		if (isFull() && this.gathering.compareAndSet(true, false)) {
			takeAndSend();
			return;
		}
		later(time, () -> {
			if (this.gathering.compareAndSet(true, false)) {
				takeAndSend();
			}
		});
	}

	private Duration timeToGather() {
		if (this.closing || isFull()) {
			return Duration.ZERO;
		}
		long sinceLast = Math.max(0, now() - this.lastSent);
		Duration distance = Duration.ofMillis(Math.max(0, MIN_DISTANCE_MILLIS - sinceLast));
		return (distance.compareTo(this.settings.linger()) > 0) ? distance : this.settings.linger();
	}

	private boolean isFull() {
		return this.queue.size() >= this.full;
	}

	private void takeAndSend() {
		this.waiting.dispose();
		this.current = this.queue.poll(this.full);
		if (this.current.isEmpty()) {
			rest();
		}
		else {
			send();
		}
	}

	private void send() {
		this.lastSent = now();
		Duration longestPause = this.closing ? this.settings.initialBackoff() : Pauses.LONGEST_RETRY_AFTER;
		Disposable.Swap call = Disposables.swap();
		this.waiting = call;
		call.update(this.courier.attempt(this.current, longestPause).subscribe(this::attempted, this::failed));
		if (this.waiting == call) {
			writeAhead();
		}
	}

	/**
	 * While a request is under way, the next is written, if it can't grow any more.
	 */
	private void writeAhead() {
		if (this.next.isEmpty() && isFull()) {
			this.next = this.queue.poll(this.full);
		}
		this.courier.prepare(this.next);
	}

	private void attempted(Attempt attempt) {
		this.unexpected = false;
		this.current = attempt.remaining();
		this.full = full();
		if (attempt.pause().isZero()) {
			schedule(this::next);
		}
		else if (this.closing && (attempt.hopeless() || this.courier.isFailingFor(this.settings.shutdownTimeout()))) {
			giveUp();
		}
		else {
			pause(this.closing ? shorter(attempt.pause(), this.settings.initialBackoff()) : attempt.pause());
		}
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private void pause(Duration time) {
		this.pausing = true;
		later(time, () -> {
			topUp();
			next();
		});
	}

	/**
	 * Beside others it shows whether it is the hits that can't be delivered, or nothing
	 * can.
	 */
	private void topUp() {
		List<Hit> more = new ArrayList<>(this.current);
		more.addAll(this.next);
		this.next = List.of();
		if (more.size() < this.full) {
			more.addAll(this.queue.poll(this.full - more.size()));
		}
		this.current = more;
	}

	/**
	 * Whatever it is, delivery goes on.
	 */
	private void failed(Throwable failure) {
		try {
			if (!this.unexpected) {
				this.unexpected = true;
				logger.error("Unexpected failure of the delivery to Pirsch; it goes on", failure);
			}
		}
		finally {
			pause(this.settings.initialBackoff());
		}
	}

	private void giveUp() {
		this.waiting.dispose();
		int count = this.current.size() + this.next.size();
		this.current = List.of();
		this.next = List.of();
		abandon(count);
		end();
	}

	private void end() {
		this.over = true;
		abandonQueue();
		this.ended.tryEmitEmpty();
	}

	private void abandonQueue() {
		abandon(0);
	}

	private void abandon(int taken) {
		int count = taken + this.queue.poll(Integer.MAX_VALUE).size();
		if (count > 0) {
			this.losses.add(count, DropReason.SHUTDOWN, "The application stopped before Pirsch had accepted them");
		}
	}

	private void schedule(Runnable step) {
		try {
			this.scheduler.schedule(() -> run(step));
		}
		catch (RejectedExecutionException ex) {
			this.over = true;
			abandonQueue();
		}
	}

	private void later(Duration time, Runnable step) {
		this.waiting = this.scheduler.schedule(() -> run(step), time.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void run(Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private long now() {
		return this.scheduler.now(TimeUnit.MILLISECONDS);
	}

}
