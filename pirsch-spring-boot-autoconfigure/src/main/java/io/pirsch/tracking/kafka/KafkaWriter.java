package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.pirsch.client.Hit;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.StoreDelivery;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Writes hits to the topic, and waits until the brokers have acknowledged them.
 */
final class KafkaWriter {

	private final Map<String, Object> config;

	private final String topic;

	private final StoreDelivery delivery;

	private volatile @Nullable KafkaProducer<byte[], byte[]> producer;

	private volatile boolean closed;

	KafkaWriter(Map<String, Object> config, String topic, StoreDelivery delivery) {
		this.config = config;
		this.topic = topic;
		this.delivery = delivery;
	}

	/**
	 * Writes hits. A producer that has failed is not used again: some failures are for
	 * good.
	 */
	int write(List<Hit> hits) throws Exception {
		KafkaProducer<byte[], byte[]> producer = producer();
		try {
			List<Future<RecordMetadata>> sent = new ArrayList<>(hits.size());
			for (Hit hit : hits) {
				sent.add(producer.send(HitRecords.write(this.topic, hit)));
			}
			producer.flush();
			return acknowledged(sent);
		}
		catch (Exception ex) {
			this.producer = null;
			producer.close(Duration.ZERO);
			throw (ex instanceof ExecutionException && ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	private int acknowledged(List<Future<RecordMetadata>> sent) throws Exception {
		int refused = 0;
		for (Future<RecordMetadata> future : sent) {
			try {
				future.get();
			}
			catch (ExecutionException ex) {
				if (!(ex.getCause() instanceof RecordTooLargeException)) {
					throw ex;
				}
				refused++;
			}
		}
		if (refused > 0) {
			this.delivery.drop(refused, DropReason.STORE_REFUSED, "They are larger than Kafka takes");
		}
		return sent.size() - refused;
	}

	private KafkaProducer<byte[], byte[]> producer() {
		KafkaProducer<byte[], byte[]> current = this.producer;
		if (this.closed) {
			throw new IllegalStateException("The store is stopped");
		}
		if (current == null) {
			current = new KafkaProducer<>(this.config);
			this.producer = current;
		}
		return current;
	}

	/**
	 * Ends the wait of whoever writes.
	 */
	void close() {
		this.closed = true;
		KafkaProducer<byte[], byte[]> current = this.producer;
		if (current != null) {
			current.close(Duration.ZERO);
		}
	}

}
