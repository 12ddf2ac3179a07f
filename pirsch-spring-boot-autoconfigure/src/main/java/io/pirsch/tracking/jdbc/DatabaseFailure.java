package io.pirsch.tracking.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;

import org.springframework.core.NestedExceptionUtils;

/**
 * What the log may tell of a failure.
 */
final class DatabaseFailure {

	/** The classes of SQLSTATE for connections, logins, and syntax with access. */
	private static final List<String> ABOUT_NO_ROW = List.of("08", "28", "42");

	private DatabaseFailure() {
	}

	/**
	 * Returns the exception of the driver, as Spring's does not name the reason; unless
	 * it may quote what was to be stored. Those of this package say it all.
	 */
	static Throwable reason(Throwable failure) {
		if (failure instanceof IllegalStateException) {
			return failure;
		}
		Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
		return (root instanceof SQLException sql && !(root instanceof BatchUpdateException) && isAboutNoRow(sql)) ? root
				: failure;
	}

	private static boolean isAboutNoRow(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && ABOUT_NO_ROW.stream().anyMatch(state::startsWith);
	}

}
