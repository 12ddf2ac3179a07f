package io.pirsch.tracking.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

import javax.sql.DataSource;

import io.pirsch.tracking.PirschTracker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * A database in a file, for one process. A file that can't be read is moved aside: no
 * number of stored hits is worth an application that does not start.
 */
final class H2File implements Database {

	/**
	 * Without WRITE_DELAY=0 a commit waits up to half a second in the heap, and is lost
	 * with the process. RETENTION_TIME lets the file shrink soon after it was emptied.
	 * TRACE_LEVEL_FILE=0 has failures told by exceptions alone, and not by a file or, if
	 * that can't be written, on the console as well.
	 */
	private static final String OPTIONS = ";WRITE_DELAY=0;RETENTION_TIME=1000;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

	/**
	 * One to store and one to deliver; the others are spare.
	 */
	private static final int CONNECTIONS = 4;

	private static final String SUFFIX = ".mv.db";

	private static final Set<Integer> UNREADABLE = Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1,
			ErrorCode.GENERAL_ERROR_1);

	private static final Set<Integer> BROKEN = Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.IO_EXCEPTION_1,
			ErrorCode.IO_EXCEPTION_2, ErrorCode.DATABASE_IS_CLOSED, ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
			ErrorCode.OBJECT_CLOSED, ErrorCode.GENERAL_ERROR_1);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final Path path;

	/**
	 * Finds the file, which is made when it is opened.
	 * @throws IllegalArgumentException if it can't be written
	 */
	H2File(Path path) {
		this.path = path.toAbsolutePath();
		Path place = file();
		while (place != null && !Files.exists(place)) {
			place = place.getParent();
		}
		boolean isPossible = place != null && (place.equals(file()) || Files.isDirectory(place));
		if (!isPossible || !Files.isWritable(place)) {
			throw new IllegalArgumentException("'%s' can't be written: see '%s'.".formatted(file(), place));
		}
	}

	@Override
	public DataSource open() throws SQLException, IOException {
		try {
			return tryToOpen();
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
				throw new IllegalStateException(
						"The file '%s' is used by another process: let each have its own by 'pirsch.tracking.store.jdbc.file', or all share a database"
							.formatted(file()),
						ex);
			}
			if (!isUnreadable(ex) || !moveAside(ex)) {
				throw ex;
			}
			return tryToOpen();
		}
	}

	private DataSource tryToOpen() throws SQLException {
		JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:file:" + this.path + OPTIONS, "sa", "");
		pool.setMaxConnections(CONNECTIONS);
		try {
			pool.getConnection().close();
			return pool;
		}
		catch (SQLException ex) {
			pool.dispose();
			throw ex;
		}
	}

	/**
	 * A disk that is full says nothing about what is on it.
	 */
	static boolean isUnreadable(SQLException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MVStoreException store && store.getErrorCode() == DataUtils.ERROR_WRITING_FAILED) {
				return false;
			}
		}
		return UNREADABLE.contains(failure.getErrorCode());
	}

	private boolean moveAside(SQLException failure) throws IOException {
		Path file = file();
		if (!Files.exists(file)) {
			return false;
		}
		Path aside = file.resolveSibling(file.getFileName() + ".unreadable-" + Instant.now().toEpochMilli());
		Files.move(file, aside);
		logger.error("The file in which hits wait for their delivery to Pirsch can't be read: %s. It is now %s, "
			.formatted(failure.getMessage(), aside)
				+ "and a new one is begun. What is in it is not delivered: delete it, or look into it with H2's tool 'Recover'.");
		return true;
	}

	private Path file() {
		return this.path.resolveSibling(this.path.getFileName() + SUFFIX);
	}

	@Override
	public boolean isBroken(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && BROKEN.contains(sql.getErrorCode())) {
				return true;
			}
		}
		return false;
	}

	@Override
	public String toString() {
		return "the file " + file();
	}

	@Override
	public void close(DataSource dataSource) {
		((JdbcConnectionPool) dataSource).dispose();
	}

}
