package io.pirsch.tracking.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.pirsch.client.HitJson;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.RecordingListener;
import io.pirsch.tracking.RecordingApi;
import io.pirsch.tracking.TrackingSettings;
import io.pirsch.tracking.jdbc.JdbcStoreSettings.SchemaInitialization;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link JdbcHitStore} does on every database.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class JdbcHitStoreContract {

	static final JdbcStoreSettings SETTINGS = new JdbcStoreSettings("pirsch_", SchemaInitialization.ALWAYS, 1_000_000,
			Duration.ofMillis(20));

	final RecordingApi api = new RecordingApi();

	final RecordingListener listener = new RecordingListener();

	private final List<QueuedPirschTracker> trackers = new ArrayList<>();

	abstract DataSource dataSource();

	@BeforeEach
	void dropTables() {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource());
		jdbc.execute("drop table if exists pirsch_hit");
		jdbc.execute("drop table if exists pirsch_lock");
	}

	@AfterEach
	void stop() {
		this.trackers.forEach(QueuedPirschTracker::stop);
	}

	@Test
	void deliversInOrderAndDeletesWhatWasDelivered() {
		QueuedPirschTracker tracker = tracker(SETTINGS);
		RecordingApi.pages(0, 3_000).forEach(tracker::track);
		awaitAccepted(3_000);
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 3_000));
		Awaitility.await().until(() -> rows() == 0);
		assertThat(this.listener.stored).hasValue(3_000);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void whatIsStoredSurvivesTheInstanceThatStoredIt() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker first = tracker(SETTINGS);
		RecordingApi.pages(0, 100).forEach(first::track);
		Awaitility.await().until(() -> this.listener.stored.get() == 100);
		first.stop();
		assertThat(this.api.accepted).isEmpty();
		this.api.answer((names) -> 200);
		tracker(SETTINGS);
		awaitAccepted(100);
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 100));
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void severalInstancesDeliverEachHitOnceAndInOrder() {
		List<QueuedPirschTracker> instances = List.of(tracker(SETTINGS), tracker(SETTINGS), tracker(SETTINGS));
		for (int i = 0; i < 1_500; i++) {
			instances.get(i % 3).track(RecordingApi.page(i % 3, "" + i));
		}
		awaitAccepted(1_500);
		Awaitility.await().until(() -> rows() == 0);
		assertThat(this.api.accepted).hasSize(1_500).doesNotHaveDuplicates();
		for (int instance = 0; instance < 3; instance++) {
			int rest = instance;
			assertThat(this.api.accepted.stream().map(Integer::valueOf).filter((i) -> i % 3 == rest)).isSorted();
		}
	}

	@Test
	void anOutageLosesNothingAndKeepsTheOrder() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(SETTINGS);
		RecordingApi.pages(0, 2_000).forEach(tracker::track);
		Awaitility.await().until(() -> this.listener.pauses.size() >= 3);
		this.api.answer((names) -> 200);
		awaitAccepted(2_000);
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 2_000));
	}

	@Test
	void oneRefusedHitIsFoundAndTheOthersAreDelivered() {
		this.api.answer((names) -> names.contains("13") ? 400 : 200);
		QueuedPirschTracker tracker = tracker(SETTINGS);
		RecordingApi.pages(0, 50).forEach(tracker::track);
		awaitAccepted(49);
		assertThat(this.api.accepted).doesNotContain("13");
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.REJECTED).containsEntry(DropReason.REJECTED, 1);
		Awaitility.await().until(() -> rows() == 0);
	}

	@Test
	void manyEventsThatAreRefusedHoldUpNoPageView() {
		this.api.answer((names) -> names.get(0).endsWith(" event") ? 403 : 200);
		QueuedPirschTracker tracker = tracker(SETTINGS);
		for (int i = 0; i < 150; i++) {
			tracker.track(RecordingApi.event("" + i));
		}
		RecordingApi.pages(0, 1_000).forEach(tracker::track);
		awaitAccepted(1_000);
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 1_000));
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void eventsForWhichThereIsNoServiceAreKept() {
		this.api.answer((names) -> names.get(0).endsWith(" event") ? 503 : 200);
		QueuedPirschTracker tracker = tracker(SETTINGS,
				RecordingApi.settings().withQueueCapacity(200).withMaxBatchSize(40));
		tracker.track(RecordingApi.page("0"));
		for (int i = 0; i < 80; i++) {
			tracker.track(RecordingApi.event("" + i));
		}
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(2);
		int pauses = this.listener.pauses.size();
		Awaitility.await().until(() -> this.listener.pauses.size() >= pauses + 5);
		this.api.answer((names) -> 200);
		awaitAccepted(82);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void anEventFollowsThePageViewsThatWereStoredWithIt() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(SETTINGS);
		tracker.track(RecordingApi.page("1"));
		tracker.track(RecordingApi.event("1"));
		tracker.track(RecordingApi.page("2"));
		Awaitility.await().until(() -> this.listener.stored.get() == 3);
		this.api.answer((names) -> 200);
		awaitAccepted(3);
		assertThat(this.api.accepted).containsExactly("1", "2", "1 event");
	}

	@Test
	void whatExceedsTheCapacityIsDroppedAndCounted() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(
				new JdbcStoreSettings("pirsch_", SchemaInitialization.ALWAYS, 10, Duration.ofMillis(20)));
		RecordingApi.pages(0, 25).forEach(tracker::track);
		Awaitility.await().until(() -> this.listener.droppedInAll() == 15);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.STORE_FULL);
		this.api.answer((names) -> 200);
		awaitAccepted(10);
		assertThat(this.api.accepted).containsExactlyElementsOf(RecordingApi.names(0, 10));
		Awaitility.await().until(() -> rows() == 0);
		RecordingApi.pages(25, 35).forEach(tracker::track);
		awaitAccepted(20);
	}

	@Test
	void tellsHowMuchWaitsAndHowLong() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(SETTINGS);
		RecordingApi.pages(0, 7).forEach(tracker::track);
		Awaitility.await().until(() -> this.listener.backlog == 7 && this.listener.oldestAge.toMillis() > 0);
		this.api.answer((names) -> 200);
		Awaitility.await().until(() -> this.listener.backlog == 0 && this.listener.oldestAge.isZero());
	}

	@Test
	void whatIsTooOldIsDroppedAndCounted() {
		this.api.answer((names) -> 503);
		QueuedPirschTracker tracker = tracker(SETTINGS, RecordingApi.settings().withMaxAge(Duration.ofMillis(300)));
		RecordingApi.pages(0, 7).forEach(tracker::track);
		Awaitility.await().until(() -> this.listener.droppedInAll() == 7);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.TOO_OLD);
		Awaitility.await().until(() -> rows() == 0);
	}

	@Test
	void whatANewerVersionHasStoredIsKept(CapturedOutput output) {
		QueuedPirschTracker tracker = tracker(SETTINGS);
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		insert("hit", 2, "{}");
		Awaitility.await().until(() -> output.getAll().contains("newer version of this library"));
		tracker.track(RecordingApi.page("2"));
		awaitAccepted(2);
		Awaitility.await().until(() -> rows() == 1);
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void whatCanNotBeReadIsDroppedAndCounted() {
		QueuedPirschTracker tracker = tracker(SETTINGS);
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		insert("hit", 1, "broken");
		insert("unknown", 1, "{}");
		tracker.track(RecordingApi.page("2"));
		awaitAccepted(2);
		Awaitility.await().until(() -> rows() == 0);
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.UNREADABLE)
			.containsEntry(DropReason.UNREADABLE, 2);
	}

	@Test
	void withoutTheTablesWhatIsTrackedWaitsInTheQueue(CapturedOutput output) {
		QueuedPirschTracker tracker = tracker(
				new JdbcStoreSettings("pirsch_", SchemaInitialization.NEVER, 1_000, Duration.ofMillis(20)));
		RecordingApi.pages(0, 5).forEach(tracker::track);
		Awaitility.await().until(() -> !this.listener.storeFailures.isEmpty());
		new HitTableSetUp(dataSource()).create();
		awaitAccepted(5);
		assertThat(new HashSet<>(this.api.accepted)).hasSize(5);
		assertThat(output).containsOnlyOnce("The store does not take what is tracked")
			.contains("The store can't be read: java.lang.IllegalStateException: The tables 'pirsch_hit' and "
					+ "'pirsch_lock' are missing", "initialize-schema")
			.doesNotContain("\tat ");
	}

	@Test
	void aHitThatBecomesVisibleAfterLaterOnesIsDelivered() throws SQLException {
		QueuedPirschTracker tracker = tracker(SETTINGS);
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		try (Connection slow = dataSource().getConnection()) {
			slow.setAutoCommit(false);
			insert(slow, "hit", 1, new String(HitJson.write(RecordingApi.page("slow")), StandardCharsets.UTF_8));
			RecordingApi.pages(2, 5).forEach(tracker::track);
			awaitAccepted(4);
			slow.commit();
		}
		awaitAccepted(5);
		assertThat(this.api.accepted).containsExactly("1", "2", "3", "4", "slow");
		Awaitility.await().until(() -> rows() == 0);
	}

	@Test
	void charactersOfAllScriptsComeOutAsTheyWentIn() {
		QueuedPirschTracker tracker = tracker(SETTINGS);
		List<String> names = List.of("größe", "日本語", "нет", "😀");
		names.forEach((name) -> tracker.track(RecordingApi.page(name)));
		awaitAccepted(4);
		assertThat(this.api.accepted).containsExactlyElementsOf(names);
	}

	@Test
	void whatTheDatabaseRefusesIsDroppedAloneAndCounted(CapturedOutput output) {
		QueuedPirschTracker tracker = tracker(SETTINGS);
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		new JdbcTemplate(dataSource())
			.execute("alter table pirsch_hit add constraint no_events check (kind <> 'event')");
		tracker.track(RecordingApi.page("2"));
		tracker.track(RecordingApi.event("2"));
		tracker.track(RecordingApi.page("3"));
		awaitAccepted(3);
		assertThat(this.api.accepted).containsExactly("1", "2", "3");
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.STORE_REFUSED, 1));
		assertThat(output).contains("The database refuses one (event)").doesNotContain("203.0.113");
	}

	@Test
	void tablesThatSomebodyHasEmptiedAreUsedOn(CapturedOutput output) {
		QueuedPirschTracker tracker = tracker(SETTINGS);
		tracker.track(RecordingApi.page("1"));
		awaitAccepted(1);
		new JdbcTemplate(dataSource()).update("delete from pirsch_lock");
		tracker.track(RecordingApi.page("2"));
		awaitAccepted(2);
		assertThat(output).contains("The row of the lock table was gone");
	}

	private void insert(String kind, int format, String payload) {
		try (Connection connection = dataSource().getConnection()) {
			insert(connection, kind, format, payload);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void insert(Connection connection, String kind, int format, String payload) {
		new JdbcTemplate(new SingleConnectionDataSource(connection, true)).update(
				"insert into pirsch_hit (kind, format, hit_time, payload) values (?, ?, ?, ?)", kind, format,
				System.currentTimeMillis(), payload.getBytes(StandardCharsets.UTF_8));
	}

	final void awaitAccepted(int count) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.api.accepted.size() >= count);
	}

	final int rows() {
		Integer rows = new JdbcTemplate(dataSource()).queryForObject("select count(*) from pirsch_hit", Integer.class);
		return (rows != null) ? rows : -1;
	}

	final QueuedPirschTracker tracker(JdbcStoreSettings settings) {
		return tracker(settings, RecordingApi.settings());
	}

	final QueuedPirschTracker tracker(JdbcStoreSettings settings, TrackingSettings tracking) {
		return tracker(JdbcHitStore.of(dataSource(), settings), tracking);
	}

	final QueuedPirschTracker tracker(JdbcHitStore store, TrackingSettings tracking) {
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), tracking, List.of(this.listener),
				store);
		tracker.start();
		this.trackers.add(tracker);
		return tracker;
	}

}
