package io.pirsch.tracking;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Runs the steps of the loop one after the other on its thread. Whatever a step throws
 * goes to one place.
 */
final class Steps {

	private final Scheduler scheduler;

	private final Consumer<Throwable> failed;

	/** What the next step waits for: an answer, or time to pass. */
	private Disposable waiting = Disposables.disposed();

	Steps(Scheduler scheduler, Consumer<Throwable> failed) {
		this.scheduler = scheduler;
		this.failed = failed;
	}

	/**
	 * Runs a step soon. May be called by any thread.
	 * @return whether there still is a thread
	 */
	boolean soon(Runnable step) {
		try {
			this.scheduler.schedule(() -> run(step));
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	/**
	 * Runs a step after some time.
	 */
	void after(Duration time, Runnable step) {
		this.waiting = this.scheduler.schedule(() -> run(step), time.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Runs a step with a result, which comes on the same thread.
	 */
	<T> void with(Mono<T> result, Consumer<T> step) {
		Disposable.Swap call = Disposables.swap();
		this.waiting = call;
		// Reactor throws fatal errors of a subscriber at the thread
		call.update(result.subscribe((value) -> run(() -> step.accept(value)), this.failed));
	}

	/**
	 * Makes an error that Reactor would throw at the thread, for which it holds it for
	 * fatal, one that is passed on: otherwise nobody would take the next step.
	 */
	static <T> T passingErrorsOn(Supplier<T> step) {
		try {
			return step.get();
		}
		catch (Error ex) {
			throw new IllegalStateException(ex.toString(), ex);
		}
	}

	/**
	 * Waits for nothing any more.
	 */
	void cancel() {
		this.waiting.dispose();
	}

	private void run(Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			this.failed.accept(ex);
		}
	}

}
