package io.pirsch.tracking.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.pirsch.client.Hit;
import io.pirsch.client.HitJson;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.jdbc.JdbcStoreSettings.SchemaInitialization;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The two tables: hits in the order of their identities, and one row whose lock is the
 * right to deliver. The connection that holds the lock is the lease: a killed process
 * loses it at once, and no clock is involved.
 */
final class HitTable {

	/**
	 * Some databases limit the number of parameters.
	 */
	private static final int DELETED_AT_ONCE = 500;

	private static final int MAX_KEPT_FORMAT = HitJson.FORMAT;

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final TransactionTemplate savepoint;

	private final String hits;

	private final String lock;

	HitTable(DataSource dataSource, JdbcStoreSettings settings) throws SQLException, IOException {
		this.jdbc = new JdbcTemplate(dataSource);
		JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
		this.transaction = new TransactionTemplate(transactions);
		// MySQL's default would let deleting wait for storing
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		this.savepoint = new TransactionTemplate(transactions);
		this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		this.hits = settings.tablePrefix() + "hit";
		this.lock = settings.tablePrefix() + "lock";
		requireTables(initialize(dataSource, settings));
	}

	/**
	 * Creates the tables, if the settings say so.
	 */
	private static Dialect initialize(DataSource dataSource, JdbcStoreSettings settings)
			throws SQLException, IOException {
		Dialect dialect;
		boolean embedded;
		try (Connection connection = dataSource.getConnection()) {
			DatabaseMetaData metaData = connection.getMetaData();
			dialect = Dialect.of(metaData);
			String url = metaData.getURL();
			embedded = dialect == Dialect.H2 && !url.matches("jdbc:h2:(tcp|ssl):.*");
			if (embedded && url.startsWith("jdbc:h2:mem:")) {
				logger
					.warn("The store's database is only in memory: what waits in it is lost when the application ends");
			}
		}
		if (settings.initializeSchema() == SchemaInitialization.ALWAYS
				|| (settings.initializeSchema() == SchemaInitialization.EMBEDDED && embedded)) {
			create(dataSource, dialect, settings);
		}
		return dialect;
	}

