package io.pirsch.tracking.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import javax.sql.DataSource;

import io.pirsch.tracking.jdbc.JdbcStoreSettings.SchemaInitialization;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link OpenTable}.
 */
class OpenTableTests {

	private static final JdbcStoreSettings SETTINGS = new JdbcStoreSettings("pirsch_", SchemaInitialization.ALWAYS, 10,
			Duration.ofMillis(20));

	private final StubDatabase database = new StubDatabase();

	private final OpenTable tables = new OpenTable(this.database, SETTINGS);

	@AfterEach
	void close() {
		this.tables.close();
		assertThat(this.database.closed).isEqualTo(this.database.opened);
	}

	@Test
	void whoWaitsForTheTablesWhileTheDatabaseIsBrokenGetsThem() throws Exception {
		this.database.failure = new SQLException("The disk is full");
		this.tables.failed(assertThatExceptionOfType(SQLException.class).isThrownBy(this.tables::open).actual());
		FutureTask<HitTable> waiter = new FutureTask<>(this.tables::await);
		Thread thread = new Thread(waiter);
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		this.database.failure = null;
		HitTable table = this.tables.open();
		assertThat(waiter).succeedsWithin(Duration.ofSeconds(10)).isSameAs(table);
	}

	@Test
	void aDatabaseThatBreaksIsOpenedAgain() throws Exception {
		HitTable first = this.tables.open();
		assertThat(this.tables.open()).isSameAs(first);
		assertThat(this.database.opened).hasSize(1);
		this.tables.failed(new SQLException("Broken"));
		assertThat(this.tables.open()).isNotSameAs(first).isSameAs(this.tables.await());
		assertThat(this.database.opened).hasSize(2);
		assertThat(this.database.closed).hasSize(1);
	}

	@Test
	void whatWasOpenedInVainIsClosed() {
		this.database.error = new OutOfMemoryError("expected by a test");
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(this.tables::open);
		assertThat(this.database.opened).hasSize(1);
		assertThat(this.database.closed).hasSize(1);
	}

	@Test
	void nobodyWaitsAfterTheStop() {
		this.tables.close();
		assertThatIllegalStateException().isThrownBy(this.tables::await).withMessage("The store is stopped");
		assertThatExceptionOfType(Exception.class).isThrownBy(this.tables::open);
	}

	@Test
	void whoeverWaitsAtTheStopIsToldOfIt() {
		FutureTask<HitTable> waiter = new FutureTask<>(this.tables::await);
		Thread thread = new Thread(waiter);
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		this.tables.close();
		assertThat(waiter).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingRootCause()
			.withMessage("The store is stopped");
	}

	@RepeatedTest(30)
	void twoInstancesMayCreateTheTablesAtTheSameTime() throws Exception {
		DataSource dataSource = this.database.open();
		CompletableFuture<HitTable> other = CompletableFuture.supplyAsync(() -> table(dataSource));
		assertThat(table(dataSource)).isNotNull();
		assertThat(other).succeedsWithin(Duration.ofSeconds(10));
		this.database.close(dataSource);
	}

	private static HitTable table(DataSource dataSource) {
		try {
			return new HitTable(dataSource, SETTINGS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class StubDatabase implements Database {

		final List<DataSource> opened = new ArrayList<>();

		final List<DataSource> closed = new ArrayList<>();

		@Nullable SQLException failure;

		@Nullable Error error;

		@Override
		public DataSource open() throws SQLException {
			if (this.failure != null) {
				throw this.failure;
			}
			DataSource source = new DriverManagerDataSource("jdbc:h2:mem:%d-%d;DB_CLOSE_DELAY=-1"
				.formatted(System.identityHashCode(this), this.opened.size())) {

				@Override
				public Connection getConnection() throws SQLException {
					if (StubDatabase.this.error != null) {
						throw StubDatabase.this.error;
					}
					return super.getConnection();
				}

			};
			this.opened.add(source);
			return source;
		}

		@Override
		public boolean isBroken(Throwable failure) {
			return true;
		}

		@Override
		public void close(DataSource dataSource) {
			this.closed.add(dataSource);
		}

	}

}
