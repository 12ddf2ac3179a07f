package io.pirsch.tracking;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.pirsch.client.PirschAuthenticationException;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschResponseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The loop that sends what is in the backlog, one request at a time: Pirsch computes the
 * duration of sessions from the order of arrival, and sorts only within one batch. The
 * loop runs while there is something to send, and has no thread of its own.
 */
final class Delivery {

	/**
	 * Older than this, a single page view is sent with its time.
	 */
	private static final long FRESH_MILLIS = 1000;

	/**
	 * Requests that are not full are so far apart at least: where the API answers faster
	 * than pages are viewed, a request for each would cost more than the pages.
	 */
	private static final long MIN_DISTANCE_MILLIS = 20;

	private static final int PAYLOAD_TOO_LARGE = 413;

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final PirschClient client;

	private final Backlog backlog;

	private final Losses losses;

	private final TrackingListener listener;

	private final Scheduler scheduler;

	private final TrackingSettings settings;

	private final Pauses pauses;

	private final Flux<Void> loop;

	private final AtomicBoolean running = new AtomicBoolean();

	private volatile Closing closing = new Closing();

	private volatile int maxBatchSize;

	/** Set while the loop waits for more; told when the batch is full. */
	private volatile Sinks.@Nullable Empty<Void> gathering;

	// Only the loop touches what follows, step by step

	private long lastSent = -MIN_DISTANCE_MILLIS;

	private boolean failing;

	private boolean refused;

	Delivery(PirschClient client, Backlog backlog, Losses losses, TrackingListener listener, Scheduler scheduler,
			TrackingSettings settings) {
		this.client = client;
		this.backlog = backlog;
		this.losses = losses;
		this.listener = listener;
		this.scheduler = scheduler;
		this.settings = settings;
		this.pauses = new Pauses(settings.initialBackoff(), settings.maxBackoff());
		this.maxBatchSize = settings.maxBatchSize();
		this.loop = Mono.defer(this::step)
			.onErrorResume(this::unexpected)
			// Writing a batch is not for the event loop that the last answer came in on
			.subscribeOn(scheduler)
			.repeat(() -> !this.backlog.isEmpty());
	}

	/**
	 * Starts the loop unless it runs. Must be called after something was added to the
	 * queue.
	 */
	void wake() {
		Sinks.Empty<Void> gathering = this.gathering;
		if (gathering != null && this.backlog.fills(this.maxBatchSize)) {
			gathering.tryEmitEmpty();
		}
		if (!this.running.get() && this.running.compareAndSet(false, true)) {
			Closing closing = this.closing;
			if (closing.isOver()) {
				abandon();
			}
			this.loop.takeUntilOther(closing.limit()).subscribe(null, (ex) -> rest(), this::rest);
		}
	}

	private void rest() {
		this.running.set(false);
		if (!this.backlog.isEmpty()) {
			wake();
		}
		else {
			this.closing.drained();
		}
	}

	/**
	 * Sends what is left, without long pauses. What can't be sent within the limit is
	 * dropped.
	 * @return completes when nothing is left
	 */
	Mono<Void> close(Duration limit) {
		Closing closing = this.closing;
		closing.begin();
		wake();
		return closing.whenDrained().timeout(limit, Mono.fromRunnable(() -> {
			abandon();
			closing.end();
		}), this.scheduler).doOnTerminate(this.losses::sayAll);
	}

	void reopen() {
		this.closing = new Closing();
	}

	private void abandon() {
		int count = this.backlog.clear();
		if (count > 0) {
			this.losses.add(count, DropReason.SHUTDOWN, "The application stopped before Pirsch had accepted them");
		}
	}

	private Mono<Void> step() {
		Duration time = timeToGather();
		return time.isZero() ? sendHead() : gather(time).then(Mono.defer(this::sendHead));
	}

	private Duration timeToGather() {
		if (this.closing.hasBegun() || !this.backlog.mayGrow(this.maxBatchSize)) {
			return Duration.ZERO;
		}
		long sinceLast = Math.max(0, now() - this.lastSent);
		Duration distance = Duration.ofMillis(Math.max(0, MIN_DISTANCE_MILLIS - sinceLast));
		return (distance.compareTo(this.settings.linger()) > 0) ? distance : this.settings.linger();
	}

	/**
	 * Waits for more, until the next batch is full. It is not for the thread that has
	 * filled it to write it.
	 */
	private Mono<Void> gather(Duration time) {
		Sinks.Empty<Void> full = Sinks.empty();
		this.gathering = full;
		if (this.backlog.fills(this.maxBatchSize)) {
			full.tryEmitEmpty();
		}
		return pause(time).takeUntilOther(full.asMono())
			.doOnTerminate(() -> this.gathering = null)
			.publishOn(this.scheduler);
	}

	private Mono<Void> sendHead() {
		Batch batch = this.backlog.head(this.maxBatchSize);
		if (batch == null) {
			return Mono.empty();
		}
		long now = now();
		if (batch.oldest() < now - this.settings.maxAge().toMillis()) {
			dropOld(batch, now);
			return Mono.empty();
		}
		this.lastSent = now;
		boolean fresh = !this.failing && now - batch.oldest() < FRESH_MILLIS;
		boolean single = batch.size() == 1 && (fresh || this.settings.maxBatchSize() == 1);
		Mono<Void> sent = Mono.defer(() -> single ? batch.sendSingle(this.client) : batch.send(this.client))
			.doOnSuccess((done) -> delivered(batch, now))
			.onErrorResume((ex) -> pause(failed(batch, ex)));
		return Mono.when(sent, Mono.fromRunnable(this::writeNext).onErrorComplete());
	}

