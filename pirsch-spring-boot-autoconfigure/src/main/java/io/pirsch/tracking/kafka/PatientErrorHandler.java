package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.util.Map;

import io.pirsch.tracking.PirschTracker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Skips nothing, should something pass the sender, which catches everything; and waits
 * before the next poll where one fails, as for a record that is broken on the broker:
 * Spring would poll at full speed, and log each failure.
 */
final class PatientErrorHandler extends DefaultErrorHandler {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private @Nullable String said;

	PatientErrorHandler() {
		super(new FixedBackOff(FixedBackOff.DEFAULT_INTERVAL, FixedBackOff.UNLIMITED_ATTEMPTS));
		setClassifications(Map.of(), true);
	}

	@Override
	public void handleOtherException(Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container,
			boolean batchListener) {
		String text = failure.toString();
		if (!text.equals(this.said)) {
			this.said = text;
			logger.warn("The topic can't be read, and is tried again every second: %s. Look after the broker."
				.formatted(text));
		}
		try {
			ListenerUtils.stoppableSleep(container, PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
