package io.pirsch.tracking;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

public class RecordingListener implements TrackingListener {

	public final AtomicInteger queued = new AtomicInteger();

	public final AtomicInteger delivered = new AtomicInteger();

	public final Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);

	public final List<Integer> batches = new CopyOnWriteArrayList<>();

	public final List<Duration> pauses = new CopyOnWriteArrayList<>();

	public final List<RetryCause> causes = new CopyOnWriteArrayList<>();

	public final List<String> reasons = new CopyOnWriteArrayList<>();

	public final List<Boolean> authorization = new CopyOnWriteArrayList<>();

	public final AtomicInteger stored = new AtomicInteger();

	public final List<Duration> storeFailures = new CopyOnWriteArrayList<>();

	public volatile long backlog = -1;

	public volatile Duration oldestAge = Duration.ZERO;

	@Override
	public void queued() {
		this.queued.incrementAndGet();
	}

	@Override
	public void delivered(int count, Duration duration) {
		this.delivered.addAndGet(count);
		this.batches.add(count);
	}

	@Override
	public synchronized void dropped(int count, DropReason reason) {
		this.dropped.merge(reason, count, Integer::sum);
	}

	@Override
	public void retrying(int count, Duration pause, RetryCause cause, String reason) {
		this.causes.add(cause);
		this.reasons.add(reason);
		this.pauses.add(pause);
	}

	@Override
	public void authorization(boolean accepted) {
		this.authorization.add(accepted);
	}

	@Override
	public void stored(int count, Duration duration) {
		this.stored.addAndGet(count);
	}

	@Override
	public void storeFailed(int count, Duration pause) {
		this.storeFailures.add(pause);
	}

	@Override
	public void backlog(long count, Duration oldestAge) {
		this.oldestAge = oldestAge;
		this.backlog = count;
	}

	public synchronized int droppedInAll() {
		return this.dropped.values().stream().mapToInt(Integer::intValue).sum();
	}

}
