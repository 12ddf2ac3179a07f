package io.pirsch.tracking.jdbc;

import javax.sql.DataSource;

/**
 * Where connections come from.
 */
interface Database {

	/**
	 * Opens what has to be opened.
	 * @return what is to be {@linkplain #close(DataSource) closed}
	 */
	DataSource open() throws Exception;

	/**
	 * Whether only opening it again can help after this failure.
	 */
	default boolean isBroken(Throwable failure) {
		return false;
	}

	default void close(DataSource dataSource) {
	}

}
