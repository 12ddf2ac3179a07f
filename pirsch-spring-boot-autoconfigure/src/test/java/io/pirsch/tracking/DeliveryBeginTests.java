package io.pirsch.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.Visitor;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

/**
 * Before its first hit, a tracker has no thread and no loop; and what happens while the
 * thread makes the loop.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeliveryBeginTests {

	private static final Visitor VISITOR = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)");

	private final RecordingListener listener = new RecordingListener();

	private final StubApi api = new StubApi();

	private HeldThread thread;

	private VirtualTimeScheduler time;

	@BeforeEach
	void stopTime() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.thread = new HeldThread(this.time);
	}

	@AfterEach
	void releaseTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void nothingOfReactorIsLoadedBeforeTheFirstHit() throws Exception {
		VirtualTimeScheduler.reset();
		RecordingClassLoader classLoader = new RecordingClassLoader();
		Supplier<?> start = (Supplier<?>) classLoader.loadClass(Start.class.getName())
			.getDeclaredConstructor()
			.newInstance();
		Runnable firstHit = (Runnable) start.get();
		assertThat(classLoader.reactor).isEmpty();
		firstHit.run();
		Awaitility.await().untilAsserted(() -> assertThat(classLoader.reactor).contains(Scheduler.class.getName()));
	}

	@Test
	void thereIsNoThreadBeforeTheFirstHitAndOneAfterIt() {
		VirtualTimeScheduler.reset();
		Set<Thread> others = threads();
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), TrackingSettings.defaults(),
				List.of(this.listener));
		tracker.flush();
		assertThat(others).containsAll(threads());
		tracker.track(page("1"));
		Awaitility.await().until(() -> this.listener.delivered.get() == 1);
		assertThat(threads()).anyMatch((thread) -> !others.contains(thread));
		tracker.stop();
	}

	@Test
	void toAskATrackerBeforeTheFirstHitMakesNothing() {
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults());
		tracker.flush();
		assertThat(tracker.getWaitingCount()).isZero();
		assertThat(tracker.getOldestAge()).isZero();
		assertThat(tracker.isRunning()).isTrue();
		assertThat(this.thread.tasks).isEmpty();
	}

	@Test
	void theThreadThatTracksTheFirstHitMakesNothing() {
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults());
		tracker.track(page("1"));
		assertThat(this.thread.asked).isFalse();
		assertThat(this.thread.tasks).hasSize(1);
	}

	@Test
	void whatIsTrackedWhileTheLoopIsMadeIsDeliveredInOrder() {
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults());
		tracker.track(page("1"));
		advance(Duration.ofMillis(30));
		tracker.track(page("2"));
		assertThat(this.thread.tasks).hasSize(1);
		assertThat(tracker.getWaitingCount()).isEqualTo(2);
		assertThat(tracker.getOldestAge()).isEqualTo(Duration.ofMillis(30));
		this.thread.release();
		advance(Duration.ofMillis(250));
		assertThat(this.api.urls()).containsExactly("1", "2");
		assertThat(this.listener.delivered).hasValue(2);
	}

	@Test
	void whereThereIsNoThreadToBeHadTheNextHitAsksForOneAgain() {
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults());
		this.thread.exhausted = true;
		tracker.track(page("1"));
		assertThat(this.thread.tasks).isEmpty();
		this.thread.exhausted = false;
		tracker.track(page("2"));
		this.thread.release();
		advance(Duration.ofMillis(250));
		assertThat(this.api.urls()).containsExactly("1", "2");
	}

	@Test
	void aFlushWhileTheLoopIsMadeEndsTheTimeToLinger() {
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults().withLinger(Duration.ofHours(1)));
		tracker.track(page("1"));
		tracker.flush();
		this.thread.release();
		advance(Duration.ZERO);
		assertThat(this.api.urls()).containsExactly("1");
	}

	@Test
	void aFlushBeforeTheFirstHitIsForgotten() {
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults().withLinger(Duration.ofHours(1)));
		tracker.flush();
		tracker.track(page("1"));
		this.thread.release();
		advance(Duration.ofMinutes(59));
		assertThat(this.api.urls()).isEmpty();
		advance(Duration.ofMinutes(1));
		assertThat(this.api.urls()).containsExactly("1");
	}

	@Test
	void aStopWhileTheLoopIsMadeDeliversWhatWaits() {
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults());
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.track(page("1"));
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		assertThat(stopped).isFalse();
		this.thread.release();
		advance(Duration.ZERO);
		assertThat(stopped).isTrue();
		assertThat(this.listener.delivered).hasValue(1);
		assertThat(this.thread.ended).isTrue();
	}

	@Test
	void aStopThatIsInterruptedEndsTheThreadAndCountsWhatIsLeft() {
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults());
		tracker.track(page("1"));
		Thread.currentThread().interrupt();
		tracker.stop();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.thread.ended).isTrue();
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
	}

	@Test
	void aTrackerWhoseStopWasInterruptedBeforeItsStoreBeganCanBeStartedAgain() {
		HitStore store = Mockito.mock();
		given(store.batchSize()).willReturn(10);
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), TrackingSettings.defaults(),
				List.of(this.listener), store, () -> this.thread);
		tracker.track(page("1"));
		Thread.currentThread().interrupt();
		tracker.stop();
		assertThat(Thread.interrupted()).isTrue();
		then(store).shouldHaveNoInteractions();
		tracker.start();
		then(store).should().start(any());
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
	}

	@Test
	void aStopBeforeTheFirstHitEndsAtOnceAndTheTrackerCanBeStartedAgain() {
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults());
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		assertThat(stopped).isTrue();
		tracker.track(page("late"));
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
		assertThat(this.thread.tasks).isEmpty();
		tracker.start();
		assertThat(this.thread.tasks).isEmpty();
		tracker.track(page("1"));
		this.thread.release();
		advance(Duration.ZERO);
		assertThat(this.api.urls()).containsExactly("1");
	}

	@Test
	void whereTheLoopCannotBeMadeEverythingIsCountedAsDropped(CapturedOutput output) {
		this.thread.broken = true;
		QueuedPirschTracker tracker = tracker(TrackingSettings.defaults());
		tracker.track(page("1"));
		this.thread.release();
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 1));
		tracker.track(page("2"));
		tracker.flush();
		assertThat(this.listener.dropped).containsExactlyEntriesOf(Map.of(DropReason.SHUTDOWN, 2));
		assertThat(output).containsOnlyOnce("Nothing can be delivered to Pirsch before the next start");
		AtomicBoolean stopped = new AtomicBoolean();
		tracker.close().doOnTerminate(() -> stopped.set(true)).subscribe();
		assertThat(stopped).isTrue();
	}

	private QueuedPirschTracker tracker(TrackingSettings settings) {
		return new QueuedPirschTracker(this.api.client(), settings, List.of(this.listener), () -> this.thread);
	}

	private void advance(Duration duration) {
		this.time.advanceTimeBy(duration);
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("pirsch"))
			.collect(Collectors.toSet());
	}

	private static PageView page(String name) {
		return PageView.builder("https://example.com/" + name, VISITOR).build();
	}

	/**
	 * Does nothing until it is released.
	 */
	private static final class HeldThread implements DeliveryThread {

		final Queue<Runnable> tasks = new ArrayDeque<>();

		private final Scheduler scheduler;

		boolean asked;

		boolean broken;

		boolean exhausted;

		boolean ended;

		HeldThread(Scheduler time) {
			this.scheduler = new UndisposedScheduler(time);
		}

		void release() {
			this.scheduler.schedule(this.tasks.remove());
		}

		@Override
		public void execute(Runnable task) {
			if (this.exhausted) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			this.tasks.add(task);
		}

		@Override
		public Instant instant() {
			return Instant.ofEpochMilli(this.scheduler.now(TimeUnit.MILLISECONDS));
		}

		@Override
		public Scheduler scheduler() {
			this.asked = true;
			if (this.broken) {
				throw new NoClassDefFoundError("reactor");
			}
			return this.scheduler;
		}

		@Override
		public void end(Runnable last) {
			this.ended = true;
			last.run();
		}

	}

	/**
	 * Makes a tracker, and returns what tracks its first hit.
	 */
	public static final class Start implements Supplier<Runnable> {

		@Override
		public Runnable get() {
			QueuedPirschTracker tracker = new QueuedPirschTracker(PirschClient.disabled(), TrackingSettings.defaults(),
					List.of());
			tracker.start();
			tracker.getWaitingCount();
			tracker.getOldestAge();
			return () -> tracker.track(page("1"));
		}

	}

	/**
	 * Loads the classes of the library anew, and records what they need of Reactor.
	 */
	private static final class RecordingClassLoader extends ClassLoader {

		final Set<String> reactor = new ConcurrentSkipListSet<>();

		RecordingClassLoader() {
			super(DeliveryBeginTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("reactor.")) {
				this.reactor.add(name);
			}
			if (!name.startsWith("io.pirsch.")) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : define(name);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (@Nullable
			InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = Objects.requireNonNull(file).readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
