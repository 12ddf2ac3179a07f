package io.pirsch.tracking;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Takes what is in the queue, lets the carrier try, waits, and tries what remains, one
 * request at a time: Pirsch computes the duration of sessions from the order of arrival,
 * and sorts only within one batch. Rests while there is nothing to deliver.
 * <p>
 * All but {@link #wake()}, {@link #flush()}, {@link #close} and {@link #abandon()}
 * happens on the one thread of the scheduler, step by step.
 */
final class Loop {

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final BoundedQueue queue;

	private final Carrier carrier;

	private final TrackingSettings settings;

	private final Scheduler scheduler;

	private final Load load;

	private final Steps steps;

	private final AtomicBoolean resting = new AtomicBoolean(true);

	/** Whether the loop waits for a batch to fill. */
	private final AtomicBoolean gathering = new AtomicBoolean();

	private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	private volatile boolean closing;

	private volatile boolean over;

	private volatile int full;

	private long lastSent;

	/** How many it took last, if that was during the stop. */
	private int taken = Integer.MAX_VALUE;

	/** Whether what it has taken is the last. */
	private boolean last;

	private boolean pausing;

	private boolean unexpected;

	Loop(BoundedQueue queue, Load load, Carrier carrier, TrackingSettings settings, Scheduler scheduler) {
		this.queue = queue;
		this.carrier = carrier;
		this.settings = settings;
		this.scheduler = scheduler;
		this.load = load;
		this.steps = new Steps(scheduler, this::failed);
		this.full = full();
		this.lastSent = -carrier.distance().toMillis();
	}

	private int full() {
		return Math.min(this.carrier.batchSize(), this.settings.queueCapacity());
	}

	/**
	 * Must be called after something was added to the queue.
	 */
	void wake() {
		if (this.over) {
			this.load.dropQueue();
		}
		else if (this.resting.get() && this.resting.compareAndSet(true, false)) {
			soon(this::next);
		}
		else if (this.gathering.get() && isFull() && this.gathering.compareAndSet(true, false)) {
			// It is not for the thread that has filled the batch to write it
			soon(this::takeAndSend);
		}
	}

	/**
	 * Delivers what is left, without long pauses, and what comes meanwhile, as some web
	 * servers answer on kept connections after their stop. Once a batch is not full, and
	 * no smaller than the one before, it is the last: they may go on coming for ever.
	 * What can't be delivered within the limit is dropped.
	 * @return completes when nothing is delivered any more
	 */
	Mono<Void> close(Duration limit) {
		this.closing = true;
		flush();
		return Mono.fromFuture(this.ended, true).timeout(limit, Mono.fromRunnable(this::end), this.scheduler);
	}

	/**
	 * Ends it without its thread, with the step that is under way.
	 */
	void abandon() {
		this.over = true;
	}

	/**
	 * Ends a pause, or the time to wait for more.
	 */
	void flush() {
		soon(this::hurry);
	}

	private void hurry() {
		this.carrier.endPauses();
		if (this.gathering.compareAndSet(true, false)) {
			takeAndSend();
		}
		else if (this.pausing || this.resting.compareAndSet(true, false)) {
			this.steps.cancel();
			next();
		}
	}

	private void next() {
		this.pausing = false;
		if (this.over) {
			return;
		}
		if (!this.load.current().isEmpty()) {
			send();
		}
		else if (this.last || this.queue.isEmpty()) {
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
		this.gathering.set(true);
		Duration time = timeToGather();
		if (time.isZero()) {
			gathered();
		}
		else {
			this.steps.after(time, this::gathered);
		}
	}

	private void gathered() {
		if (this.gathering.compareAndSet(true, false)) {
			takeAndSend();
		}
	}

	private Duration timeToGather() {
		if (this.closing || isFull()) {
			return Duration.ZERO;
		}
		long sinceLast = Math.max(0, this.scheduler.now(TimeUnit.MILLISECONDS) - this.lastSent);
		Duration rest = this.carrier.distance().minusMillis(sinceLast);
		return (rest.compareTo(this.settings.linger()) > 0) ? rest : this.settings.linger();
	}

	private boolean isFull() {
		return this.queue.size() >= this.full;
	}

	private void takeAndSend() {
		this.steps.cancel();
		take();
		if (this.load.current().isEmpty()) {
			rest();
		}
		else {
			send();
		}
	}

	private void take() {
		this.load.take(this.full);
		if (this.closing) {
			int before = this.taken;
			this.taken = this.load.current().size();
			this.last = this.taken < this.full && this.taken >= before;
		}
	}

	/**
	 * While a request is under way, the next is written, if it can't grow any more.
	 */
	private void send() {
		this.lastSent = this.scheduler.now(TimeUnit.MILLISECONDS);
		this.steps.with(this.carrier.attempt(this.load.current(), longestPause()), this::attempted);
		if (isFull()) {
			this.load.takeAhead(Math.min(this.full, this.settings.maxBatchSize()));
		}
		this.carrier.prepare(this.load.next());
	}

	private Duration longestPause() {
		return this.closing ? this.settings.initialBackoff() : Pauses.LONGEST_RETRY_AFTER;
	}

	private void attempted(Attempt attempt) {
		this.unexpected = false;
		this.load.remain(attempt.remaining());
		this.full = full();
		if (attempt.pause().isZero()) {
			soon(this::next);
		}
		else if (this.closing && (isHopeless(attempt) || this.carrier.isFailingFor(this.settings.shutdownTimeout()))) {
			end();
		}
		else {
			pause(Pauses.shorter(attempt.pause(), longestPause()));
		}
	}

	/**
	 * A single hit that is refused says nothing about others.
	 */
	private boolean isHopeless(Attempt attempt) {
		return attempt.hopeless() && (attempt.remaining().size() > 1 || !this.load.hasMore());
	}

	private void pause(Duration time) {
		this.pausing = true;
		this.steps.after(time, () -> {
			this.load.topUp(this.full, this.carrier.wanted());
			next();
		});
	}

	/**
	 * Whatever it is, delivery goes on.
	 */
	private void failed(Throwable failure) {
		if (this.over) {
			return;
		}
		try {
			if (!this.unexpected) {
				this.unexpected = true;
				logger.error("Unexpected failure of the delivery to Pirsch; it goes on. Please report it", failure);
			}
		}
		finally {
			pause(this.settings.initialBackoff());
		}
	}

	private void end() {
		this.steps.cancel();
		this.over = true;
		try {
			this.load.drop();
		}
		finally {
			this.ended.complete(null);
		}
	}

	private void soon(Runnable step) {
		if (!this.steps.soon(step)) {
			this.over = true;
			this.load.dropQueue();
		}
	}

}
