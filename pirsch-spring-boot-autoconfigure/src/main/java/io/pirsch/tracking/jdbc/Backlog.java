package io.pirsch.tracking.jdbc;

import java.time.Duration;
import java.time.Instant;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.StoreDelivery;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * How much the table holds: what was last measured, and what this instance has done
 * since. Measuring is for the thread that delivers.
 */
final class Backlog {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final OpenTable tables;

	private final long capacity;

	private final StoreDelivery delivery;

	private long nextMeasurement = System.nanoTime();

	private boolean saidNewer;

	private long size;

	Backlog(OpenTable tables, long capacity, StoreDelivery delivery) {
		this.tables = tables;
		this.capacity = capacity;
		this.delivery = delivery;
	}

	synchronized void changed(int difference) {
		this.size += difference;
	}

	synchronized long size() {
		return Math.max(0, this.size);
	}

	private synchronized void measured(long size) {
		this.size = size;
	}

	/**
	 * Returns the time until it is to be measured again, in nanoseconds.
	 */
	long nanosToMeasurement() {
		return this.nextMeasurement - System.nanoTime();
	}

	void measureIfDue() {
		if (nanosToMeasurement() > 0) {
			return;
		}
		this.nextMeasurement = System.nanoTime() + INTERVAL.toNanos();
		try {
			measure(this.tables.open());
		}
		catch (Throwable ex) {
			this.tables.failed(ex);
		}
	}

	private void measure(HitTable table) {
		if (table.inTransaction(table::restoreLock)) {
			logger.warn("The row of the lock table was gone, without which no instance delivers. It is there again; "
					+ "to empty the store, delete from the table of hits only.");
		}
		long size = table.span().size();
		if (size >= this.capacity) {
			// Gaps between identities make the span larger than what is there
			size = table.count();
		}
		measured(size);
		HitTable.Oldest oldest = (size > 0) ? table.oldest() : null;
		if (oldest == null) {
			this.delivery.backlog(0, Duration.ZERO);
			return;
		}
		Duration age = Duration.between(oldest.time(), Instant.now());
		this.delivery.backlog(size, age.isNegative() ? Duration.ZERO : age);
		if (oldest.newer() && !this.saidNewer) {
			this.saidNewer = true;
			logger.error("In the store are hits that a newer version of this library has written. "
					+ "They are kept until an instance with that version delivers them: update this one.");
		}
	}

}
