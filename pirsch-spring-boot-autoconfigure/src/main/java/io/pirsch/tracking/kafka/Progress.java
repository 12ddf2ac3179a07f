package io.pirsch.tracking.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.pirsch.tracking.PirschTracker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * What is settled of the partitions that one consumer is assigned, and how much of that
 * is committed. A batch with page views and events takes several requests, and after a
 * failure only the rest of it is sent again. For one thread.
 */
final class Progress implements ConsumerAwareRebalanceListener {

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final Map<TopicPartition, Position> positions = new HashMap<>();

	/**
	 * Takes note of what the consumer is given, which starts with what is not committed.
	 */
	void received(List<ConsumerRecord<byte[], byte[]>> records) {
		Set<TopicPartition> seen = new HashSet<>();
		for (ConsumerRecord<byte[], byte[]> record : records) {
			if (seen.add(partition(record))) {
				Position position = this.positions.get(partition(record));
				// The offsets of a topic that was created anew start again
				if (position == null || record.offset() < position.committed) {
					this.positions.put(partition(record), new Position(record.offset()));
				}
			}
		}
	}

	boolean isSettled(ConsumerRecord<byte[], byte[]> record) {
		return position(record).isSettled(record.offset());
	}

	/**
	 * The record was accepted or dropped.
	 */
	void settle(ConsumerRecord<byte[], byte[]> record) {
		position(record).settled.add(record.offset());
	}

	/**
	 * Commits what is settled without a gap.
	 * @return whether that worked
	 */
	boolean commit(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
		Set<TopicPartition> behindGap = new HashSet<>();
		for (ConsumerRecord<byte[], byte[]> record : records) {
			Position position = position(record);
			if (!position.isSettled(record.offset())) {
				behindGap.add(partition(record));
			}
			else if (!behindGap.contains(partition(record))) {
				position.reach(record.offset() + 1);
			}
		}
		return commit(consumer);
	}

	private boolean commit(Consumer<?, ?> consumer) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		this.positions.forEach((partition, position) -> {
			if (position.reached > position.committed) {
				offsets.put(partition, new OffsetAndMetadata(position.reached));
			}
		});
		if (offsets.isEmpty()) {
			return true;
		}
		for (int attempt = 1;; attempt++) {
			try {
				consumer.commitSync(offsets);
				offsets.keySet().forEach((partition) -> position(partition).committed());
				return true;
			}
			catch (WakeupException ex) {
				// The container stops; what is delivered is to be committed all the same
				if (attempt > 1) {
					return false;
				}
			}
			catch (KafkaException ex) {
				logger.debug("What was delivered could not be committed", ex);
				return false;
			}
		}
	}

	/**
	 * Lets the consumer be given again what is not committed. What is settled of that
	 * stays settled, and is committed then.
	 */
	void putBack(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
		Set<TopicPartition> assigned = consumer.assignment();
		records.stream().map(Progress::partition).distinct().filter(assigned::contains).forEach((partition) -> {
			consumer.seek(partition, position(partition).committed);
		});
	}

	@Override
	public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		commit(consumer);
		this.positions.keySet().removeAll(partitions);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		// Somebody else may have delivered what is in them
		this.positions.keySet().removeAll(partitions);
	}

	private Position position(ConsumerRecord<byte[], byte[]> record) {
		return position(partition(record));
	}

	private Position position(TopicPartition partition) {
		return Objects.requireNonNull(this.positions.get(partition));
	}

	static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
		return new TopicPartition(record.topic(), record.partition());
	}

	/**
	 * Where one partition stands.
	 */
	private static final class Position {

		private final Set<Long> settled = new HashSet<>();

		/** Everything before is settled. */
		private long reached;

		private long committed;

		Position(long first) {
			this.reached = first;
			this.committed = first;
		}

		boolean isSettled(long offset) {
			return offset < this.reached || this.settled.contains(offset);
		}

		void reach(long next) {
			this.reached = Math.max(this.reached, next);
		}

		void committed() {
			this.committed = this.reached;
			this.settled.removeIf((offset) -> offset < this.reached);
		}

	}

}
