package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.pirsch.client.Hit;
import io.pirsch.tracking.Attempt;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.StoreDelivery;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Delivers what one consumer is given, and waits for each answer on the consumer's
 * thread. What is settled is committed after each request; what is not is put back, and
 * comes again when the pause is over.
 * <p>
 * Neither a {@code nack} with a pause nor an error handler does this: after a rebalance
 * during the pause the first leaves partitions paused for ever, the second sends records
 * of partitions that have moved to another instance.
 */
final class KafkaSender implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

	/**
	 * A listener call that takes too long costs the consumer its place in the group.
	 */
	private static final Duration LONGEST_CALL = Duration.ofMinutes(1);

	/**
	 * With fewer records, a request is one that is not full: a poll gives what it has at
	 * hand, also while there is more.
	 */
	private static final int FEW = 100;

	private static final Duration PAUSE_BEFORE_HELD = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final StoreDelivery delivery;

	private final StoreDelivery.Sender sender;

	private final HeldRecords held;

	private final Progress progress;

	private final Pausing pausing;

	private volatile boolean stopping;

	private volatile @Nullable Instant oldest;

	private boolean saidUnexpected;

	/**
	 * Creates a sender.
	 * @param delivery what to deliver with
	 * @param held finds what is not for this instance
	 * @param progress what the consumer has settled
	 * @param pausing pauses the consumer
	 */
	KafkaSender(StoreDelivery delivery, HeldRecords held, Progress progress, Pausing pausing) {
		this.held = held;
		this.delivery = delivery;
		this.sender = delivery.newSender();
		this.progress = progress;
		this.pausing = pausing;
	}

	/**
	 * Returns when the oldest of what was last taken and is not settled was tracked.
	 */
	@Nullable Instant oldest() {
		return this.oldest;
	}

	/**
	 * Makes no further request.
	 */
	void stop() {
		this.stopping = true;
	}

	@Override
	public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Acknowledgment acknowledgment,
			@Nullable Consumer<?, ?> consumer) {
		handle(records, Objects.requireNonNull(consumer));
	}

	private void handle(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
		this.progress.received(records);
		try {
			deliver(records, consumer);
			this.saidUnexpected = false;
		}
		catch (Throwable ex) {
			if (!this.saidUnexpected) {
				this.saidUnexpected = true;
				logger.error("Unexpected failure of the delivery to Pirsch; it goes on. Please report it", ex);
			}
			this.progress.putBack(records, consumer);
			this.pausing.pause(this.delivery.settings().initialBackoff());
		}
	}

	private void deliver(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
		IdentityHashMap<Hit, ConsumerRecord<byte[], byte[]>> open = new IdentityHashMap<>(records.size());
		List<Hit> remaining = new ArrayList<>(records.size());
		Set<TopicPartition> blocked = read(records, open, remaining);
		blocked.forEach((partition) -> this.pausing.pause(partition, PAUSE_BEFORE_HELD));
		this.oldest = oldest(open);
		long start = System.nanoTime();
		Duration pause = Duration.ZERO;
		while (!remaining.isEmpty() && pause.isZero() && !this.stopping
				&& System.nanoTime() - start < LONGEST_CALL.toNanos()) {
			Attempt attempt = this.sender.attempt(remaining);
			settle(remaining, attempt.remaining(), open);
			remaining = attempt.remaining();
			pause = attempt.pause();
			if (!remaining.isEmpty()) {
				this.progress.commit(records, consumer);
			}
		}
		this.oldest = oldest(open);
		boolean committed = this.progress.commit(records, consumer);
		if (!committed || !blocked.isEmpty() || !remaining.isEmpty()) {
			this.progress.putBack(records, consumer);
		}
		if (!committed) {
			pause = longer(pause, this.delivery.settings().initialBackoff());
		}
		else if (records.size() < FEW) {
			pause = longer(pause, this.sender.distance().minusNanos(System.nanoTime() - start));
		}
		if (pause.compareTo(Duration.ZERO) > 0) {
			this.pausing.pause(pause);
		}
	}

	private static @Nullable Instant oldest(IdentityHashMap<Hit, ConsumerRecord<byte[], byte[]>> open) {
		return open.values().stream().map(HitRecords::time).min(Instant::compareTo).orElse(null);
	}

	/**
	 * Reads what is to be delivered.
	 * @return the partitions with something for other instances, which keeps what is
	 * behind it waiting
	 */
	private Set<TopicPartition> read(List<ConsumerRecord<byte[], byte[]>> records,
			IdentityHashMap<Hit, ConsumerRecord<byte[], byte[]>> open, List<Hit> hits) {
		Set<TopicPartition> blocked = new HashSet<>();
		int unreadable = 0;
		for (ConsumerRecord<byte[], byte[]> record : records) {
			TopicPartition partition = Progress.partition(record);
			if (blocked.contains(partition) || this.progress.isSettled(record)) {
				continue;
			}
			if (this.held.holds(record)) {
				blocked.add(partition);
				continue;
			}
			Hit hit = HitRecords.read(record);
			if (hit == null) {
				unreadable++;
				this.progress.settle(record);
			}
			else {
				hits.add(hit);
				open.put(hit, record);
			}
		}
		if (unreadable > 0) {
			this.delivery.drop(unreadable, DropReason.UNREADABLE, "They can't be read from the topic");
		}
		return blocked;
	}

	private void settle(List<Hit> before, List<Hit> after, IdentityHashMap<Hit, ConsumerRecord<byte[], byte[]>> open) {
		IdentityHashMap<Hit, Boolean> kept = new IdentityHashMap<>(after.size());
		after.forEach((hit) -> kept.put(hit, true));
		for (Hit hit : before) {
			ConsumerRecord<byte[], byte[]> record = kept.containsKey(hit) ? null : open.remove(hit);
			if (record != null) {
				this.progress.settle(record);
			}
		}
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	/**
	 * Pauses the consumer, without letting it leave its group.
	 */
	interface Pausing {

		/**
		 * Lets it be given nothing for a while.
		 */
		void pause(Duration pause);

		/**
		 * Lets it be given nothing of a partition for a while.
		 */
		void pause(TopicPartition partition, Duration pause);

	}

}
