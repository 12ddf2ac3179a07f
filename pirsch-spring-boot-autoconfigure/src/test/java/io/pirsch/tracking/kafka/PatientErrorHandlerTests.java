package io.pirsch.tracking.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link PatientErrorHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PatientErrorHandlerTests {

	private final PatientErrorHandler handler = new PatientErrorHandler();

	private final MessageListenerContainer stopping = mock(MessageListenerContainer.class);

	@Test
	void aPollThatFailsIsSaidOnceAndWaitedAfter(CapturedOutput output) {
		handle(new KafkaException("The record is corrupt"));
		handle(new KafkaException("The record is corrupt"));
		assertThat(output).containsOnlyOnce("The topic can't be read").containsOnlyOnce("The record is corrupt");
		verify(this.stopping, atLeastOnce()).isRunning();
		handle(new KafkaException("The group is gone"));
		assertThat(output).contains("The group is gone");
	}

	private void handle(Exception failure) {
		this.handler.handleOtherException(failure, mock(Consumer.class), this.stopping, true);
	}

}
