package io.pirsch.tracking.kafka;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Judges why a record was not written: whether no topic would take it, or topic, brokers
 * or rights have to change. What passes by itself does not come here, as the producer
 * goes on trying.
 */
final class WriteFailure {

	private WriteFailure() {
	}

	/**
	 * Whether the record is larger than producer, topic or brokers take.
	 */
	static boolean isSize(Throwable failure) {
		return failure instanceof RecordTooLargeException;
	}

	/**
	 * Whether a record may be at fault. Brokers refuse all records of a batch for the
	 * sake of one, and tell the reason of each only where it is the only one.
	 */
	static boolean mayBeOfRecord(Throwable failure) {
		return isOfRecord(failure) || failure instanceof InvalidTimestampException
				|| failure.getClass() == KafkaException.class;
	}

	/**
	 * Whether a record that was sent alone is at fault.
	 */
	static boolean isOfRecord(Throwable failure) {
		return failure instanceof InvalidRecordException || failure instanceof SerializationException
				|| failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException;
	}

	/**
	 * Returns what a person can do.
	 * @return a sentence, or {@code null} if that is not known
	 */
	static @Nullable String remedy(Throwable failure, String topic) {
		if (failure instanceof AuthorizationException) {
			return "Allow the application's user to write to the topic '%s' and to describe it. ".formatted(topic)
					+ "Brokers older than 2.8 ask for the right IDEMPOTENT_WRITE on the cluster, too.";
		}
		if (failure instanceof AuthenticationException) {
			return "The brokers do not accept the application's credentials or certificate: correct 'spring.kafka'.";
		}
		if (failure instanceof InvalidTimestampException) {
			return "The clocks of this machine and of the brokers differ: set them, or let the topic '%s' "
				.formatted(topic) + "have 'message.timestamp.type' LogAppendTime.";
		}
		return null;
	}

}
