package io.pirsch.tracking.jdbc;

import javax.sql.DataSource;

/**
 * Creates the tables as a migration would.
 */
record HitTableSetUp(DataSource dataSource) {

	void create() {
		try {
			new HitTable(this.dataSource, JdbcHitStoreContract.SETTINGS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
