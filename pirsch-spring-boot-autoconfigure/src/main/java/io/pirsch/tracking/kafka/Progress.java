package io.pirsch.tracking.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets are settled beyond those that are committed: a batch with page views and
 * events takes several requests, and after a failure only the rest of it is sent again.
 * For one thread.
 */
final class Progress {

	private final Map<TopicPartition, Set<Long>> settled = new HashMap<>();

	private final Map<TopicPartition, Long> committed = new HashMap<>();

	boolean isSettled(TopicPartition partition, long offset) {
		return offset < this.committed.getOrDefault(partition, 0L)
				|| this.settled.getOrDefault(partition, Set.of()).contains(offset);
	}

	void settle(TopicPartition partition, long offset) {
		this.settled.computeIfAbsent(partition, (key) -> new HashSet<>()).add(offset);
	}

	/**
	 * Somebody else may deliver what is in these partitions from now on.
	 */
	void forget(Collection<TopicPartition> partitions) {
		this.settled.keySet().removeAll(partitions);
		this.committed.keySet().removeAll(partitions);
	}

	/**
	 * Everything before this offset is committed.
	 */
	void committed(TopicPartition partition, long next) {
		this.committed.put(partition, next);
		this.settled.getOrDefault(partition, new HashSet<>()).removeIf((offset) -> offset < next);
	}

}
