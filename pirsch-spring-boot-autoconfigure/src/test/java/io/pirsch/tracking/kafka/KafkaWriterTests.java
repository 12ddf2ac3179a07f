package io.pirsch.tracking.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.pirsch.client.Hit;
import io.pirsch.tracking.RecordingApi;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KafkaWriter}.
 */
@ExtendWith(OutputCaptureExtension.class)
class KafkaWriterTests {

	private final Topic topic = new Topic();

	private final List<FailingProducer> producers = new ArrayList<>();

	private final List<String> refused = new ArrayList<>();

	private final KafkaWriter writer = new KafkaWriter(() -> {
		this.producers.add(new FailingProducer(this.topic));
		return this.producers.get(this.producers.size() - 1);
	}, "hits", (hit) -> HitRecords.write("hits", "5e1f", hit),
			(detail, count) -> this.refused.add(count + " " + detail));

	@Test
	void writesInOrderWithOneProducer() throws Exception {
		assertThat(this.writer.write(RecordingApi.pages(0, 3))).isEqualTo(3);
		assertThat(this.writer.write(RecordingApi.pages(3, 5))).isEqualTo(2);
		assertThat(this.topic.taken).containsExactly("0", "1", "2", "3", "4");
		assertThat(this.producers).hasSize(1);
	}

	@Test
	void whatIsTooLargeIsRefusedAndTheOthersAreWritten() throws Exception {
		this.topic.fail("1", new RecordTooLargeException("1000001 bytes"));
		assertThat(this.writer.write(RecordingApi.pages(0, 3))).isEqualTo(2);
		assertThat(this.topic.taken).containsExactly("0", "2");
		assertThat(this.refused).containsExactly("1 They are larger than Kafka takes");
	}

	@Test
	void anInvalidRecordIsFoundAmongThoseThatFailForItsSake() throws Exception {
		KafkaException ofBatch = new KafkaException("it was part of a batch which had invalid records");
		this.topic.fail("0", ofBatch);
		this.topic.fail("1", new InvalidRecordException("one of several"), new InvalidRecordException("no schema"));
		this.topic.fail("2", ofBatch);
		assertThat(this.writer.write(RecordingApi.pages(0, 4))).isEqualTo(3);
		assertThat(this.topic.taken).containsExactly("3", "0", "2");
		assertThat(this.refused).singleElement().asString().startsWith("1 Kafka refuses one (").contains("no schema");
		assertThat(this.writer.write(RecordingApi.pages(4, 5))).isEqualTo(1);
		assertThat(this.producers).hasSize(1);
	}

	@Test
	void aRecordThatCanNotBeMadeIsRefusedWithoutAWordOfItsContent() throws Exception {
		KafkaWriter writer = new KafkaWriter(() -> new FailingProducer(this.topic), "hits", (hit) -> {
			throw new IllegalStateException("198.51.100.7");
		}, (detail, count) -> this.refused.add(detail));
		assertThat(writer.write(RecordingApi.pages(0, 1))).isZero();
		assertThat(this.refused).singleElement()
			.asString()
			.contains("IllegalStateException")
			.doesNotContain("198.51.100.7");
	}

	@Test
	void withoutTheRightToWriteItWaitsAndNamesTheRemedyOnce(CapturedOutput output) throws Exception {
		List<Hit> hits = RecordingApi.pages(0, 2);
		TopicAuthorizationException failure = new TopicAuthorizationException("Not authorized to access topics");
		this.topic.fail("0", failure, failure);
		this.topic.fail("1", failure, failure);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(TopicAuthorizationException.class).isThrownBy(() -> this.writer.write(hits));
		}
		assertThat(this.writer.write(hits)).isEqualTo(2);
		assertThat(this.refused).isEmpty();
		assertThat(this.topic.taken).containsExactly("0", "1");
		assertThat(output).containsOnlyOnce("Allow the application's user to write to the topic 'hits'");
	}

	@Test
	void refusedCredentialsNameTheRemedy(CapturedOutput output) {
		this.topic.fail("0", new SaslAuthenticationException("no"));
		assertThatExceptionOfType(SaslAuthenticationException.class)
			.isThrownBy(() -> this.writer.write(RecordingApi.pages(0, 1)));
		assertThat(output).contains("correct 'spring.kafka'");
	}

	@Test
	void aClockThatIsWrongIsNoFaultOfTheRecord(CapturedOutput output) {
		this.topic.fail("0", new InvalidRecordException("one of several"), new InvalidTimestampException("too old"));
		assertThatExceptionOfType(InvalidTimestampException.class)
			.isThrownBy(() -> this.writer.write(RecordingApi.pages(0, 2)));
		assertThat(this.refused).isEmpty();
		assertThat(output).contains("The clocks of this machine and of the brokers differ");
	}

	@Test
	void aProducerThatHasFailedIsClosedAndReplaced() throws Exception {
		List<Hit> hits = RecordingApi.pages(0, 2);
		this.topic.fail("0", new OutOfOrderSequenceException("out of order"));
		assertThatExceptionOfType(OutOfOrderSequenceException.class).isThrownBy(() -> this.writer.write(hits));
		assertThat(this.producers.get(0).closed()).isTrue();
		this.writer.write(hits);
		assertThat(this.producers).hasSize(2);
	}

	@Test
	void whatWasWrittenBeforeAFailureIsNotWrittenTwice() throws Exception {
		List<Hit> hits = RecordingApi.pages(0, 4);
		this.topic.fail("1", new RecordTooLargeException("1000001 bytes"));
		this.topic.fail("2", new OutOfOrderSequenceException("out of order"));
		assertThatExceptionOfType(OutOfOrderSequenceException.class).isThrownBy(() -> this.writer.write(hits));
		List<Hit> again = Stream.concat(hits.stream(), RecordingApi.pages(4, 5).stream()).toList();
		assertThat(this.writer.write(again)).isEqualTo(4);
		assertThat(this.topic.taken).containsExactlyInAnyOrder("0", "2", "3", "4");
		assertThat(this.refused).hasSize(1);
	}

	@Test
	void nothingIsWrittenAfterTheEnd() throws Exception {
		this.writer.write(RecordingApi.pages(0, 1));
		this.writer.close();
		assertThat(this.producers.get(0).closed()).isTrue();
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.writer.write(RecordingApi.pages(1, 2)));
	}

	/**
	 * What all producers write to.
	 */
	private static final class Topic {

		private final List<String> taken = new ArrayList<>();

		private final Map<String, Queue<RuntimeException>> failures = new HashMap<>();

		void fail(String name, RuntimeException... failures) {
			this.failures.put(name, new ConcurrentLinkedQueue<>(List.of(failures)));
		}

		@Nullable RuntimeException write(String json) {
			String name = json.replaceFirst(".*https://example.com/(\\d+)\".*", "$1");
			Queue<RuntimeException> failures = this.failures.get(name);
			RuntimeException failure = (failures != null) ? failures.poll() : null;
			if (failure == null) {
				this.taken.add(name);
			}
			return failure;
		}

	}

	private static final class FailingProducer extends MockProducer<byte[], byte[]> {

		private final Topic topic;

		FailingProducer(Topic topic) {
			super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
			this.topic = topic;
		}

		@Override
		public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
			RuntimeException failure = this.topic.write(new String(record.value(), StandardCharsets.UTF_8));
			return (failure != null) ? CompletableFuture.failedFuture(failure) : super.send(record);
		}

	}

}
