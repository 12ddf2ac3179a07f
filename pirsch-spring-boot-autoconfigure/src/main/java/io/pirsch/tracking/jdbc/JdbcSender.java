package io.pirsch.tracking.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.pirsch.client.Hit;
import io.pirsch.tracking.Attempt;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.StoreDelivery;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Delivers what is in the table, oldest first: takes the right to deliver, reads, sends
 * one request, deletes what is settled, and gives the right back, all in one transaction.
 * Pauses are outside of it.
 */
final class JdbcSender {

	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final OpenTable tables;

	private final JdbcStoreSettings settings;

	private final StoreDelivery delivery;

	private final StoreDelivery.Sender sender;

	private final Backlog backlog;

	private final Semaphore work = new Semaphore(0);

	private final Thread thread = new Thread(this::run, "pirsch-jdbc");

	private volatile boolean stopped;

	/**
	 * The end of what was taken: events wait for the page views before them, and for no
	 * later ones.
	 */
	private long horizon = Long.MAX_VALUE;

	/** Before this, in nanoseconds, nothing more is taken. */
	private long nextTake = System.nanoTime();

	/** Rows that are settled, and still there should their deletion fail. */
	private List<Long> undeleted = List.of();

	private boolean failing;

	JdbcSender(OpenTable tables, JdbcStoreSettings settings, StoreDelivery delivery) {
		this.tables = tables;
		this.settings = settings;
		this.delivery = delivery;
		this.sender = delivery.newSender();
		this.backlog = new Backlog(tables, settings.capacity(), delivery);
		this.thread.setDaemon(true);
	}

	OpenTable tables() {
		return this.tables;
	}

	Backlog backlog() {
		return this.backlog;
	}

	StoreDelivery delivery() {
		return this.delivery;
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Must be called after something was stored.
	 */
	void wake() {
		this.work.release();
	}

	/**
	 * Ends the request under way, and closes the tables.
	 */
	void stop(Duration limit) {
		this.stopped = true;
		wake();
		try {
			this.thread.join(Math.max(1, limit.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.tables.close();
	}

	private void run() {
		while (!this.stopped) {
			Pause pause = step();
			long end = System.nanoTime() + pause.time().toNanos();
			while (!this.stopped && end - System.nanoTime() > 0 && !(await(end) && pause.endsWithWork())) {
				this.backlog.measureIfDue();
			}
		}
	}

	/**
	 * Waits until there is work, or it is time to do something.
	 */
	private boolean await(long end) {
		try {
			boolean work = this.work.tryAcquire(
					Math.min(end - System.nanoTime(), Math.max(1, this.backlog.nanosToMeasurement())),
					TimeUnit.NANOSECONDS);
			this.work.drainPermits();
			return work;
		}
		catch (InterruptedException ex) {
			// Nobody who knows this thread interrupts it
			this.stopped = true;
			return false;
		}
	}

	private Pause step() {
		try {
			HitTable table = this.tables.open();
			this.backlog.measureIfDue();
			Pause pause = table.inTransaction(() -> deliver(table));
			if (pause.hadTurn()) {
				this.undeleted = List.of();
			}
			if (this.failing) {
				this.failing = false;
				logger.info("The store can be read again");
			}
			return pause;
		}
		catch (Throwable ex) {
			this.tables.failed(ex);
			if (!this.failing && !this.stopped) {
				this.failing = true;
				logger.warn((this.undeleted.isEmpty()
						? "The store can't be read: %s. What is in it is delivered later; look after the database and its tables."
						: "What is delivered can't be deleted from the store: %s. Nothing more is delivered before it is; look after the database and its tables.")
					.formatted(DatabaseFailure.reason(ex)));
			}
			return new Pause(PAUSE_AFTER_FAILURE, false, false);
		}
	}

	private Pause deliver(HitTable table) {
		if (!table.lock()) {
			return new Pause(this.settings.pollInterval(), false, false);
		}
		table.delete(this.undeleted);
		int limit = this.sender.batchSize();
		long start = System.nanoTime();
		List<HitTable.Row> rows = read(table, limit);
		if (rows.isEmpty()) {
			boolean all = this.horizon == Long.MAX_VALUE;
			this.horizon = Long.MAX_VALUE;
			return new Pause(all ? this.settings.pollInterval() : Duration.ZERO, true, true);
		}
		if (this.horizon == Long.MAX_VALUE) {
			this.nextTake = start + ((rows.size() < limit) ? this.sender.distance().toNanos() : 0);
		}
		this.horizon = rows.get(rows.size() - 1).id();
		IdentityHashMap<Hit, Long> ids = new IdentityHashMap<>(rows.size());
		List<Hit> hits = new ArrayList<>(rows.size());
		List<Long> settled = new ArrayList<>();
		int unreadable = 0;
		for (HitTable.Row row : rows) {
			try {
				Hit hit = row.hit();
				hits.add(hit);
				ids.put(hit, row.id());
			}
			catch (IllegalArgumentException ex) {
				settled.add(row.id());
				unreadable++;
			}
		}
		Duration pause = Duration.ZERO;
		if (!hits.isEmpty()) {
			Attempt attempt = this.sender.attempt(hits);
			attempt.remaining().forEach(ids::remove);
			settled.addAll(ids.values());
			pause = attempt.pause();
		}
		List<Long> undeleted = new ArrayList<>(this.undeleted);
		undeleted.addAll(settled);
		this.undeleted = undeleted;
		if (unreadable > 0) {
			this.delivery.drop(unreadable, DropReason.UNREADABLE, "They can't be read from the table");
		}
		table.delete(settled);
		this.backlog.changed(-settled.size());
		boolean all = settled.size() == rows.size();
		if (all || !pause.isZero()) {
			// Others beside what can't be delivered show whether it is at fault
			this.horizon = Long.MAX_VALUE;
		}
		if (all && pause.isZero()) {
			pause = Duration.ofNanos(Math.max(0, this.nextTake - System.nanoTime()));
		}
		return new Pause(pause, false, true);
	}

	/**
	 * Reads what rests only if there are no others, for which it does not matter what was
	 * taken before.
	 */
	private List<HitTable.Row> read(HitTable table, int limit) {
		Set<Hit.Kind> resting = this.sender.resting();
		List<HitTable.Row> rows = table.read(this.horizon, limit, resting);
		if (rows.isEmpty() && !resting.isEmpty() && this.horizon != Long.MAX_VALUE) {
			rows = table.read(Long.MAX_VALUE, limit, resting);
		}
		return (rows.isEmpty() && !resting.isEmpty()) ? table.read(this.horizon, limit, Set.of()) : rows;
	}

	/**
	 * How long to wait until the next step.
	 *
	 * @param time the longest time
	 * @param endsWithWork whether something stored ends it
	 * @param hadTurn whether no other instance had the right to deliver
	 */
	private record Pause(Duration time, boolean endsWithWork, boolean hadTurn) {
	}

}
