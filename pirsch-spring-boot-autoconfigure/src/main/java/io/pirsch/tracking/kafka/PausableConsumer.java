package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.pirsch.tracking.StoreDelivery;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * A consumer with its thread, which goes on polling while it pauses, so that it keeps its
 * place in the group.
 */
final class PausableConsumer implements KafkaSender.Pausing {

	private static final Duration AUTHORIZATION_RETRY = Duration.ofSeconds(10);

	private static final Duration START_RETRY = Duration.ofSeconds(1);

	private final KafkaMessageListenerContainer<byte[], byte[]> container;

	private final KafkaSender sender;

	private volatile long resumeAt = System.nanoTime();

	private long startAt = System.nanoTime();

	private final Map<TopicPartition, Long> resumePartitionsAt = new ConcurrentHashMap<>();

	PausableConsumer(String name, Map<String, Object> config, KafkaStoreSettings settings, StoreDelivery delivery) {
		Progress progress = new Progress();
		this.sender = new KafkaSender(delivery, new HeldRecords(delivery.client(), settings.formerClients()), progress,
				this);
		ContainerProperties properties = new ContainerProperties(settings.topic());
		properties.setGroupId(settings.groupId());
		properties.setAckMode(ContainerProperties.AckMode.MANUAL_IMMEDIATE);
		properties.setMessageListener(this.sender);
		properties.setConsumerRebalanceListener(progress);
		// Without it the container stops for good when a right is missing for a moment
		properties.setAuthExceptionRetryInterval(AUTHORIZATION_RETRY);
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(name + "-");
		threads.setDaemon(true);
		properties.setListenerTaskExecutor(threads);
		this.container = new KafkaMessageListenerContainer<>(new DefaultKafkaConsumerFactory<>(config), properties);
		this.container.setBeanName(name);
		this.container.setCommonErrorHandler(new PatientErrorHandler());
	}

	@Nullable Instant oldest() {
		return this.sender.oldest();
	}

	@Override
	public void pause(Duration pause) {
		this.resumeAt = System.nanoTime() + pause.toNanos();
		this.container.pause();
	}

	@Override
	public void pause(TopicPartition partition, Duration pause) {
		this.resumePartitionsAt.put(partition, System.nanoTime() + pause.toNanos());
		this.container.pausePartition(partition);
	}

	/**
	 * Called again and again: starts the container if it does not run, and resumes it
	 * when its pause is over. Looks at the state, not at what was scheduled, so that a
	 * lost resume can't stop delivery.
	 */
	void tend() {
		if (!this.container.isRunning()) {
			start();
		}
		else if (this.container.isPauseRequested() && System.nanoTime() - this.resumeAt >= 0) {
			this.container.resume();
		}
		this.resumePartitionsAt.entrySet().removeIf((entry) -> resumeIfOver(entry.getKey(), entry.getValue()));
	}

	private void start() {
		if (System.nanoTime() - this.startAt >= 0) {
			this.startAt = System.nanoTime() + START_RETRY.toNanos();
			this.container.start();
		}
	}

	private boolean resumeIfOver(TopicPartition partition, long at) {
		boolean over = System.nanoTime() - at >= 0;
		if (over) {
			this.container.resumePartition(partition);
		}
		return over;
	}

	void stop(Runnable callback) {
		this.sender.stop();
		this.container.stop(callback);
	}

}
