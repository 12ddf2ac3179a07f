package io.pirsch.tracking.jdbc;

import java.io.IOException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Tests for {@link JdbcHitStore} on a real PostgreSQL.
 */
class PostgreSqlHitStoreIT extends JdbcHitStoreContract {

	private static EmbeddedPostgres postgres;

	@BeforeAll
	static void startPostgreSql() throws IOException {
		postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
	}

	@AfterAll
	static void stopPostgreSql() throws IOException {
		postgres.close();
	}

	@Override
	DataSource dataSource() {
		return new DriverManagerDataSource(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
	}

}
