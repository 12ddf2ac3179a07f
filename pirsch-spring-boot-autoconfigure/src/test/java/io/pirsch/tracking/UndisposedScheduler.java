package io.pirsch.tracking;

import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Lets virtual time go on when a tracker has stopped.
 */
final class UndisposedScheduler implements Scheduler {

	private final Scheduler scheduler;

	UndisposedScheduler(Scheduler scheduler) {
		this.scheduler = scheduler;
	}

	@Override
	public Disposable schedule(Runnable task) {
		return this.scheduler.schedule(task);
	}

	@Override
	public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
		return this.scheduler.schedule(task, delay, unit);
	}

	@Override
	public long now(TimeUnit unit) {
		return this.scheduler.now(unit);
	}

	@Override
	public Worker createWorker() {
		return this.scheduler.createWorker();
	}

	@Override
	public void dispose() {
	}

}
