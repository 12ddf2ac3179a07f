package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

import io.pirsch.client.Hit;
import io.pirsch.tracking.PirschTracker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Writes hits to the topic, and waits until the brokers have acknowledged them. What can
 * never be written is refused; for all else the caller comes again.
 */
final class KafkaWriter {

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final Supplier<Producer<byte[], byte[]>> producers;

	private final String topic;

	private final Function<Hit, ProducerRecord<byte[], byte[]>> records;

	private final ObjIntConsumer<String> refusals;

	/**
	 * What came of hits of a call that failed for others: they come again, and must not
	 * be written twice.
	 */
	private final IdentityHashMap<Hit, Outcome> outcomes = new IdentityHashMap<>();

	private volatile @Nullable Producer<byte[], byte[]> producer;

	private volatile boolean closed;

	private boolean saidRemedy;

	/**
	 * Creates a writer.
	 * @param producers makes producers
	 * @param topic name of the topic
	 * @param records makes records of that topic
	 * @param refusals told how many can't be written, and why
	 */
	KafkaWriter(Supplier<Producer<byte[], byte[]>> producers, String topic,
			Function<Hit, ProducerRecord<byte[], byte[]>> records, ObjIntConsumer<String> refusals) {
		this.producers = producers;
		this.topic = topic;
		this.records = records;
		this.refusals = refusals;
	}

	/**
	 * Writes hits. A producer that has failed is not used again: some failures are for
	 * good.
	 * @return how many were written
	 * @throws Exception if some were not, and were not refused
	 */
	int write(List<Hit> hits) throws Exception {
		Producer<byte[], byte[]> producer = producer();
		try {
			for (Hit hit : together(hits, producer)) {
				alone(hit, producer);
			}
		}
		catch (Exception ex) {
			this.producer = null;
			producer.close(Duration.ZERO);
			sayRemedy(ex);
			throw ex;
		}
		this.saidRemedy = false;
		return (int) hits.stream().map(this.outcomes::remove).filter(Outcome.WRITTEN::equals).count();
	}

	/**
	 * Writes all hits of which nothing came yet.
	 * @return those that may have failed for the sake of others
	 */
	private List<Hit> together(List<Hit> hits, Producer<byte[], byte[]> producer) throws Exception {
		List<Hit> open = new ArrayList<>(hits);
		open.removeIf(this.outcomes::containsKey);
		List<Future<?>> sent = new ArrayList<>(open.size());
		for (Hit hit : open) {
			sent.add(send(hit, producer));
		}
		producer.flush();
		List<Hit> doubtful = new ArrayList<>();
		int tooLarge = 0;
		Exception failure = null;
		for (int i = 0; i < open.size(); i++) {
			Exception ex = failure(sent.get(i));
			if (ex == null) {
				this.outcomes.put(open.get(i), Outcome.WRITTEN);
			}
			else if (WriteFailure.isSize(ex)) {
				this.outcomes.put(open.get(i), Outcome.REFUSED);
				tooLarge++;
			}
			else if (WriteFailure.mayBeOfRecord(ex)) {
				doubtful.add(open.get(i));
			}
			else {
				failure = ex;
			}
		}
		if (tooLarge > 0) {
			this.refusals.accept("They are larger than Kafka takes", tooLarge);
		}
		if (failure != null) {
			throw failure;
		}
		return doubtful;
	}

	private void alone(Hit hit, Producer<byte[], byte[]> producer) throws Exception {
		Exception failure = failure(send(hit, producer));
		if (failure == null) {
			this.outcomes.put(hit, Outcome.WRITTEN);
		}
		else if (WriteFailure.isOfRecord(failure)) {
			this.outcomes.put(hit, Outcome.REFUSED);
			this.refusals.accept("Kafka refuses one (%s): %s".formatted(hit.kind(), failure), 1);
		}
		else {
			throw failure;
		}
	}

	private Future<?> send(Hit hit, Producer<byte[], byte[]> producer) {
		try {
			return producer.send(record(hit));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private ProducerRecord<byte[], byte[]> record(Hit hit) {
		try {
			return this.records.apply(hit);
		}
		catch (RuntimeException ex) {
			// Its message may tell of the visitor
			throw new SerializationException("It can't be written as JSON: " + ex.getClass().getSimpleName());
		}
	}

	private static @Nullable Exception failure(Future<?> sent) throws Exception {
		try {
			sent.get();
			return null;
		}
		catch (ExecutionException ex) {
			return (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	private void sayRemedy(Exception failure) {
		String remedy = WriteFailure.remedy(failure, this.topic);
		if (remedy != null && !this.saidRemedy) {
			this.saidRemedy = true;
			logger.error("Nothing can be written to the topic '%s': %s %s".formatted(this.topic, failure, remedy));
		}
	}

	private Producer<byte[], byte[]> producer() {
		Producer<byte[], byte[]> current = this.producer;
		if (this.closed) {
			throw new IllegalStateException("The store is stopped");
		}
		if (current == null) {
			current = this.producers.get();
			this.producer = current;
		}
		return current;
	}

	/**
	 * Ends the wait of whoever writes.
	 */
	void close() {
		this.closed = true;
		Producer<byte[], byte[]> current = this.producer;
		if (current != null) {
			current.close(Duration.ZERO);
		}
	}

	private enum Outcome {

		WRITTEN, REFUSED

	}

}
