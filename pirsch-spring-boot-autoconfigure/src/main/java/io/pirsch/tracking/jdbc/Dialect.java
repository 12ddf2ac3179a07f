package io.pirsch.tracking.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The databases that hits can be stored in.
 */
enum Dialect {

	H2, POSTGRESQL, MYSQL;

	static Dialect of(DatabaseMetaData metaData) throws SQLException {
		String product = metaData.getDatabaseProductName();
		return switch (product.toLowerCase(Locale.ROOT)) {
			case "h2" -> H2;
			case "postgresql" -> POSTGRESQL;
			case "mysql", "mariadb" -> MYSQL;
			default -> throw new SQLException(
					"Hits can be stored in PostgreSQL, MySQL, MariaDB and H2, not in %s: ".formatted(product)
							+ "set 'pirsch.tracking.store.jdbc.file' to store in an H2 file");
		};
	}

	String script() {
		return "schema-" + name().toLowerCase(Locale.ROOT) + ".sql";
	}

}
