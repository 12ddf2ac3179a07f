package io.pirsch.tracking;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.pirsch.client.Hit;
import org.jspecify.annotations.Nullable;

/**
 * First-in, first-out queue that many producers offer to without a lock. It is bounded by
 * count: when it is full, it takes nothing.
 */
final class BoundedQueue {

	private final int capacity;

	private final Queue<Hit> items = new ConcurrentLinkedQueue<>();

	private final AtomicInteger size = new AtomicInteger();

	BoundedQueue(int capacity) {
		this.capacity = capacity;
	}

	boolean offer(Hit item) {
		if (this.size.incrementAndGet() > this.capacity) {
			this.size.decrementAndGet();
			return false;
		}
		return this.items.offer(item);
	}

	/**
	 * Takes what is there, up to a number.
	 */
	List<Hit> poll(int max) {
		List<Hit> taken = new ArrayList<>(Math.min(max, this.size.get()));
		Hit item;
		while (taken.size() < max && (item = this.items.poll()) != null) {
			taken.add(item);
		}
		this.size.addAndGet(-taken.size());
		return taken;
	}

	/**
	 * Takes the first of a kind, if there is one.
	 */
	@Nullable Hit poll(Hit.Kind kind) {
		for (Iterator<Hit> items = this.items.iterator(); items.hasNext();) {
			Hit item = items.next();
			if (item.kind() == kind) {
				items.remove();
				this.size.decrementAndGet();
				return item;
			}
		}
		return null;
	}

	@Nullable Hit peek() {
		return this.items.peek();
	}

	boolean isEmpty() {
		return this.items.isEmpty();
	}

	int size() {
		return Math.min(this.size.get(), this.capacity);
	}

}
