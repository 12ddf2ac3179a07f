package io.pirsch.benchmarks.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.jdbc.JdbcHitStore;
import io.pirsch.tracking.jdbc.JdbcStoreSettings;
import io.pirsch.tracking.jdbc.JdbcStoreSettings.SchemaInitialization;
import io.pirsch.tracking.kafka.KafkaHitStore;
import io.pirsch.tracking.kafka.KafkaStoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * The stores, each as it comes, on one machine.
 */
public enum StoreKind {

	/** The queue alone. */
	MEMORY("none, the queue alone"),

	/** A topic of one broker. */
	KAFKA("Kafka, one broker, 6 partitions, 1 consumer"),

	/** A server that waits for the disk with each commit. */
	POSTGRESQL("PostgreSQL, fsync and synchronous_commit on"),

	/** A file of this process. */
	H2("H2 file");

	private static final JdbcStoreSettings JDBC = new JdbcStoreSettings("pirsch_", SchemaInitialization.ALWAYS,
			100_000_000, Duration.ofMillis(250));

	private final String text;

	StoreKind(String text) {
		this.text = text;
	}

	/**
	 * Returns what it is.
	 * @return one line
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Starts what it keeps its hits in.
	 * @return the server
	 * @throws Exception if it can't be started
	 */
	public StoreServer start() throws Exception {
		Path directory = Files.createTempDirectory(Path.of("benchmarks", "target").toAbsolutePath(), "store");
		return switch (this) {
			case MEMORY -> StoreServer.in(directory, "");
			case KAFKA -> KafkaBroker.start(directory);
			case POSTGRESQL -> postgres(directory);
			case H2 -> StoreServer.in(directory, directory.resolve("hits").toString());
		};
	}

	private static StoreServer postgres(Path directory) throws IOException {
		// Fast and not safe is the default of the embedded server
		EmbeddedPostgres postgres = EmbeddedPostgres.builder()
			.setDataDirectory(directory.resolve("data"))
			.setServerConfig("fsync", "on")
			.setServerConfig("full_page_writes", "on")
			.setServerConfig("synchronous_commit", "on")
			.start();
		return new StoreServer(postgres.getJdbcUrl("postgres", "postgres"), directory, postgres);
	}

	/**
	 * Opens the store.
	 * @param address where to find what it keeps its hits in
	 * @param consume whether it delivers; where it can't be told not to, its API must not
	 * be there
	 * @return the store, or {@code null} for the queue alone
	 */
	@Nullable HitStore open(String address, boolean consume) {
		return switch (this) {
			case MEMORY -> null;
			case KAFKA -> {
				Map<String, Object> config = Map.of("bootstrap.servers", address);
				yield new KafkaHitStore(config, config,
						new KafkaStoreSettings("pirsch", "pirsch", 1, consume, true, true, Set.of()));
			}
			case POSTGRESQL -> {
				HikariDataSource dataSource = new HikariDataSource();
				dataSource.setJdbcUrl(address);
				yield JdbcHitStore.of(dataSource, JDBC);
			}
			case H2 -> JdbcHitStore.ofFile(Path.of(address), JDBC);
		};
	}

}
