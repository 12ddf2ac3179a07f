package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.pirsch.client.Hit;
import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.StoreDelivery;
import org.jspecify.annotations.Nullable;

/**
 * Store in a topic of Apache Kafka, which instances share as one consumer group. All hits
 * of a visitor are in one partition, and are delivered in their order.
 */
public final class KafkaHitStore implements HitStore {

	private static final int BATCH_SIZE = 2_000;

	private final Map<String, Object> producerConfig;

	private final Map<String, Object> consumerConfig;

	private final KafkaStoreSettings settings;

	private volatile @Nullable RunningStore running;

	/**
	 * Creates a store.
	 * @param producerConfig configuration of the application's producers; what matters
	 * here is replaced
	 * @param consumerConfig configuration of the application's consumers; what matters
	 * here is replaced
	 * @param settings how to store
	 */
	public KafkaHitStore(Map<String, Object> producerConfig, Map<String, Object> consumerConfig,
			KafkaStoreSettings settings) {
		this.producerConfig = Map.copyOf(producerConfig);
		this.consumerConfig = Map.copyOf(consumerConfig);
		this.settings = settings;
	}

	@Override
	public void start(StoreDelivery delivery) {
		RunningStore store = new RunningStore(this.producerConfig, this.consumerConfig, this.settings, delivery);
		this.running = store;
		store.start();
	}

	@Override
	public int batchSize() {
		return BATCH_SIZE;
	}

	@Override
	public int append(List<Hit> hits) throws Exception {
		RunningStore store = this.running;
		if (store == null) {
			throw new IllegalStateException("The store is stopped");
		}
		return store.append(hits);
	}

	/**
	 * Returns what stores, for the log.
	 */
	@Override
	public String toString() {
		return "the topic '%s'".formatted(this.settings.topic());
	}

	@Override
	public void stop(Duration limit) {
		RunningStore store = this.running;
		this.running = null;
		if (store != null) {
			store.stop(limit);
		}
	}

}
