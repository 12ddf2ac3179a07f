package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.pirsch.client.Hit;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.StoreDelivery;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * A store between its start and its stop: the writer, the consumers, and the threads that
 * tend them. Everything that may have to wait for a broker happens on these threads.
 */
final class RunningStore {

	private static final Duration TEND_INTERVAL = Duration.ofMillis(50);

	private static final Duration MEASURE_INTERVAL = Duration.ofSeconds(2);

	private static final Duration PURGE_INTERVAL = Duration.ofSeconds(30);

	private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final Map<String, Object> adminConfig;

	private final KafkaStoreSettings settings;

	private final StoreDelivery delivery;

	private final KafkaWriter writer;

	private final List<PausableConsumer> consumers = new ArrayList<>();

	/** One to tend the consumers, two to wait for brokers. */
	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3, RunningStore::thread);

	/** A producer would have the broker create the topic as it likes. */
	private final CompletableFuture<Boolean> topic = new CompletableFuture<>();

	private volatile @Nullable TopicAdmin admin;

	private boolean saidMissing;

	private boolean saidNotStarted;

	RunningStore(Map<String, Object> producerConfig, Map<String, Object> consumerConfig, KafkaStoreSettings settings,
			StoreDelivery delivery) {
		String name = "pirsch-" + UUID.randomUUID();
		this.settings = settings;
		this.delivery = delivery;
		this.adminConfig = ClientConfigs.admin(producerConfig, name + "-admin");
		Map<String, Object> producer = ClientConfigs.producer(producerConfig, name + "-producer");
		this.writer = new KafkaWriter(() -> new KafkaProducer<>(producer), settings.topic(),
				(hit) -> HitRecords.write(settings.topic(), delivery.client(), hit),
				(detail, count) -> delivery.drop(count, DropReason.STORE_REFUSED, detail));
		for (int i = 1; settings.consume() && i <= settings.concurrency(); i++) {
			Map<String, Object> config = ClientConfigs.consumer(consumerConfig, name + "-consumer-" + i, settings,
					delivery.settings().maxBatchSize());
			this.consumers.add(new PausableConsumer("pirsch-consumer-" + i, config, settings, delivery));
		}
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "pirsch-kafka");
		thread.setDaemon(true);
		return thread;
	}

	void start() {
		this.threads.execute(this::prepare);
	}

	int append(List<Hit> hits) throws Exception {
		this.topic.get();
		return this.writer.write(hits);
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private void prepare() {
		try {
			TopicAdmin admin = admin();
			if (this.settings.createTopic()) {
				admin.create(this.delivery.settings().maxAge());
			}
			ready(admin);
		}
		catch (Throwable ex) {
			if (this.threads.isShutdown()) {
				return;
			}
			TopicAdmin admin = this.admin;
			boolean forbidden = ex.getCause() instanceof AuthorizationException;
			if (!this.saidMissing) {
				this.saidMissing = true;
				logger.warn("The topic '%s' could not be looked up or created: %s. %s"
					.formatted(this.settings.topic(), ex, forbidden ? "Create it by hand."
							: "What is tracked waits in the queue; look after the broker, and check 'spring.kafka'."));
			}
			if (forbidden && admin != null) {
				ready(admin);
			}
			else {
				this.threads.schedule(this::prepare, RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
			}
		}
	}

	/**
	 * Returns what asks the broker about the topic. Only the step that prepares makes it,
	 * and makes it again where that failed.
	 */
	private TopicAdmin admin() {
		TopicAdmin current = this.admin;
		if (current == null) {
			current = new TopicAdmin(this.adminConfig, this.settings);
			this.admin = current;
			if (this.threads.isShutdown()) {
				current.close();
			}
		}
		return current;
	}

	private void ready(TopicAdmin admin) {
		this.topic.complete(true);
		every(TEND_INTERVAL, this::tend);
		every(MEASURE_INTERVAL, () -> measure(admin));
		if (this.settings.consume()) {
			every(PURGE_INTERVAL, admin::purge);
		}
	}

	private void tend() {
		for (PausableConsumer consumer : this.consumers) {
			try {
				consumer.tend();
			}
			catch (Throwable ex) {
				if (!this.saidNotStarted) {
					this.saidNotStarted = true;
					logger.warn("A Kafka consumer could not be started, and is tried again: %s. Check 'spring.kafka'."
						.formatted(ex));
				}
			}
		}
	}

	private void measure(TopicAdmin admin) throws Exception {
		long count = admin.backlog();
		Instant now = Instant.now();
		Duration age = this.consumers.stream()
			.map(PausableConsumer::oldest)
			.filter(Objects::nonNull)
			.map((time) -> Duration.between(time, now))
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
		this.delivery.backlog(count, (count == 0 || age.isNegative()) ? Duration.ZERO : age);
	}

	/**
	 * What a step throws would end its repetition, an error as well.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	private void every(Duration interval, Step step) {
		this.threads.scheduleWithFixedDelay(() -> {
			try {
				step.run();
			}
			catch (Throwable ex) {
				logger.debug("A step of the store failed, and is tried again", ex);
			}
		}, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	void stop(Duration limit) {
		this.threads.shutdownNow();
		this.topic.completeExceptionally(new IllegalStateException("The store is stopped"));
		stopConsumers(limit);
		this.writer.close();
		closeAdmin();
	}

	/**
	 * All at once, as each may wait for an answer of Pirsch.
	 */
	private void stopConsumers(Duration limit) {
		CountDownLatch running = new CountDownLatch(this.consumers.size());
		this.consumers.forEach((consumer) -> consumer.stop(running::countDown));
		try {
			if (!running.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.debug("Consumers still wait for an answer, and are not waited for");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void closeAdmin() {
		TopicAdmin admin = this.admin;
		if (admin != null) {
			admin.close();
		}
	}

	/**
	 * What is done again and again.
	 */
	private interface Step {

		void run() throws Exception;

	}

}
