package io.pirsch.tracking;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is to be delivered, in order: the batches that were taken from the queue and are
 * neither accepted nor dropped, and behind them the queue. Its lock is held to move
 * references, never while something is encoded or sent.
 */
final class Backlog {

	private final BoundedQueue queue;

	private final Deque<Batch> taken = new ArrayDeque<>();

	Backlog(BoundedQueue queue) {
		this.queue = queue;
	}

	/**
	 * Returns the batch to send, which stays the head until it is replaced.
	 */
	synchronized @Nullable Batch head(int maxBatchSize) {
		if (this.taken.isEmpty()) {
			this.taken.addAll(Batch.of(this.queue.poll(maxBatchSize)));
		}
		Batch head = this.taken.peekFirst();
		if (head != null && head.size() > maxBatchSize) {
			replaceHead(head, head.split(maxBatchSize));
		}
		return this.taken.peekFirst();
	}

	/**
	 * Returns the batch behind the head, if it can't grow any more.
	 */
	synchronized @Nullable Batch next(int maxBatchSize) {
		if (this.taken.size() == 1 && fills(maxBatchSize)) {
			this.taken.addAll(Batch.of(this.queue.poll(maxBatchSize)));
		}
		return this.taken.stream().skip(1).findFirst().orElse(null);
	}

	/**
	 * Puts other batches, or none, in the place of the head.
	 * @return whether it still was the head: it is not after {@link #clear()}
	 */
	synchronized boolean replaceHead(Batch head, List<Batch> replacement) {
		if (this.taken.peekFirst() != head) {
			return false;
		}
		this.taken.removeFirst();
		for (int i = replacement.size() - 1; i >= 0; i--) {
			this.taken.addFirst(replacement.get(i));
		}
		return true;
	}

	/**
	 * Forgets everything.
	 * @return how much that was
	 */
	synchronized int clear() {
		int count = this.taken.stream().mapToInt(Batch::size).sum();
		this.taken.clear();
		return count + this.queue.poll(Integer.MAX_VALUE).size();
	}

	/**
	 * Whether the next batch is still to be made, and would not be full.
	 */
	synchronized boolean mayGrow(int maxBatchSize) {
		return this.taken.isEmpty() && !fills(maxBatchSize);
	}

	/**
	 * Whether what is in the queue fills a batch. Takes no lock.
	 */
	boolean fills(int maxBatchSize) {
		return this.queue.size() >= maxBatchSize;
	}

	synchronized boolean isEmpty() {
		return this.taken.isEmpty() && this.queue.isEmpty();
	}

}
