package io.pirsch.tracking;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import io.pirsch.client.Hit;
import io.pirsch.client.PirschClient;
import reactor.core.scheduler.Schedulers;

/**
 * What a {@link HitStore} delivers with, and whom it tells what becomes of its hits. May
 * be used by any thread.
 */
public final class StoreDelivery {

	private final PirschClient client;

	private final TrackingSettings settings;

	private final Losses losses;

	private final Listeners listener;

	private final LongSupplier waiting;

	private volatile long backlog;

	StoreDelivery(PirschClient client, TrackingSettings settings, Losses losses, Listeners listener,
			LongSupplier waiting) {
		this.client = client;
		this.settings = settings;
		this.losses = losses;
		this.listener = listener;
		this.waiting = waiting;
	}

	/**
	 * Returns a sender, which remembers what came of its attempts.
	 * @return the sender, for one thread
	 */
	public Sender newSender() {
		return new Sender(new Courier(this.client, this.settings, this.losses, this.listener,
				() -> this.waiting.getAsLong() + this.backlog, Schedulers.immediate(), false));
	}

	/**
	 * Returns by what stored hits tell whose they are.
	 * @return see {@link PirschClient#fingerprint()}
	 */
	public String client() {
		return this.client.fingerprint();
	}

	/**
	 * Returns how delivery is set.
	 * @return the settings
	 */
	public TrackingSettings settings() {
		return this.settings;
	}

	/**
	 * Reports hits that are lost.
	 * @param count how many
	 * @param reason why
	 * @param detail a sentence for the log, without anything about a visitor
	 */
	public void drop(int count, DropReason reason, String detail) {
		this.losses.add(count, reason, detail);
	}

	/**
	 * Reports how much waits in the store.
	 * @param count how many hits
	 * @param oldestAge time since the oldest of them was tracked, by its own time
	 */
	public void backlog(long count, Duration oldestAge) {
		this.backlog = count;
		this.listener.backlog(count, oldestAge);
	}

	/**
	 * Sends hits to Pirsch, one request at a time, and judges the answers.
	 */
	public static final class Sender {

		private final Courier courier;

		Sender(Courier courier) {
			this.courier = courier;
		}

		/**
		 * Returns how many hits to look through for a full request at present.
		 * @return the number, at least 1
		 */
		public int batchSize() {
			return this.courier.batchSize();
		}

		/**
		 * Returns how far requests that are not full are apart at least.
		 * @return the time from the beginning of one to that of the next
		 */
		public Duration distance() {
			return this.courier.distance();
		}

		/**
		 * Returns the kinds that are better left out if there are others: they are not
		 * accepted at present, and any number of them may be before the others.
		 * @return the kinds, mostly none
		 */
		public Set<Hit.Kind> resting() {
			return this.courier.resting();
		}

		/**
		 * Sends the first hits of a list in one request, and waits for the answer. Hits
		 * that are too old, or that Pirsch refuses, are reported and count as settled.
		 * @param hits what is to be delivered, each with a time
		 * @return what came of it; of the hits that remain, each is the very object that
		 * was given
		 */
		public Attempt attempt(List<Hit> hits) {
			return this.courier.attempt(hits, Pauses.LONGEST_RETRY_AFTER).blockOptional().orElseThrow();
		}

	}

}
