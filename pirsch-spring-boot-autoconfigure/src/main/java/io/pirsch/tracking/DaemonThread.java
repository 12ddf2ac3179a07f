package io.pirsch.tracking;

import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A daemon thread named {@code pirsch}, which there is from its first task on.
 */
final class DaemonThread implements DeliveryThread, ThreadFactory {

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, this) {

		@Override
		protected void terminated() {
			DaemonThread.this.last.run();
		}

	};

	private volatile Runnable last = () -> {
	};

	DaemonThread() {
		this.executor.setRemoveOnCancelPolicy(true);
	}

	@Override
	public Thread newThread(Runnable tasks) {
		Thread thread = new Thread(tasks, "pirsch");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochMilli(millis());
	}

	@Override
	public long millis() {
		return System.currentTimeMillis();
	}

	@Override
	public Scheduler scheduler() {
		return Schedulers.fromExecutorService(this.executor, "pirsch");
	}

	@Override
	public void end(Runnable last) {
		this.last = last;
		this.executor.shutdownNow();
		if (this.executor.isTerminated()) {
			last.run();
		}
	}

}
