package io.pirsch.tracking.kafka;

import java.util.HashSet;
import java.util.Set;

import io.pirsch.tracking.PirschTracker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds records that are not for this instance to deliver. They are kept, and so is what
 * is behind them in their partition.
 */
final class HeldRecords {

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final String client;

	private final Set<String> formerClients;

	private final Set<String> said = new HashSet<>();

	/**
	 * Creates an object that finds them.
	 * @param client fingerprint of the client that delivers
	 * @param formerClients fingerprints of those whose hits it delivers, too
	 */
	HeldRecords(String client, Set<String> formerClients) {
		this.client = client;
		this.formerClients = formerClients;
	}

	/**
	 * Whether the record is to be kept. The first time, the log tells why.
	 */
	boolean holds(ConsumerRecord<byte[], byte[]> record) {
		if (HitRecords.isNewer(record)) {
			say("newer", record, "a newer version of this library has written. They, and what is behind them, are "
					+ "kept until an instance with that version takes over.");
			return true;
		}
		String writer = HitRecords.client(record);
		if (writer == null || writer.equals(this.client) || this.formerClients.contains(writer)) {
			return false;
		}
		say(writer, record, "another client of Pirsch has stored, so they are not delivered with this one. They, and "
				+ "what is behind them, are kept. Give each site a topic of its own with "
				+ "'pirsch.tracking.store.kafka.topic'. If this site had another client or access key before, add "
				+ "'%s' to 'pirsch.tracking.store.kafka.former-clients'.".formatted(writer));
		return true;
	}

	private void say(String what, ConsumerRecord<byte[], byte[]> record, String text) {
		if (this.said.add(what)) {
			logger.error("In the partition %s are hits that %s".formatted(Progress.partition(record), text));
		}
	}

}
