package io.pirsch.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Hands what arrives to those who watch, and never waits for them: a viewer who is too
 * slow misses some.
 */
class LiveFeed {

	private static final int RECENT = 100;

	private static final int QUEUE = 2 * RECENT;

	private static final int SHOWN = 20;

	private final Deque<Call> recent = new ArrayDeque<>();

	private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

	void publish(ReceivedRequest request, List<Arrival> arrivals) {
		List<Arrival> shown = (arrivals.size() > SHOWN) ? List.copyOf(arrivals.subList(0, SHOWN)) : arrivals;
		Call call = new Call(request, shown);
		synchronized (this.recent) {
			this.recent.addLast(call);
			if (this.recent.size() > RECENT) {
				this.recent.removeFirst();
			}
			offer(new Message("call", call));
		}
	}

	/**
	 * Tells the viewers that totals or faults have changed.
	 */
	void changed() {
		offer(new Message("state", null));
	}

	void clear() {
		synchronized (this.recent) {
			this.recent.clear();
			this.subscriptions.forEach(Subscription::restart);
		}
	}

	/**
	 * Starts watching, beginning with the recent calls.
	 */
	Subscription subscribe() {
		Subscription subscription = new Subscription();
		synchronized (this.recent) {
			subscription.restart();
			this.recent.forEach((call) -> subscription.offer(new Message("call", call)));
			this.subscriptions.add(subscription);
		}
		return subscription;
	}

	private void offer(Message message) {
		for (Subscription subscription : this.subscriptions) {
			subscription.offer(message);
		}
	}

	/**
	 * A call as the viewers see it.
	 *
	 * @param request the call
	 * @param arrivals the first of what it brought
	 */
	record Call(ReceivedRequest request, List<Arrival> arrivals) {
	}

	/**
	 * Something a viewer is told.
	 *
	 * @param event {@code start} to begin anew, {@code call} or {@code state}
	 * @param call the call, if it is about one
	 */
	record Message(String event, @Nullable Call call) {
	}

	/**
	 * One viewer.
	 */
	class Subscription implements AutoCloseable {

		private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUE);

		/**
		 * Waits for something to tell and returns all there is then.
		 */
		List<Message> next(Duration timeout) throws InterruptedException {
			List<Message> messages = new ArrayList<>();
			Message first = this.queue.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
			if (first != null) {
				messages.add(first);
				this.queue.drainTo(messages);
			}
			return messages;
		}

		@Override
		public void close() {
			LiveFeed.this.subscriptions.remove(this);
		}

		@SuppressWarnings("ReturnValueIgnored") // a viewer who is too slow misses some
		private void offer(Message message) {
			this.queue.offer(message);
		}

		private void restart() {
			this.queue.clear();
			offer(new Message("start", null));
		}

	}

}