	private static void create(DataSource dataSource, Dialect dialect, JdbcStoreSettings settings) throws IOException {
		String prefix = settings.tablePrefix();
		String script = new ClassPathResource(dialect.script(), HitTable.class)
			.getContentAsString(StandardCharsets.UTF_8)
			.replace("pirsch_", prefix);
		ResourceDatabasePopulator populator = new ResourceDatabasePopulator(
				new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8)));
		try {
			populator.execute(dataSource);
		}
		catch (ScriptException ex) {
			Throwable reason = NestedExceptionUtils.getMostSpecificCause(ex);
			if (isConflict(reason)) {
				// Another instance has created the same at this moment
				populator.execute(dataSource);
				return;
			}
			if (reason instanceof SQLTransientException) {
				throw ex;
			}
			throw new IllegalStateException(
					"The tables '%shit' and '%slock' can't be created (%s): see that their schema exists, and that the user may create tables; or create them with '%s' from the library's jar and set 'pirsch.tracking.store.jdbc.initialize-schema' to 'never'"
						.formatted(prefix, prefix, firstLine(reason), dialect.script()),
					ex);
		}
	}

	private static boolean isConflict(Throwable reason) {
		return reason instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().startsWith("23");
	}

	/**
	 * Some drivers add the statement.
	 */
	private static String firstLine(Throwable failure) {
		return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
	}

	private void requireTables(Dialect dialect) {
		try {
			this.jdbc.queryForList("select id from " + this.hits + " where 1 = 0");
			this.jdbc.queryForList("select id from " + this.lock + " where 1 = 0");
		}
		catch (BadSqlGrammarException ex) {
			throw new IllegalStateException(
					"The tables '%s' and '%s' are missing, or can't be read (%s): create them with '%s' from the library's jar, or set 'pirsch.tracking.store.jdbc.initialize-schema' to 'always'"
						.formatted(this.hits, this.lock, DatabaseFailure.reason(ex).getMessage(), dialect.script()),
					ex);
		}
	}

	/**
	 * Runs something in one transaction.
	 */
	<T> T inTransaction(Supplier<T> step) {
		return Objects.requireNonNull(this.transaction.execute((status) -> step.get()));
	}

	/**
	 * Stores all of them, or none.
	 */
	void insert(List<Hit> hits) {
		inTransaction(() -> batchInsert(hits));
	}

	/**
	 * Stores all but those that the database refuses; or none, if it fails.
	 * @return those that it refuses
	 */
	List<Hit> insertEach(List<Hit> hits) {
		return inTransaction(() -> hits.stream().filter((hit) -> !isTaken(hit)).toList());
	}

	private boolean isTaken(Hit hit) {
		try {
			this.savepoint.execute((status) -> batchInsert(List.of(hit)));
			return true;
		}
		catch (DataIntegrityViolationException ex) {
			return false;
		}
	}

	private int[][] batchInsert(List<Hit> hits) {
		return this.jdbc.batchUpdate(
				"insert into " + this.hits + " (kind, format, hit_time, payload) values (?, ?, ?, ?)", hits,
				hits.size(), HitTable::set);
	}

	private static void set(PreparedStatement statement, Hit hit) throws SQLException {
		Instant time = Objects.requireNonNull(hit.time());
		statement.setString(1, hit.kind().id());
		statement.setInt(2, HitJson.FORMAT);
		statement.setLong(3, time.toEpochMilli());
		statement.setBytes(4, HitJson.write(hit));
	}

	/**
	 * Takes the right to deliver, for the rest of the transaction.
	 * @return whether nobody else has it
	 */
	boolean lock() {
		return !this.jdbc
			.queryForList("select id from " + this.lock + " where id = 0 for update skip locked", Integer.class)
			.isEmpty();
	}

	/**
	 * Puts the row of the lock in again, if somebody has emptied both tables: it can't be
	 * told from one that another instance has locked.
	 * @return whether it was gone
	 */
	boolean restoreLock() {
		if (!this.jdbc.queryForList("select id from " + this.lock + " where id = 0", Integer.class).isEmpty()) {
			return false;
		}
		try {
			this.jdbc.update("insert into " + this.lock + " (id) values (0)");
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * Reads the oldest, without those that a newer version has written.
	 * @param horizon the largest identity to read
	 * @param without kinds to leave out
	 */
	List<Row> read(long horizon, int limit, Set<Hit.Kind> without) {
		StringBuilder query = new StringBuilder("select id, kind, payload from ").append(this.hits)
			.append(" where id <= ? and format <= ?");
		List<Object> values = new ArrayList<>(List.of(horizon, MAX_KEPT_FORMAT));
		for (Hit.Kind kind : without) {
			query.append(" and kind <> ?");
			values.add(kind.id());
		}
		values.add(limit);
		return this.jdbc.query(query.append(" order by id limit ?").toString(),
				(result, index) -> new Row(result.getLong(1), result.getString(2), result.getBytes(3)),
				values.toArray());
	}

	/**
	 * Deletes exactly these: smaller identities may become visible later than larger
	 * ones, so a range may hold some that were never read.
	 */
	void delete(List<Long> ids) {
		for (int from = 0; from < ids.size(); from += DELETED_AT_ONCE) {
			List<Long> some = ids.subList(from, Math.min(ids.size(), from + DELETED_AT_ONCE));
			List<Long> sorted = new ArrayList<>(some);
			Collections.sort(sorted);
			long first = sorted.get(0);
			long last = sorted.get(sorted.size() - 1);
			if (last - first + 1 == sorted.size()) {
				this.jdbc.update("delete from " + this.hits + " where id between ? and ?", first, last);
			}
			else {
				String marks = String.join(",", Collections.nCopies(some.size(), "?"));
				this.jdbc.update("delete from " + this.hits + " where id in (" + marks + ")", some.toArray());
			}
		}
	}

	/**
	 * Returns how much the table spans: what it holds, and gaps.
	 */
	Span span() {
		return this.jdbc
			.query("select min(id), max(id) from " + this.hits,
					(result, index) -> new Span(result.getLong(1), result.getLong(2)))
			.get(0);
	}

	long count() {
		return Objects.requireNonNull(this.jdbc.queryForObject("select count(*) from " + this.hits, Long.class));
	}

	@Nullable Oldest oldest() {
		return this.jdbc
			.query("select format, hit_time from " + this.hits + " order by id limit 1",
					(result, index) -> new Oldest(result.getInt(1) > MAX_KEPT_FORMAT,
							Instant.ofEpochMilli(result.getLong(2))))
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * A stored hit.
	 *
	 * @param id its place
	 * @param kind the name of its kind
	 * @param payload its JSON
	 */
	record Row(long id, String kind, byte[] payload) {

		/**
		 * Returns the hit.
		 * @throws IllegalArgumentException if it can't be read
		 */
		Hit hit() {
			Hit.Kind kind = Hit.Kind.of(kind());
			if (kind == null) {
				throw new IllegalArgumentException("There is no kind of this name");
			}
			return HitJson.read(kind, payload());
		}

	}

	/**
	 * The first stored hit.
	 *
	 * @param newer whether a newer version has written it
	 * @param time when it was tracked
	 */
	record Oldest(boolean newer, Instant time) {
	}

	/**
	 * From the first to the last identity.
	 *
	 * @param first 0 in an empty table
	 * @param last 0 in an empty table
	 */
	record Span(long first, long last) {

		long size() {
			return (this.last == 0) ? 0 : this.last - this.first + 1;
		}

	}

}
