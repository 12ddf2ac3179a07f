package io.pirsch.tracking.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.pirsch.client.Hit;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.StoreDelivery;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Store in a database. Any number of instances may share it: one of them delivers at a
 * time, from the oldest on, and another takes over when it is gone. Each request, and the
 * deletion of what was delivered, happens in one transaction.
 * <p>
 * While it delivers, it has a thread of its own, named {@code pirsch-jdbc}, which uses a
 * connection of the data source during each request to Pirsch.
 */
public final class JdbcHitStore implements HitStore {

	private static final int BATCH_SIZE = 1_000;

	private final Database database;

	private final JdbcStoreSettings settings;

	private volatile @Nullable JdbcSender sender;

	private JdbcHitStore(Database database, JdbcStoreSettings settings) {
		this.database = database;
		this.settings = settings;
	}

	/**
	 * Creates a store in a database that instances may share: PostgreSQL, MySQL 8 or
	 * MariaDB 10.6 and newer of each, or H2.
	 * @param dataSource where connections come from; it is used, and never closed
	 * @param settings how to store
	 * @return the store
	 */
	public static JdbcHitStore of(DataSource dataSource, JdbcStoreSettings settings) {
		return new JdbcHitStore(new SharedDatabase(dataSource), settings);
	}

	/**
	 * Creates a store in an H2 file of its own, for one process. It needs H2 on the class
	 * path. A file that can't be read is moved aside.
	 * @param file path of the file, without the extension {@code .mv.db}
	 * @param settings how to store
	 * @return the store
	 * @throws IllegalArgumentException if the file can't be written
	 */
	public static JdbcHitStore ofFile(Path file, JdbcStoreSettings settings) {
		return new JdbcHitStore(new H2File(file), settings);
	}

	@Override
	public void start(StoreDelivery delivery) {
		JdbcSender sender = new JdbcSender(new OpenTable(this.database, this.settings), this.settings, delivery);
		this.sender = sender;
		sender.start();
	}

	@Override
	public int batchSize() {
		return BATCH_SIZE;
	}

	@Override
	public int append(List<Hit> hits) throws Exception {
		JdbcSender sender = this.sender;
		if (sender == null) {
			throw new IllegalStateException("The store is stopped");
		}
		HitTable table = sender.tables().await();
		int room = (int) Math.min(hits.size(), Math.max(0, this.settings.capacity() - sender.backlog().size()));
		int stored = 0;
		// Counted before, as the other thread may measure in between: rather a few too
		// many until it measures again, than a loss of hits for which there is room
		sender.backlog().changed(room);
		try {
			stored = (room > 0) ? insert(table, hits.subList(0, room), sender.delivery()) : 0;
		}
		catch (RuntimeException ex) {
			sender.tables().failed(ex);
			throw (DatabaseFailure.reason(ex) instanceof Exception reason) ? reason : ex;
		}
		finally {
			sender.backlog().changed(stored - room);
		}
		if (room < hits.size()) {
			sender.delivery()
				.drop(hits.size() - room, DropReason.STORE_FULL,
						"The table holds its maximum of " + this.settings.capacity());
		}
		sender.wake();
		return stored;
	}

	/**
	 * Returns what stores, for the log.
	 */
	@Override
	public String toString() {
		return this.database.toString();
	}

	private static int insert(HitTable table, List<Hit> hits, StoreDelivery delivery) {
		try {
			table.insert(hits);
			return hits.size();
		}
		catch (DataIntegrityViolationException ex) {
			List<Hit> refused = table.insertEach(hits);
			refused.forEach((hit) -> delivery.drop(1, DropReason.STORE_REFUSED,
					"The database refuses one (%s)".formatted(hit.kind())));
			return hits.size() - refused.size();
		}
	}

	@Override
	public void stop(Duration limit) {
		JdbcSender sender = this.sender;
		this.sender = null;
		if (sender != null) {
			sender.stop(limit);
		}
	}

	/**
	 * A database that others look after.
	 *
	 * @param dataSource where its connections come from
	 */
	private record SharedDatabase(DataSource dataSource) implements Database {

		@Override
		public DataSource open() {
			return this.dataSource;
		}

		@Override
		public String toString() {
			return "the application's database";
		}

	}

}
