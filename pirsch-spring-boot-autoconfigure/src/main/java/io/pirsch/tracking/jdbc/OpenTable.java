package io.pirsch.tracking.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * The tables, once they are opened: by the thread that delivers, while the one that
 * stores waits for it.
 */
final class OpenTable {

	private final Database database;

	private final JdbcStoreSettings settings;

	/** What is open, and nobody has closed yet. */
	private final AtomicReference<@Nullable DataSource> dataSource = new AtomicReference<>();

	private volatile CompletableFuture<HitTable> table = new CompletableFuture<>();

	private volatile boolean broken;

	private volatile boolean closed;

	OpenTable(Database database, JdbcStoreSettings settings) {
		this.database = database;
		this.settings = settings;
	}

	/**
	 * Opens the tables if they are not open. Must be called by one thread only.
	 */
	HitTable open() throws Exception {
		if (this.broken) {
			this.broken = false;
			if (this.table.isDone()) {
				// Otherwise somebody may wait for it
				this.table = new CompletableFuture<>();
			}
			release();
		}
		CompletableFuture<HitTable> current = this.table;
		if (current.isDone()) {
			return current.get();
		}
		try {
			DataSource dataSource = this.database.open();
			this.dataSource.set(dataSource);
			requireOpen();
			current.complete(new HitTable(dataSource, this.settings));
			return current.get();
		}
		catch (Throwable ex) {
			this.table = new CompletableFuture<>();
			current.completeExceptionally(ex);
			release();
			throw ex;
		}
	}

	/**
	 * Waits until the tables are open.
	 */
	HitTable await() throws Exception {
		// In this order: after the stop, nobody completes a newer one
		CompletableFuture<HitTable> current = this.table;
		requireOpen();
		try {
			return current.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Exception cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/**
	 * Has the tables opened again, if nothing else can help.
	 */
	void failed(Throwable failure) {
		if (this.database.isBroken(failure)) {
			this.broken = true;
		}
	}

	void close() {
		this.closed = true;
		this.table.completeExceptionally(stopped());
		release();
	}

	private void requireOpen() {
		if (this.closed) {
			throw stopped();
		}
	}

	private static IllegalStateException stopped() {
		return new IllegalStateException("The store is stopped");
	}

	private void release() {
		DataSource dataSource = this.dataSource.getAndSet(null);
		if (dataSource != null) {
			this.database.close(dataSource);
		}
	}

}
