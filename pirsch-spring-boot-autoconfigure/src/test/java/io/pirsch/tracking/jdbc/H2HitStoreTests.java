package io.pirsch.tracking.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RecordingApi;
import io.pirsch.tracking.RecordingListener;
import io.pirsch.tracking.jdbc.JdbcStoreSettings.SchemaInitialization;
import org.awaitility.Awaitility;
import org.h2.api.ErrorCode;
import org.h2.api.Trigger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcHitStore} on H2.
 */
class H2HitStoreTests extends JdbcHitStoreContract {

	private static JdbcConnectionPool pool;

	@TempDir
	private Path folder;

	@BeforeAll
	static void open(@TempDir Path folder) {
		pool = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("shared"), "sa", "");
	}

	@AfterAll
	static void close() {
		pool.dispose();
	}

	@Override
	DataSource dataSource() {
		return pool;
	}

	@Test
	void aFileOfItsOwnSurvivesARestart() {
		Path file = this.folder.resolve("hits");
		this.api.answer((names) -> 503);
		QueuedPirschTracker first = tracker(JdbcHitStore.ofFile(file, SETTINGS), RecordingApi.settings());
		RecordingApi.pages(0, 5).forEach(first::track);
		Awaitility.await().until(() -> this.listener.stored.get() == 5);
		first.stop();
		assertThat(Files.exists(this.folder.resolve("hits.mv.db"))).isTrue();
		this.api.answer((names) -> 200);
		first.start();
		awaitAccepted(5);
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 5));
	}

	@Test
	void whatIsNotStoredIsNotCountedAsDropped() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(
				new JdbcStoreSettings("pirsch_", SchemaInitialization.ALWAYS, 10, Duration.ofMillis(20)));
		RecordingApi.pages(0, 8).forEach(tracker::track);
		Awaitility.await().until(() -> this.listener.stored.get() == 8);
		JdbcTemplate jdbc = new JdbcTemplate(dataSource());
		jdbc.execute("alter table pirsch_hit alter column payload rename to gone");
		RecordingApi.pages(8, 13).forEach(tracker::track);
		Awaitility.await().until(() -> this.listener.storeFailures.size() > 2);
		assertThat(this.listener.droppedInAll()).isZero();
		jdbc.execute("alter table pirsch_hit alter column gone rename to payload");
		Awaitility.await().until(() -> this.listener.stored.get() + this.listener.droppedInAll() == 13);
		assertThat(this.listener.stored).hasValueGreaterThanOrEqualTo(10);
	}

	@Test
	void whatIsStoredBesideSomethingRefusedWhenTheDatabaseFailsIsNotStoredTwice() {
		QueuedPirschTracker tracker = tracker(SETTINGS);
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		JdbcTemplate jdbc = new JdbcTemplate(dataSource());
		jdbc.execute("alter table pirsch_hit add constraint no_events check (kind <> 'event')");
		jdbc.execute("create trigger failing before insert on pirsch_hit for each row call '%s'"
			.formatted(FailingTrigger.class.getName()));
		tracker.track(RecordingApi.page("2"));
		tracker.track(RecordingApi.event("2"));
		tracker.track(RecordingApi.page("3"));
		tracker.track(RecordingApi.page("failing"));
		Awaitility.await().until(() -> this.listener.storeFailures.size() > 2);
		jdbc.execute("drop trigger failing");
		awaitAccepted(4);
		Awaitility.await().until(() -> rows() == 0);
		assertThat(this.api.accepted).containsExactly("1", "2", "3", "failing");
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.STORE_REFUSED, 1));
	}

	/**
	 * Lets the insertion of one row fail, as a connection that breaks.
	 */
	public static final class FailingTrigger implements Trigger {

		@Override
		public void fire(Connection connection, Object @Nullable [] before, Object[] row) throws SQLException {
			if (new String((byte[]) row[4], StandardCharsets.UTF_8).contains("failing")) {
				throw new SQLException("broken");
			}
		}

	}

	@Test
	void whatIsDeliveredAndCannotBeDeletedIsNotDeliveredAgain(CapturedOutput output) throws Exception {
		String url = "jdbc:h2:file:" + this.folder.resolve("rights");
		JdbcConnectionPool owner = JdbcConnectionPool.create(url, "sa", "");
		QueuedPirschTracker first = tracker(JdbcHitStore.of(owner, SETTINGS), RecordingApi.settings());
		JdbcTemplate jdbc = new JdbcTemplate(owner);
		Awaitility.await().ignoreExceptions().until(() -> jdbc.queryForList("select id from pirsch_lock").size() == 1);
		first.stop();
		jdbc.execute("create user site password 'site'");
		jdbc.execute("grant select, insert on pirsch_hit to site");
		jdbc.execute("grant select, insert, update on pirsch_lock to site");
		JdbcConnectionPool site = JdbcConnectionPool.create(url, "site", "site");
		QueuedPirschTracker tracker = tracker(
				JdbcHitStore.of(site,
						new JdbcStoreSettings("pirsch_", SchemaInitialization.NEVER, 1_000, Duration.ofMillis(20))),
				RecordingApi.settings());
		RecordingApi.pages(0, 5).forEach(tracker::track);
		Awaitility.await()
			.untilAsserted(() -> assertThat(output).contains("What is delivered can't be deleted from the store"));
		try (Connection other = owner.getConnection(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			Awaitility.await()
				.ignoreExceptions()
				.until(() -> statement.execute("select id from pirsch_lock for update"));
			Awaitility.await().untilAsserted(() -> assertThat(output).contains("The store can be read again"));
			jdbc.execute("grant delete on pirsch_hit to site");
			other.rollback();
		}
		Awaitility.await().until(() -> jdbc.queryForList("select id from pirsch_hit").isEmpty());
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 5));
		tracker.stop();
		site.dispose();
		owner.dispose();
	}

	@Test
	void whatAFileHasAcknowledgedSurvivesTheKillOfTheProcess() throws Exception {
		Path file = this.folder.resolve("hits");
		Path output = this.folder.resolve("output.txt");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), KilledProcess.class.getName(), file.toString())
			.redirectOutput(output.toFile())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged(output) >= 50);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		int acknowledged = acknowledged(output);
		tracker(JdbcHitStore.ofFile(file, SETTINGS), RecordingApi.settings());
		awaitAccepted(acknowledged);
		assertThat(this.api.accepted).startsWith(RecordingApi.names(0, acknowledged).toArray(String[]::new));
	}

	/**
	 * Returns the last number that stands on a line of its own.
	 */
	private static int acknowledged(Path output) throws IOException {
		String text = Files.readString(output);
		return text.substring(0, text.lastIndexOf('\n') + 1)
			.lines()
			.filter((line) -> line.matches("\\d+"))
			.mapToInt(Integer::parseInt)
			.reduce(0, (last, next) -> next);
	}

	/**
	 * Stores one hit after the other, and says how many are acknowledged, until it is
	 * killed.
	 */
	static final class KilledProcess {

		public static void main(String[] args) {
			RecordingApi api = new RecordingApi();
			api.answer((names) -> 503);
			RecordingListener listener = new RecordingListener() {

				@Override
				public void stored(int count, Duration duration) {
					super.stored(count, duration);
					System.out.println(this.stored.get());
				}

			};
			QueuedPirschTracker tracker = new QueuedPirschTracker(api.client(), RecordingApi.settings(),
					List.of(listener), JdbcHitStore.ofFile(Path.of(args[0]), SETTINGS));
			for (int i = 0; i < Integer.MAX_VALUE; i++) {
				tracker.track(RecordingApi.page("" + i));
				int tracked = i + 1;
				Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> listener.stored.get() == tracked);
			}
		}

	}

	@Test
	void aFileThatAnotherProcessUsesIsLeftToIt(CapturedOutput output) throws IOException {
		Path file = this.folder.resolve("hits.mv.db");
		try (FileChannel other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			other.lock();
			tracker(JdbcHitStore.ofFile(this.folder.resolve("hits"), SETTINGS), RecordingApi.settings());
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(output).contains("The file '%s' is used by another process".formatted(file))
							.contains("pirsch.tracking.store.jdbc.file"));
		}
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void aSchemaThatIsMissingIsNamed(CapturedOutput output) {
		tracker(JdbcHitStore.ofFile(this.folder.resolve("hits"),
				new JdbcStoreSettings("other.pirsch_", SchemaInitialization.EMBEDDED, 1_000, Duration.ofMillis(20))),
				RecordingApi.settings());
		Awaitility.await()
			.untilAsserted(() -> assertThat(output).contains("can't be created (Schema \"OTHER\" not found")
				.contains("see that their schema exists"));
	}

	@Test
	void aDiskThatIsFullIsNoReasonToMoveTheFileAside() {
		String reason = "General error";
		assertThat(H2File.isUnreadable(new SQLException(reason, "HY000", ErrorCode.GENERAL_ERROR_1))).isTrue();
		assertThat(H2File.isUnreadable(new SQLException(reason, "HY000", ErrorCode.GENERAL_ERROR_1,
				new MVStoreException(DataUtils.ERROR_WRITING_FAILED, "Writing to the file failed"))))
			.isFalse();
		assertThat(H2File.isUnreadable(new SQLException(reason, "HY000", ErrorCode.GENERAL_ERROR_1,
				new MVStoreException(DataUtils.ERROR_FILE_CORRUPT, "The file is corrupt"))))
			.isTrue();
	}

	@Test
	void aFileWhoseTablesAreMissingIsLeftByTheStop(CapturedOutput output) throws IOException {
		QueuedPirschTracker tracker = tracker(
				JdbcHitStore.ofFile(this.folder.resolve("hits"),
						new JdbcStoreSettings("pirsch_", SchemaInitialization.NEVER, 1_000, Duration.ofMillis(20))),
				RecordingApi.settings());
		Awaitility.await().untilAsserted(() -> assertThat(output).contains("are missing, or can't be read"));
		tracker.stop();
		try (FileChannel other = FileChannel.open(this.folder.resolve("hits.mv.db"), StandardOpenOption.WRITE)) {
			assertThat(other.tryLock()).isNotNull();
		}
	}

	/**
	 * As after a restart by developer tools that does not wait for a request.
	 */
	@Test
	void theTablesAreOpenedWhileAnotherDelivers(CapturedOutput output) {
		CountDownLatch gate = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		this.api.beforeAnswer(() -> {
			entered.countDown();
			Awaitility.await().until(() -> gate.getCount() == 0);
		});
		tracker(SETTINGS).track(RecordingApi.page("1"));
		Awaitility.await().until(() -> entered.getCount() == 0);
		tracker(SETTINGS).track(RecordingApi.page("2"));
		Awaitility.await().until(() -> this.listener.stored.get() == 2);
		gate.countDown();
		awaitAccepted(2);
		assertThat(output).doesNotContain("can't be");
	}

	@Test
	void aFileThatCanNotBeReadIsMovedAsideAndANewOneIsBegun(CapturedOutput output) throws IOException {
		Files.writeString(this.folder.resolve("hits.mv.db"), "no database".repeat(2_000));
		QueuedPirschTracker tracker = tracker(JdbcHitStore.ofFile(this.folder.resolve("hits"), SETTINGS),
				RecordingApi.settings());
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).anyMatch((path) -> path.getFileName().toString().startsWith("hits.mv.db.unreadable-"));
		}
		assertThat(output).contains("ERROR").contains("can't be read").doesNotContain("\tat ");
	}

}
