package io.pirsch.tracking;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * A thread of delivery that is one of Reactor's, and goes on when a tracker has stopped,
 * as virtual time has to.
 */
final class UndisposedScheduler implements Scheduler, DeliveryThread {

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
	public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
		return this.scheduler.schedulePeriodically(task, initialDelay, period, unit);
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

	@Override
	public void execute(Runnable task) {
		schedule(task);
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochMilli(now(TimeUnit.MILLISECONDS));
	}

	@Override
	public Scheduler scheduler() {
		return this;
	}

	@Override
	public void end(Runnable last) {
		last.run();
	}

}
