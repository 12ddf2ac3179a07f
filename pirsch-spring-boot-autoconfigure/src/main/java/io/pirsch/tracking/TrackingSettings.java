package io.pirsch.tracking;

import java.time.Duration;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * How what is tracked is queued and delivered.
 *
 * @param queueCapacity how much the queue holds at most
 * @param maxBatchSize how much one request holds at most; with 1, every request holds one
 * @param linger time to wait for more before a request is made; normally zero
 * @param maxAge age, by its own time, at which a hit is given up
 * @param shutdownTimeout time for which delivery goes on after the application has
 * stopped
 * @param initialBackoff pause after a first failure, which doubles with each further one
 * @param maxBackoff longest pause after a failure
 */
public record TrackingSettings(int queueCapacity, int maxBatchSize, Duration linger, Duration maxAge,
		Duration shutdownTimeout, Duration initialBackoff, Duration maxBackoff) {

	/**
	 * Checks the settings.
	 * @param queueCapacity see {@link #queueCapacity()}, at least 1
	 * @param maxBatchSize see {@link #maxBatchSize()}, at least 1
	 * @param linger see {@link #linger()}, not negative
	 * @param maxAge see {@link #maxAge()}, positive
	 * @param shutdownTimeout see {@link #shutdownTimeout()}, not negative
	 * @param initialBackoff see {@link #initialBackoff()}, at least 1 millisecond
	 * @param maxBackoff see {@link #maxBackoff()}, not less than {@code initialBackoff}
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public TrackingSettings {
		atLeast("queueCapacity", queueCapacity, 1);
		atLeast("maxBatchSize", maxBatchSize, 1);
		atLeast("linger", linger, Duration.ZERO);
		atLeast("maxAge", maxAge, Duration.ofMillis(1));
		atLeast("shutdownTimeout", shutdownTimeout, Duration.ZERO);
		atLeast("initialBackoff", initialBackoff, Duration.ofMillis(1));
		atLeast("maxBackoff", maxBackoff, initialBackoff);
	}

	/**
	 * Returns settings that suit most applications.
	 * @return a queue of 10,000, batches of up to 2,000, no linger, delivery for an hour
	 * and for 10 seconds after the stop, pauses from 500 milliseconds to 30 seconds
	 */
	public static TrackingSettings defaults() {
		return new TrackingSettings(10_000, 2_000, Duration.ZERO, Duration.ofHours(1), Duration.ofSeconds(10),
				Duration.ofMillis(500), Duration.ofSeconds(30));
	}

	/**
	 * Returns a copy with this value.
	 * @param queueCapacity how much the queue holds at most
	 * @return the copy
	 * @throws IllegalArgumentException if the value is out of its range
	 */
	public TrackingSettings withQueueCapacity(int queueCapacity) {
		return new TrackingSettings(queueCapacity, this.maxBatchSize, this.linger, this.maxAge, this.shutdownTimeout,
				this.initialBackoff, this.maxBackoff);
	}

	/**
	 * Returns a copy with this value.
	 * @param maxBatchSize how much one request holds at most
	 * @return the copy
	 * @throws IllegalArgumentException if the value is out of its range
	 */
	public TrackingSettings withMaxBatchSize(int maxBatchSize) {
		return new TrackingSettings(this.queueCapacity, maxBatchSize, this.linger, this.maxAge, this.shutdownTimeout,
				this.initialBackoff, this.maxBackoff);
	}

	/**
	 * Returns a copy with this value.
	 * @param linger time to wait for more before a request is made
	 * @return the copy
	 * @throws IllegalArgumentException if the value is out of its range
	 */
	public TrackingSettings withLinger(Duration linger) {
		return new TrackingSettings(this.queueCapacity, this.maxBatchSize, linger, this.maxAge, this.shutdownTimeout,
				this.initialBackoff, this.maxBackoff);
	}

	/**
	 * Returns a copy with this value.
	 * @param maxAge age at which a hit is given up
	 * @return the copy
	 * @throws IllegalArgumentException if the value is out of its range
	 */
	public TrackingSettings withMaxAge(Duration maxAge) {
		return new TrackingSettings(this.queueCapacity, this.maxBatchSize, this.linger, maxAge, this.shutdownTimeout,
				this.initialBackoff, this.maxBackoff);
	}

	/**
	 * Returns a copy with this value.
	 * @param shutdownTimeout time for which delivery goes on after the application has
	 * stopped
	 * @return the copy
	 * @throws IllegalArgumentException if the value is out of its range
	 */
	public TrackingSettings withShutdownTimeout(Duration shutdownTimeout) {
		return new TrackingSettings(this.queueCapacity, this.maxBatchSize, this.linger, this.maxAge, shutdownTimeout,
				this.initialBackoff, this.maxBackoff);
	}

	/**
	 * Returns a copy with this value.
	 * @param initialBackoff pause after a first failure
	 * @return the copy
	 * @throws IllegalArgumentException if the value is out of its range
	 */
	public TrackingSettings withInitialBackoff(Duration initialBackoff) {
		return new TrackingSettings(this.queueCapacity, this.maxBatchSize, this.linger, this.maxAge,
				this.shutdownTimeout, initialBackoff, this.maxBackoff);
	}

	/**
	 * Returns a copy with this value.
	 * @param maxBackoff longest pause after a failure
	 * @return the copy
	 * @throws IllegalArgumentException if the value is out of its range
	 */
	public TrackingSettings withMaxBackoff(Duration maxBackoff) {
		return new TrackingSettings(this.queueCapacity, this.maxBatchSize, this.linger, this.maxAge,
				this.shutdownTimeout, this.initialBackoff, maxBackoff);
	}

	private static <T extends Comparable<T>> void atLeast(String name, T value, T min) {
		if (value.compareTo(min) < 0) {
			throw new IllegalArgumentException(
					"'%s' must be at least %s but is %s".formatted(name, text(min), text(value)));
		}
	}

	private static Object text(Object value) {
		return (value instanceof Duration duration)
				? DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE) : value;
	}

}
