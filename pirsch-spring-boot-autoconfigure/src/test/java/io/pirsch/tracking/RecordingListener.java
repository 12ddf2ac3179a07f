package io.pirsch.tracking;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class RecordingListener implements TrackingListener {

	final AtomicInteger queued = new AtomicInteger();

	final AtomicInteger delivered = new AtomicInteger();

	final Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);

	final List<Integer> batches = new CopyOnWriteArrayList<>();

	final List<Duration> pauses = new CopyOnWriteArrayList<>();

	final List<Boolean> authorization = new CopyOnWriteArrayList<>();

	final AtomicInteger stored = new AtomicInteger();

	final List<Duration> storeFailures = new CopyOnWriteArrayList<>();

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
	public void retrying(int count, Duration pause) {
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

	synchronized int droppedInAll() {
		return this.dropped.values().stream().mapToInt(Integer::intValue).sum();
	}

}
