package io.pirsch.tracking.kafka;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Progress}.
 */
class ProgressTests {

	private static final TopicPartition PARTITION = new TopicPartition("hits", 0);

	private static final TopicPartition OTHER = new TopicPartition("hits", 1);

	private final Progress progress = new Progress();

	private final FailingConsumer consumer = new FailingConsumer();

	@BeforeEach
	void assign() {
		this.consumer.assign(List.of(PARTITION, OTHER));
		this.consumer.seek(PARTITION, 20);
		this.consumer.seek(OTHER, 20);
	}

	@Test
	void commitsUpToTheFirstThatIsNotSettled() {
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10, 11, 12, 13);
		settle(records, 10, 11, 13);
		assertThat(this.progress.commit(records, this.consumer)).isTrue();
		assertThat(committed(PARTITION)).isEqualTo(12);
	}

	@Test
	void offsetsThatTheTopicDoesNotHoldAreNoGap() {
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10, 14, 17);
		settle(records, 10, 14, 17);
		this.progress.commit(records, this.consumer);
		assertThat(committed(PARTITION)).isEqualTo(18);
	}

	@Test
	void whileNothingIsSettledNothingIsCommitted() {
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10, 11);
		settle(records, 11);
		assertThat(this.progress.commit(records, this.consumer)).isTrue();
		assertThat(this.consumer.commits).isZero();
	}

	@Test
	void eachPartitionHasAProgressOfItsOwn() {
		List<ConsumerRecord<byte[], byte[]>> records = List.of(record(PARTITION, 10), record(OTHER, 5),
				record(PARTITION, 11), record(OTHER, 6));
		this.progress.received(records);
		this.progress.settle(records.get(0));
		this.progress.settle(records.get(1));
		this.progress.settle(records.get(3));
		this.progress.commit(records, this.consumer);
		assertThat(committed(PARTITION)).isEqualTo(11);
		assertThat(committed(OTHER)).isEqualTo(7);
	}

	@Test
	void whatIsNotCommittedComesAgainAndWhatIsSettledOfItStaysSettled() {
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10, 11, 12);
		settle(records, 10, 12);
		this.progress.commit(records, this.consumer);
		this.progress.putBack(records, this.consumer);
		assertThat(this.consumer.position(PARTITION)).isEqualTo(11);
		List<ConsumerRecord<byte[], byte[]>> again = received(PARTITION, 11, 12, 13);
		assertThat(again.stream().map(this.progress::isSettled)).containsExactly(false, true, false);
		settle(again, 11);
		this.progress.commit(again, this.consumer);
		assertThat(committed(PARTITION)).isEqualTo(13);
	}

	@Test
	void whatCouldNotBeCommittedComesAgainAndIsCommittedThen() {
		this.consumer.failures.add(new KafkaException("no coordinator"));
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10, 11);
		settle(records, 10, 11);
		assertThat(this.progress.commit(records, this.consumer)).isFalse();
		this.progress.putBack(records, this.consumer);
		assertThat(this.consumer.position(PARTITION)).isEqualTo(10);
		List<ConsumerRecord<byte[], byte[]>> again = received(PARTITION, 10, 11);
		assertThat(again).allMatch(this.progress::isSettled);
		assertThat(this.progress.commit(again, this.consumer)).isTrue();
		assertThat(committed(PARTITION)).isEqualTo(12);
	}

	@Test
	void aCommitThatAStopInterruptsIsRepeated() {
		this.consumer.failures.add(new WakeupException());
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10);
		settle(records, 10);
		assertThat(this.progress.commit(records, this.consumer)).isTrue();
		assertThat(committed(PARTITION)).isEqualTo(11);
	}

	@Test
	void whatCouldNotBeCommittedIsCommittedBeforeAPartitionMoves() {
		this.consumer.failures.add(new KafkaException("no coordinator"));
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10, 11);
		settle(records, 10);
		this.progress.commit(records, this.consumer);
		this.progress.onPartitionsRevokedBeforeCommit(this.consumer, Set.of(PARTITION));
		assertThat(committed(PARTITION)).isEqualTo(11);
	}

	@Test
	void aPartitionThatComesBackIsBegunAnew() {
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10, 11, 12);
		settle(records, 10, 12);
		this.progress.onPartitionsRevokedBeforeCommit(this.consumer, Set.of(PARTITION));
		assertThat(received(PARTITION, 11, 12)).noneMatch(this.progress::isSettled);
	}

	@Test
	void ofALostPartitionNothingIsCommitted() {
		this.consumer.failures.add(new KafkaException("not a member"));
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10);
		settle(records, 10);
		this.progress.commit(records, this.consumer);
		this.progress.onPartitionsLost(this.consumer, Set.of(PARTITION));
		this.progress.onPartitionsRevokedBeforeCommit(this.consumer, Set.of(OTHER));
		assertThat(this.consumer.commits).isEqualTo(1);
		assertThat(this.consumer.committed(Set.of(PARTITION)).get(PARTITION)).isNull();
	}

	@Test
	void whatIsNoLongerAssignedIsNotPutBack() {
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10);
		this.consumer.assign(List.of(OTHER));
		this.progress.putBack(records, this.consumer);
		assertThat(this.consumer.assignment()).containsExactly(OTHER);
	}

	@Test
	void aTopicThatWasCreatedAnewStartsAgain() {
		List<ConsumerRecord<byte[], byte[]>> records = received(PARTITION, 10, 11);
		settle(records, 10, 11);
		this.progress.commit(records, this.consumer);
		List<ConsumerRecord<byte[], byte[]>> anew = received(PARTITION, 0, 1);
		assertThat(anew).noneMatch(this.progress::isSettled);
		settle(anew, 0);
		this.progress.commit(anew, this.consumer);
		assertThat(committed(PARTITION)).isEqualTo(1);
	}

	private List<ConsumerRecord<byte[], byte[]>> received(TopicPartition partition, long... offsets) {
		List<ConsumerRecord<byte[], byte[]>> records = Arrays.stream(offsets)
			.mapToObj((offset) -> record(partition, offset))
			.toList();
		this.progress.received(records);
		return records;
	}

	private void settle(List<ConsumerRecord<byte[], byte[]>> records, long... offsets) {
		for (long offset : offsets) {
			records.stream().filter((record) -> record.offset() == offset).forEach(this.progress::settle);
		}
	}

	private long committed(TopicPartition partition) {
		return Objects.requireNonNull(this.consumer.committed(Set.of(partition)).get(partition)).offset();
	}

	private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
		return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
	}

	private static final class FailingConsumer extends MockConsumer<byte[], byte[]> {

		private final Queue<KafkaException> failures = new ArrayDeque<>();

		private int commits;

		FailingConsumer() {
			super("earliest");
		}

		@Override
		public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
			this.commits++;
			KafkaException failure = this.failures.poll();
			if (failure != null) {
				throw failure;
			}
			super.commitSync(offsets);
		}

	}

}
