package io.pirsch.tracking.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The tables, once they are opened: by the thread that delivers, while the one that
 * stores waits for it.
 */
final class OpenTable {

	private final Database database;

	private final JdbcStoreSettings settings;

	private volatile CompletableFuture<HitTable> table = new CompletableFuture<>();

	private volatile boolean broken;

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
			this.table = new CompletableFuture<>();
			this.database.close();
		}
		CompletableFuture<HitTable> current = this.table;
		if (current.isDone()) {
			return current.get();
		}
		try {
			current.complete(new HitTable(this.database.open(), this.settings));
			return current.get();
		}
		catch (Exception ex) {
			this.table = new CompletableFuture<>();
			current.completeExceptionally(ex);
			throw ex;
		}
	}

	/**
	 * Waits until the tables are open.
	 */
	HitTable await() throws Exception {
		try {
			return this.table.get();
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
		this.table.completeExceptionally(new IllegalStateException("The store is stopped"));
		this.database.close();
	}

}
