package io.pirsch.benchmarks.load;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Tracks one hit after the other from one thread, so that their order is known, as fast
 * as the tracker takes them, but never more than may be on their way.
 */
public final class Producer extends Thread {

	private static final int SAMPLE_EVERY = 64;

	private static final long PAUSE_NANOS = 20_000;

	/** Without any progress for so long, what is on its way is taken for lost. */
	private static final long LOST_AFTER_NANOS = 2_000_000_000L;

	private final Contender contender;

	private final LongSupplier arrived;

	private final int window;

	private final long[] samples = new long[1 << 16];

	private volatile boolean measuring;

	private volatile boolean stopped;

	private volatile long tracked;

	private volatile long waitedNanos;

	private long writtenOff;

	private int sampled;

	/**
	 * Creates a producer, to be started.
	 * @param contender the tracker
	 * @param arrived tells how many hits have arrived
	 * @param window how many may be on their way
	 */
	public Producer(Contender contender, LongSupplier arrived, int window) {
		super("producer");
		this.contender = contender;
		this.arrived = arrived;
		this.window = window;
	}

	@Override
	public void run() {
		long number = 0;
		while (!this.stopped) {
			if (number - this.arrived.getAsLong() - this.writtenOff >= this.window) {
				awaitProgress(number);
			}
			else {
				track(Hit.of(number++));
				this.tracked = number;
			}
		}
	}

	private void track(Hit hit) {
		boolean sample = this.measuring && hit.number() % SAMPLE_EVERY == 0 && this.sampled < this.samples.length;
		long start = sample ? System.nanoTime() : 0;
		try {
			this.contender.track(hit);
		}
		catch (Exception ex) {
			// Lost, and seen as that at the end
		}
		if (sample) {
			this.samples[this.sampled++] = System.nanoTime() - start;
		}
	}

	@SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes
	private void awaitProgress(long number) {
		long start = System.nanoTime();
		long before = this.arrived.getAsLong();
		while (!this.stopped && this.arrived.getAsLong() == before) {
			LockSupport.parkNanos(PAUSE_NANOS);
			if (System.nanoTime() - start > LOST_AFTER_NANOS) {
				this.writtenOff = number - before;
				break;
			}
		}
		this.waitedNanos += System.nanoTime() - start;
	}

	/**
	 * From now on, calls are timed.
	 */
	public void startMeasuring() {
		this.measuring = true;
	}

	/**
	 * Tracks no more.
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public void end() throws InterruptedException {
		this.stopped = true;
		join();
	}

	/**
	 * Returns how many hits were tracked.
	 * @return the number
	 */
	public long tracked() {
		return this.tracked;
	}

	long waitedNanos() {
		return this.waitedNanos;
	}

	/**
	 * Returns how long a call to the tracker took, after the producer has ended.
	 * @param quantile share of the calls that took no longer, 0 to 1
	 * @return the time in nanoseconds
	 */
	public double callNanos(double quantile) {
		if (this.sampled == 0) {
			return 0;
		}
		long[] sorted = Arrays.copyOf(this.samples, this.sampled);
		Arrays.sort(sorted);
		return sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)];
	}

}
