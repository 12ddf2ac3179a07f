package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.pirsch.client.Hit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Hands hits to a store. The store may let its thread wait without end, so it has another
 * than the loop; that thread is never interrupted, which some databases do not survive.
 */
final class StoreFeeder implements Carrier {

	/**
	 * Short, since what is not in the store yet does not outlive a crash.
	 */
	private static final Duration DISTANCE = Duration.ofMillis(20);

	/**
	 * A store that takes longer than this is not what an operator expects.
	 */
	private static final Duration SLOW = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final HitStore store;

	private final Pauses pauses;

	private final TrackingListener listener;

	private final ExecutorService thread = Executors.newSingleThreadExecutor(StoreFeeder::thread);

	private final Scheduler scheduler;

	private final Outage outage;

	/**
	 * Creates a feeder.
	 * @param store where hits are handed to, started
	 * @param settings how long to wait after a failure
	 * @param losses knows how much was lost
	 * @param listener what to tell
	 * @param waiting tells how much waits in memory
	 * @param scheduler the thread of the loop
	 */
	StoreFeeder(HitStore store, TrackingSettings settings, Losses losses, TrackingListener listener,
			LongSupplier waiting, Scheduler scheduler) {
		this.store = store;
		this.pauses = new Pauses(settings.initialBackoff(), settings.maxBackoff());
		this.listener = listener;
		this.outage = new Outage(losses, waiting);
		this.scheduler = scheduler;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "pirsch-store");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public int batchSize() {
		return this.store.batchSize();
	}

	@Override
	public Duration distance() {
		return DISTANCE;
	}

	@Override
	public boolean isFailingFor(Duration time) {
		return this.outage.isLongerThan(time, now());
	}

	@Override
	public Mono<Attempt> attempt(List<Hit> hits, Duration longestPause) {
		return Mono.defer(() -> {
			Instant start = now();
			Disposable slow = this.scheduler.schedulePeriodically(() -> waits(hits.size()), SLOW.toMillis(),
					SLOW.toMillis(), TimeUnit.MILLISECONDS);
			return Mono.fromFuture(CompletableFuture.supplyAsync(() -> append(hits), this.thread), true)
				.publishOn(this.scheduler)
				.map((answer) -> Steps.passingErrorsOn(() -> (answer.failure() != null)
						? failed(hits, answer.failure(), longestPause) : stored(answer.count(), start)))
				.doFinally((signal) -> slow.dispose());
		});
	}

	@Override
	public CompletableFuture<@Nullable Void> close(Duration limit) {
		this.thread.shutdown();
		// The other thread may wait for what the store is to end
		return CompletableFuture.runAsync(() -> this.store.stop(limit), (task) -> thread(task).start());
	}

	/**
	 * A failure is an answer, too: one that comes after the loop has closed is no error
	 * that nobody handles.
	 */
	private Answer append(List<Hit> hits) {
		try {
			return new Answer(this.store.append(hits), null);
		}
		catch (Throwable ex) {
			return new Answer(0, ex);
		}
	}

	private void waits(int count) {
		if (this.outage.begin(now())) {
			this.listener.storeFailed(count, Duration.ZERO);
			logger.warn("The store has not acknowledged what it was given for %d seconds. ".formatted(SLOW.toSeconds())
					+ "What is tracked waits in the queue; look after the database or broker.");
		}
		else {
			remind("it does not acknowledge what it is given");
		}
	}

	private Attempt stored(int count, Instant start) {
		if (count > 0) {
			this.listener.stored(count, Duration.between(start, now()));
		}
		this.pauses.reset();
		if (this.outage.end()) {
			logger.info("The store takes what is tracked again");
		}
		return new Attempt(List.of(), Duration.ZERO, false);
	}

	private Attempt failed(List<Hit> hits, Throwable failure, Duration longestPause) {
		if (this.outage.begin(now())) {
			logger.warn(
					"The store does not take what is tracked: %s. It waits in the queue; look after the database or broker."
						.formatted(failure));
		}
		else {
			remind(failure.toString());
		}
		Duration pause = Pauses.shorter(this.pauses.after(Verdict.PASSING, failure), longestPause);
		this.listener.storeFailed(hits.size(), pause);
		return new Attempt(hits, pause, false);
	}

	private void remind(String reason) {
		this.outage.remind("The store has not taken what is tracked", reason, now());
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.scheduler.now(TimeUnit.MILLISECONDS));
	}

	private record Answer(int count, @Nullable Throwable failure) {

	}

}
