package io.pirsch.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.pirsch.client.Hit;
import org.jspecify.annotations.Nullable;

/**
 * What the loop has taken from the queue: the hits that it tries to deliver, and those
 * that it has taken ahead. All but {@link #dropQueue()}, {@link #oldest()} and
 * {@link #size()} is for the thread of the loop, or comes after its end.
 */
final class Load {

	private final BoundedQueue queue;

	private final Losses losses;

	private volatile List<Hit> current = List.of();

	private volatile List<Hit> next = List.of();

	Load(BoundedQueue queue, Losses losses) {
		this.queue = queue;
		this.losses = losses;
	}

	/**
	 * Returns the hits to deliver, which are those that were taken ahead once there are
	 * no others.
	 */
	List<Hit> current() {
		if (this.current.isEmpty()) {
			this.current = this.next;
			this.next = List.of();
		}
		return this.current;
	}

	/**
	 * Returns the hits that were taken ahead.
	 */
	List<Hit> next() {
		return this.next;
	}

	/**
	 * Whether there are others than the current ones.
	 */
	boolean hasMore() {
		return !this.next.isEmpty() || !this.queue.isEmpty();
	}

	void take(int max) {
		this.current = this.queue.poll(max);
	}

	/**
	 * Takes hits to follow the current ones, unless there are some, or others have joined
	 * the current ones already.
	 */
	void takeAhead(int max) {
		if (this.next.isEmpty() && this.current.size() <= max) {
			this.next = this.queue.poll(max);
		}
	}

	void remain(List<Hit> remaining) {
		this.current = remaining;
	}

	/**
	 * Lets others join the current hits: beside them it shows whether it is these that
	 * can't be delivered, or nothing can.
	 * @param wanted the kinds of which one is to join them even if there is no room
	 */
	void topUp(int max, Set<Hit.Kind> wanted) {
		List<Hit> all = new ArrayList<>(this.current);
		all.addAll(this.next);
		if (all.size() < max) {
			all.addAll(this.queue.poll(max - all.size()));
		}
		for (Hit.Kind kind : wanted) {
			Hit first = all.stream().anyMatch((hit) -> hit.kind() == kind) ? null : this.queue.poll(kind);
			if (first != null) {
				all.add(first);
			}
		}
		this.current = all;
		this.next = List.of();
	}

	/**
	 * Returns the hit that has waited for longest, by the order of the queue.
	 */
	@Nullable Hit oldest() {
		return Stream.of(this.current, this.next).flatMap(List::stream).findFirst().orElseGet(this.queue::peek);
	}

	/**
	 * Returns how many were taken. What moves on meanwhile is counted twice rather than
	 * not at all.
	 */
	int size() {
		int ahead = this.next.size();
		return ahead + this.current.size();
	}

	/**
	 * Gives everything up, as the application stops.
	 */
	void drop() {
		int taken = this.current.size() + this.next.size();
		this.current = List.of();
		this.next = List.of();
		drop(taken);
	}

	/**
	 * Gives up what is in the queue.
	 */
	void dropQueue() {
		drop(0);
	}

	private void drop(int taken) {
		int count = taken + this.queue.poll(Integer.MAX_VALUE).size();
		if (count > 0) {
			this.losses.add(count, DropReason.SHUTDOWN, "The application stopped before they were accepted");
		}
	}

}
