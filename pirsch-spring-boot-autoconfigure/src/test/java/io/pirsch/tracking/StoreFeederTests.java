package io.pirsch.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link QueuedPirschTracker} with a {@link HitStore}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StoreFeederTests {

	private static final Visitor VISITOR = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)");

	private final RecordingListener listener = new RecordingListener();

	private final StubApi api = new StubApi();

	private final StubStore store = new StubStore();

	private @Nullable QueuedPirschTracker tracker;

	@AfterEach
	void stop() {
		if (this.tracker != null) {
			this.tracker.stop();
		}
	}

	@Test
	void whatIsTrackedGoesIntoTheStoreInOrderAndNotToPirsch() {
		QueuedPirschTracker tracker = tracker(settings());
		IntStream.range(0, 500).forEach((i) -> tracker.track(page("" + i)));
		Awaitility.await().until(() -> this.listener.stored.get() == 500);
		assertThat(this.store.urls())
			.containsExactlyElementsOf(IntStream.range(0, 500).mapToObj((i) -> "" + i).toList());
		assertThat(this.store.hits).allMatch((hit) -> hit.time() != null);
		assertThat(this.api.received).isEmpty();
	}

	@Test
	void theStoreIsGivenNoMoreThanItTakesAtOnce() {
		this.store.gate = new CountDownLatch(1);
		QueuedPirschTracker tracker = tracker(settings());
		IntStream.range(0, 500).forEach((i) -> tracker.track(page("" + i)));
		this.store.gate.countDown();
		Awaitility.await().until(() -> this.listener.stored.get() == 500);
		assertThat(this.store.batches).allMatch((size) -> size <= StubStore.BATCH_SIZE).contains(StubStore.BATCH_SIZE);
	}

	@Test
	void whileTheStoreIsDownTheQueueFillsAndNothingGoesPastIt(CapturedOutput output) {
		this.store.down.set(true);
		QueuedPirschTracker tracker = tracker(settings().withQueueCapacity(10));
		Awaitility.await().until(() -> {
			tracker.track(page("a"));
			return this.listener.droppedInAll() > 5;
		});
		assertThat(this.listener.dropped).containsOnlyKeys(DropReason.QUEUE_FULL);
		assertThat(this.listener.storeFailures).isNotEmpty();
		this.store.down.set(false);
		int lost = this.listener.droppedInAll();
		Awaitility.await().until(() -> this.listener.stored.get() == this.listener.queued.get());
		assertThat(this.listener.droppedInAll()).isEqualTo(lost);
		assertThat(this.api.received).isEmpty();
		assertThat(output).containsOnlyOnce("The store does not take what is tracked")
			.containsOnlyOnce("The store takes what is tracked again")
			.doesNotContain("\tat ");
	}

	@Test
	void whatTheStoreDropsIsNotReportedAsStored() {
		this.store.capacity = 3;
		QueuedPirschTracker tracker = tracker(settings());
		IntStream.range(0, 5).forEach((i) -> tracker.track(page("" + i)));
		Awaitility.await().until(() -> this.listener.droppedInAll() == 2);
		Awaitility.await().until(() -> this.listener.stored.get() == 3);
		assertThat(this.listener.dropped).containsEntry(DropReason.STORE_FULL, 2);
	}

	@Test
	void theStopBringsTheQueueIntoTheStoreAndThenStopsTheStore() {
		this.store.gate = new CountDownLatch(1);
		QueuedPirschTracker tracker = tracker(settings());
		IntStream.range(0, 500).forEach((i) -> tracker.track(page("" + i)));
		tracker.close().doOnTerminate(() -> this.store.called.add("stopped")).subscribe();
		this.store.gate.countDown();
		Awaitility.await().until(() -> this.store.called.contains("stopped"));
		assertThat(this.store.hits).hasSize(500);
		assertThat(this.store.called).containsExactly("start", "stop after 500", "stopped");
		assertThat(this.listener.droppedInAll()).isZero();
	}

	@Test
	void aStoreThatNeverAnswersDoesNotHoldTheStop() {
		this.store.gate = new CountDownLatch(1);
		QueuedPirschTracker tracker = tracker(settings().withShutdownTimeout(Duration.ofMillis(50)));
		tracker.track(page("1"));
		Awaitility.await().until(() -> tracker.getQueueSize() == 0);
		tracker.track(page("2"));
		tracker.stop();
		assertThat(this.listener.dropped).containsEntry(DropReason.SHUTDOWN, 2);
		this.store.gate.countDown();
	}

	@Test
	void theStoreIsStartedWithTheTracker() {
		QueuedPirschTracker tracker = tracker(settings());
		assertThat(this.store.called).isEmpty();
		assertThat(tracker.isRunning()).isFalse();
		tracker.start();
		assertThat(this.store.called).containsExactly("start");
		assertThat(tracker.isRunning()).isTrue();
	}

	@Test
	void theStoreIsStartedByTheFirstHitIfThatIsBeforeTheTrackers() {
		QueuedPirschTracker tracker = tracker(settings());
		tracker.track(page("1"));
		Awaitility.await().until(() -> this.listener.stored.get() == 1);
		assertThat(tracker.isRunning()).isTrue();
		tracker.start();
		assertThat(this.store.called).containsExactly("start");
	}

	@Test
	void aHitThatComesWhileTheLoopIsMadeIsStored() {
		UndisposedScheduler thread = Mockito.spy(new UndisposedScheduler(VirtualTimeScheduler.create()));
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), settings(), List.of(this.listener),
				this.store, () -> thread);
		AtomicBoolean first = new AtomicBoolean(true);
		Mockito.doAnswer((schedule) -> {
			Object scheduled = schedule.callRealMethod();
			if (first.getAndSet(false)) {
				tracker.track(page("1"));
			}
			return scheduled;
		}).when(thread).schedule(Mockito.any());
		tracker.start();
		Awaitility.await().until(() -> this.store.urls().equals(List.of("1")));
		tracker.close().subscribe();
	}

	@Test
	void aTrackerThatWasNeverStartedStopsWithoutItsStore() {
		QueuedPirschTracker tracker = tracker(settings());
		tracker.stop();
		assertThat(this.store.called).isEmpty();
	}

	@Test
	void aStoppedTrackerCanBeStartedAgain() {
		QueuedPirschTracker tracker = tracker(settings());
		tracker.start();
		tracker.stop();
		tracker.start();
		tracker.track(page("1"));
		Awaitility.await().until(() -> this.listener.stored.get() == 1);
		assertThat(this.store.called).containsExactly("start", "stop after 0", "start");
	}

	@Test
	void aStartThatFailedCanBeTriedAgain() {
		this.store.broken = true;
		QueuedPirschTracker tracker = tracker(settings());
		assertThatIllegalStateException().isThrownBy(tracker::start).withMessage("broken");
		assertThat(tracker.isRunning()).isFalse();
		tracker.track(page("lost"));
		assertThat(this.listener.dropped).containsEntry(DropReason.SHUTDOWN, 1);
		this.store.broken = false;
		Awaitility.await().until(() -> this.store.called.contains("stop after 0"));
		tracker.start();
		assertThat(tracker.isRunning()).isTrue();
		tracker.track(page("1"));
		Awaitility.await().until(() -> this.listener.stored.get() == 1);
		assertThat(this.store.called).containsExactly("start", "stop after 0", "start");
	}

	@Test
	void aHitThatComesBeforeTheStartDoesNotHideThatTheStoreFails() {
		this.store.broken = true;
		QueuedPirschTracker tracker = tracker(settings());
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(QueuedPirschTracker.class, () -> tracker);
			context.registerBean(InitializingBean.class, () -> () -> {
				tracker.track(page("early"));
				Awaitility.await().until(() -> !this.store.called.isEmpty());
			});
			assertThatExceptionOfType(ApplicationContextException.class).isThrownBy(context::refresh)
				.havingRootCause()
				.withMessage("broken");
		}
	}

	@Test
	void aHitThatBeginsTheStoreWhileItIsStartedDoesNotHideThatItFails() {
		this.store.broken = true;
		this.store.startGate = new CountDownLatch(1);
		QueuedPirschTracker tracker = tracker(settings());
		tracker.track(page("early"));
		Awaitility.await().until(() -> !this.store.called.isEmpty());
		CompletableFuture<Void> start = CompletableFuture.runAsync(tracker::start);
		this.store.startGate.countDown();
		assertThat(start).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingRootCause()
			.withMessage("broken");
	}

	@Test
	void aStopWaitsForTheEndOfAStoreThatDidNotStart() {
		this.store.broken = true;
		QueuedPirschTracker tracker = tracker(settings());
		assertThatIllegalStateException().isThrownBy(tracker::start);
		tracker.stop();
		assertThat(this.store.called).containsExactly("start", "stop after 0");
	}

	@Test
	void aTrackerWhoseStoreTakesLongToStartIsRunning() {
		this.store.startGate = new CountDownLatch(1);
		QueuedPirschTracker tracker = tracker(settings());
		tracker.track(page("1"));
		Awaitility.await().until(() -> !this.store.called.isEmpty());
		assertThat(tracker.isRunning()).isFalse();
		tracker.start();
		assertThat(tracker.isRunning()).isTrue();
		this.store.startGate.countDown();
		Awaitility.await().until(() -> this.listener.stored.get() == 1);
		assertThat(this.store.called).containsExactly("start");
	}

	@Test
	void theStoreIsStartedAgainOnlyWhenItHasStopped() {
		this.store.stopGate = new CountDownLatch(1);
		QueuedPirschTracker tracker = tracker(settings());
		tracker.start();
		Thread.currentThread().interrupt();
		tracker.stop();
		assertThat(Thread.interrupted()).isTrue();
		Thread starter = new Thread(tracker::start);
		starter.start();
		Awaitility.await()
			.until(() -> starter.getState() == Thread.State.TIMED_WAITING
					|| starter.getState() == Thread.State.TERMINATED);
		this.store.stopGate.countDown();
		Awaitility.await().until(tracker::isRunning);
		assertThat(this.store.called).containsExactly("start", "stop after 0", "start");
	}

	@Test
	void aStoreThatDoesNotStopIsNotStartedAgain(CapturedOutput output) {
		this.store.stopGate = new CountDownLatch(1);
		QueuedPirschTracker tracker = tracker(settings().withShutdownTimeout(Duration.ofMillis(1)));
		tracker.start();
		tracker.stop();
		assertThat(output).contains("The store did not stop");
		assertThatIllegalStateException().isThrownBy(tracker::start).withMessageContaining("has not stopped yet");
		this.store.stopGate.countDown();
		Awaitility.await().until(() -> this.store.called.contains("stop after 0"));
		tracker.start();
		assertThat(this.store.called).containsExactly("start", "stop after 0", "start");
	}

	@Test
	void aStoreThatDoesNotStopHoldsNoStopWhereReactorsThreadsAreBlocked() {
		CountDownLatch released = new CountDownLatch(1);
		this.store.stopGate = released;
		QueuedPirschTracker tracker = tracker(settings().withShutdownTimeout(Duration.ofMillis(1)));
		tracker.start();
		for (int i = 0; i < Schedulers.DEFAULT_POOL_SIZE; i++) {
			Schedulers.parallel().schedule(() -> await(released));
		}
		assertThat(CompletableFuture.runAsync(tracker::stop)).succeedsWithin(Duration.ofSeconds(30));
		released.countDown();
	}

	@Test
	void aStoreThatStartsAfterTheStopIsStoppedBeforeItIsStartedAgain(CapturedOutput output) {
		this.store.startGate = new CountDownLatch(1);
		QueuedPirschTracker tracker = tracker(settings().withShutdownTimeout(Duration.ofMillis(1)));
		tracker.track(page("1"));
		Awaitility.await().until(() -> !this.store.called.isEmpty());
		tracker.stop();
		assertThat(output).contains("The thread that delivers to Pirsch is blocked");
		assertThatIllegalStateException().isThrownBy(tracker::start);
		this.store.startGate.countDown();
		Awaitility.await().until(() -> this.store.called.size() == 2);
		tracker.start();
		assertThat(this.store.called).containsExactly("start", "stop after 0", "start");
	}

	@Test
	void theStoreGetsWhatTheQueueHasLeftOfTheTimeForTheStop() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(),
				settings().withShutdownTimeout(Duration.ofSeconds(10)), List.of(this.listener), this.store,
				() -> new UndisposedScheduler(time));
		tracker.start();
		tracker.close().subscribe();
		time.advanceTimeBy(Duration.ofMillis(1));
		Awaitility.await().until(() -> !this.store.limits.isEmpty());
		assertThat(this.store.limits.get(0)).isGreaterThan(Duration.ofSeconds(9));
		tracker.start();
		this.store.gate = new CountDownLatch(1);
		tracker.track(page("1"));
		time.advanceTimeBy(Duration.ofMillis(1));
		Awaitility.await().until(() -> tracker.getQueueSize() == 0);
		tracker.close().subscribe();
		time.advanceTimeBy(Duration.ofSeconds(10));
		Awaitility.await().until(() -> this.store.limits.size() == 2);
		assertThat(this.store.limits.get(1)).isEqualTo(Duration.ofSeconds(1));
		this.store.gate.countDown();
	}

	@Test
	void thatTheStoreTakesNothingIsSaidAgainEverMoreSeldom(CapturedOutput output) {
		String reminder = "The store has not taken what is tracked since ";
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		this.store.gate = new CountDownLatch(1);
		QueuedPirschTracker tracker = new QueuedPirschTracker(this.api.client(), settings().withQueueCapacity(1),
				List.of(this.listener), this.store, () -> new UndisposedScheduler(time));
		tracker.track(page("1"));
		time.advanceTimeBy(Duration.ofSeconds(11));
		assertThat(output).containsOnlyOnce("The store has not acknowledged what it was given for 10 seconds");
		assertThat(this.listener.storeFailures).hasSize(1);
		IntStream.range(2, 5).forEach((i) -> tracker.track(page("" + i)));
		time.advanceTimeBy(Duration.ofMinutes(9));
		assertThat(output).doesNotContain(reminder);
		time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(output).contains(reminder + "1970-01-01T00:00:10Z: it does not acknowledge what it is given. ")
			.contains("2 wait for it, and 2 were lost meanwhile");
		time.advanceTimeBy(Duration.ofHours(5));
		assertThat(output.getOut().split(reminder, -1)).hasSizeBetween(6, 8);
		this.store.gate.countDown();
		Awaitility.await().untilAsserted(() -> {
			time.advanceTimeBy(Duration.ofMillis(20));
			assertThat(this.store.urls()).containsExactly("1", "2");
		});
		Awaitility.await().untilAsserted(() -> {
			time.advanceTimeBy(Duration.ofMillis(20));
			assertThat(output).contains("The store takes what is tracked again");
		});
		tracker.close().doOnTerminate(() -> this.store.called.add("stopped")).subscribe();
		Awaitility.await().until(() -> {
			time.advanceTimeBy(Duration.ofMillis(20));
			return this.store.called.contains("stopped");
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private QueuedPirschTracker tracker(TrackingSettings settings) {
		this.tracker = new QueuedPirschTracker(this.api.client(), settings, List.of(this.listener), this.store);
		return this.tracker;
	}

	private static TrackingSettings settings() {
		return TrackingSettings.defaults()
			.withInitialBackoff(Duration.ofMillis(5))
			.withMaxBackoff(Duration.ofMillis(20));
	}

	private static PageView page(String name) {
		return PageView.builder("https://example.com/" + name, VISITOR).build();
	}

	private static final class StubStore implements HitStore {

		static final int BATCH_SIZE = 100;

		final List<Hit> hits = new CopyOnWriteArrayList<>();

		final List<Integer> batches = new CopyOnWriteArrayList<>();

		final List<String> called = new CopyOnWriteArrayList<>();

		final AtomicBoolean down = new AtomicBoolean();

		final List<Duration> limits = new CopyOnWriteArrayList<>();

		volatile CountDownLatch gate = new CountDownLatch(0);

		volatile CountDownLatch startGate = new CountDownLatch(0);

		volatile CountDownLatch stopGate = new CountDownLatch(0);

		volatile boolean broken;

		volatile int capacity = Integer.MAX_VALUE;

		private @Nullable StoreDelivery delivery;

		@Override
		public void start(StoreDelivery delivery) {
			this.delivery = delivery;
			this.called.add("start");
			pass(this.startGate);
			Assert.state(!this.broken, "broken");
		}

		@Override
		public int append(List<Hit> hits) throws Exception {
			this.gate.await(1, TimeUnit.MINUTES);
			if (this.down.get()) {
				throw new IllegalStateException("down");
			}
			List<Hit> taken = new ArrayList<>(hits.subList(0, Math.min(hits.size(), this.capacity - this.hits.size())));
			if (taken.size() < hits.size() && this.delivery != null) {
				this.delivery.drop(hits.size() - taken.size(), DropReason.STORE_FULL, "It is full");
			}
			this.batches.add(hits.size());
			this.hits.addAll(taken);
			return taken.size();
		}

		@Override
		public int batchSize() {
			return BATCH_SIZE;
		}

		@Override
		public void stop(Duration limit) {
			this.limits.add(limit);
			pass(this.stopGate);
			this.called.add("stop after " + this.hits.size());
		}

		/**
		 * Whatever interrupts it, as what can't be interrupted.
		 */
		private static void pass(CountDownLatch gate) {
			long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
			while (gate.getCount() > 0 && System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}

		List<String> urls() {
			return this.hits.stream().map((hit) -> ((PageView) hit).url().replace("https://example.com/", "")).toList();
		}

	}

}