	/**
	 * Writes the next batch while this one is in flight. One that fails to be written
	 * fails again when it is its turn.
	 */
	private void writeNext() {
		Batch next = this.backlog.next(this.maxBatchSize);
		if (next != null && next.size() > 1) {
			next.send(this.client);
		}
	}

	private void dropOld(Batch batch, long now) {
		Batch rest = batch.since(now - this.settings.maxAge().toMillis());
		if (this.backlog.replaceHead(batch, rest.isEmpty() ? List.of() : List.of(rest))) {
			this.losses.add(batch.size() - rest.size(), DropReason.TOO_OLD,
					"Pirsch did not accept them for " + this.settings.maxAge());
		}
	}

	private void delivered(Batch batch, long sent) {
		if (this.backlog.replaceHead(batch, List.of())) {
			this.listener.delivered(batch.size(), Duration.ofMillis(now() - sent));
		}
		this.pauses.reset();
		if (this.failing) {
			this.failing = false;
			logger.info("Pirsch accepts data again");
		}
		if (this.refused) {
			this.refused = false;
			this.listener.authorization(true);
		}
	}

	/**
	 * Decides what becomes of a batch that was not accepted.
	 * @return the time to wait before going on
	 */
	private Duration failed(Batch batch, Throwable failure) {
		if (isCausedByData(failure)) {
			takeApart(batch, failure);
			return Duration.ZERO;
		}
		if (failure instanceof PirschAuthenticationException) {
			refused(failure);
		}
		else if (!this.failing) {
			this.failing = true;
			logger.warn("Pirsch does not accept data: %s. What is tracked is kept and sent later."
				.formatted(failure.getMessage()));
		}
		Duration pause = this.pauses.after(failure);
		this.listener.retrying(batch.size(), pause);
		return pause;
	}

	/**
	 * A 4xx other than those that pass, and than the refusal of credentials, which may
	 * have any.
	 */
	private static boolean isCausedByData(Throwable failure) {
		if (!(failure instanceof PirschResponseException answered)
				|| failure instanceof PirschAuthenticationException) {
			return false;
		}
		int status = answered.getStatus();
		return status >= 400 && status < 500 && status != 408 && status != 429;
	}

	/**
	 * Halves a batch until what is at fault is alone, and drops that. After a 413, the
	 * backlog splits it, and any other that is larger than the new maximum.
	 */
	private void takeApart(Batch batch, Throwable failure) {
		if (batch.size() == 1) {
			if (this.backlog.replaceHead(batch, List.of())) {
				this.losses.add(1, DropReason.REJECTED, "Last: %s, %s".formatted(batch.name(), failure.getMessage()));
			}
			return;
		}
		int half = (batch.size() + 1) / 2;
		if (failure instanceof PirschResponseException answered && answered.getStatus() == PAYLOAD_TOO_LARGE) {
			this.maxBatchSize = half;
			logger.info("Pirsch takes no batch of %d; from now on they have at most %d".formatted(batch.size(), half));
		}
		else {
			this.backlog.replaceHead(batch, batch.split(half));
		}
	}

	private void refused(Throwable failure) {
		this.failing = true;
		if (!this.refused) {
			this.refused = true;
			this.listener.authorization(false);
			logger.error("%s. What is tracked is kept, and Pirsch is asked again from time to time."
				.formatted(failure.getMessage()));
		}
		if (this.closing.hasBegun()) {
			// Credentials don't heal while an application stops
			abandon();
		}
	}

	private Mono<Void> unexpected(Throwable failure) {
		logger.error("Unexpected failure of the delivery to Pirsch", failure);
		return pause(this.settings.initialBackoff());
	}

	private Mono<Void> pause(Duration pause) {
		if (pause.isZero()) {
			return Mono.empty();
		}
		Closing closing = this.closing;
		if (closing.hasBegun()) {
			Duration shortened = (pause.compareTo(this.settings.initialBackoff()) < 0) ? pause
					: this.settings.initialBackoff();
			return Mono.delay(shortened, this.scheduler).then();
		}
		return Mono.delay(pause, this.scheduler).then().takeUntilOther(closing.whenBegun());
	}

	private long now() {
		return this.scheduler.now(TimeUnit.MILLISECONDS);
	}

	/**
	 * The way from open to closed.
	 */
	private static final class Closing {

		private final Sinks.Empty<Void> begun = Sinks.empty();

		private final Sinks.Empty<Void> drained = Sinks.empty();

		private final Sinks.Empty<Void> over = Sinks.empty();

		private volatile boolean hasBegun;

		private volatile boolean isOver;

		void begin() {
			this.hasBegun = true;
			this.begun.tryEmitEmpty();
		}

		Mono<Void> whenBegun() {
			return this.begun.asMono();
		}

		boolean hasBegun() {
			return this.hasBegun;
		}

		void drained() {
			if (this.hasBegun) {
				this.drained.tryEmitEmpty();
			}
		}

		Mono<Void> whenDrained() {
			return this.drained.asMono();
		}

		void end() {
			this.isOver = true;
			this.over.tryEmitEmpty();
		}

		Mono<Void> limit() {
			return this.over.asMono();
		}

		boolean isOver() {
			return this.isOver;
		}

	}

}
