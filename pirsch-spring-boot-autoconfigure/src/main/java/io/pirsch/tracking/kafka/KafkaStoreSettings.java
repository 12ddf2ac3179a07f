package io.pirsch.tracking.kafka;

import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * How a topic stores hits.
 *
 * @param topic name of the topic, which only one site of Pirsch may use
 * @param groupId name of the consumer group that delivers
 * @param concurrency number of consumers in this instance, each with a request in flight;
 * with more than one in all, Pirsch gets the views of different visitors at the same time
 * @param consume whether this instance delivers
 * @param createTopic whether a missing topic is created
 * @param purge whether what is delivered is deleted from the topic
 * @param formerClients {@linkplain io.pirsch.client.PirschClient#fingerprint()
 * fingerprints} of clients whose hits are delivered, too, since this site had them before
 */
public record KafkaStoreSettings(String topic, String groupId, int concurrency, boolean consume, boolean createTopic,
		boolean purge, Set<String> formerClients) {

	/** What Kafka allows. */
	private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

	/**
	 * Checks the settings.
	 * @param topic see {@link #topic()}, a name that Kafka allows
	 * @param groupId see {@link #groupId()}, not empty
	 * @param concurrency see {@link #concurrency()}, at least 1
	 * @param consume see {@link #consume()}
	 * @param createTopic see {@link #createTopic()}
	 * @param purge see {@link #purge()}
	 * @param formerClients see {@link #formerClients()}
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public KafkaStoreSettings {
		Assert.isTrue(NAME.matcher(topic).matches(), () -> "'topic' must be up to 249 letters of the English alphabet, "
				+ "digits, dots, underscores and hyphens but is '" + topic + "'");
		Assert.hasText(groupId, "'groupId' must not be empty");
		Assert.isTrue(concurrency >= 1, () -> "'concurrency' must be at least 1 but is " + concurrency);
		formerClients = Set.copyOf(formerClients);
	}

	/**
	 * Returns settings that suit most applications.
	 * @return topic and group {@code pirsch}, one consumer, a missing topic is created,
	 * what is delivered is deleted
	 */
	public static KafkaStoreSettings defaults() {
		return new KafkaStoreSettings("pirsch", "pirsch", 1, true, true, true, Set.of());
	}

}
