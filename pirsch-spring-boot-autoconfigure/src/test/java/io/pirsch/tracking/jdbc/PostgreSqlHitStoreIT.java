package io.pirsch.tracking.jdbc;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;

import javax.sql.DataSource;

import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RecordingApi;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

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

	@Test
	void theLossOfAllConnectionsLosesNothingAndDoublesABatchAtMost() {
		QueuedPirschTracker tracker = tracker(SETTINGS);
		for (int i = 0; i < 1_000; i++) {
			tracker.track(RecordingApi.page("" + i));
			if (i % 250 == 249) {
				awaitAccepted(i - 100);
				new JdbcTemplate(dataSource()).queryForList("select pg_terminate_backend(pid) from pg_stat_activity "
						+ "where pid <> pg_backend_pid() and backend_type = 'client backend'");
			}
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> new HashSet<>(this.api.accepted).size() == 1_000 && rows() == 0);
		assertThat(this.listener.droppedInAll()).isZero();
		int largest = this.api.requests.stream().mapToInt(Integer::intValue).max().orElse(0);
		assertThat(this.api.accepted.size()).isLessThanOrEqualTo(1_000 + 4 * 2 * largest);
		assertThat(new LinkedHashSet<>(this.api.accepted)).containsExactlyElementsOf(RecordingApi.names(0, 1_000));
	}

}
