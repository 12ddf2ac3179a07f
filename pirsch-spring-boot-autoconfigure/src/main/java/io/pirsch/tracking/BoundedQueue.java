package io.pirsch.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * First-in, first-out queue that many producers offer to without a lock. It is bounded by
 * count: when it is full, it takes nothing.
 */
final class BoundedQueue {

	private final int capacity;

	private final Queue<Queued> items = new ConcurrentLinkedQueue<>();

	private final AtomicInteger size = new AtomicInteger();

	BoundedQueue(int capacity) {
		this.capacity = capacity;
	}

	boolean offer(Queued item) {
		if (this.size.incrementAndGet() > this.capacity) {
			this.size.decrementAndGet();
			return false;
		}
		return this.items.offer(item);
	}

	/**
	 * Takes what is there, up to a number.
	 */
	List<Queued> poll(int max) {
		List<Queued> taken = new ArrayList<>(Math.min(max, this.size.get()));
		Queued item;
		while (taken.size() < max && (item = this.items.poll()) != null) {
			taken.add(item);
		}
		this.size.addAndGet(-taken.size());
		return taken;
	}

	boolean isEmpty() {
		return this.items.isEmpty();
	}

	int size() {
		return Math.min(this.size.get(), this.capacity);
	}

}
