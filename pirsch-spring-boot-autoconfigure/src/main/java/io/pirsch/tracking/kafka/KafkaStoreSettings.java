package io.pirsch.tracking.kafka;

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
 */
public record KafkaStoreSettings(String topic, String groupId, int concurrency, boolean consume, boolean createTopic,
		boolean purge) {

	/**
	 * Checks the settings.
	 * @param topic see {@link #topic()}, not empty
	 * @param groupId see {@link #groupId()}, not empty
	 * @param concurrency see {@link #concurrency()}, at least 1
	 * @param consume see {@link #consume()}
	 * @param createTopic see {@link #createTopic()}
	 * @param purge see {@link #purge()}
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public KafkaStoreSettings {
		Assert.hasText(topic, "'topic' must not be empty");
		Assert.hasText(groupId, "'groupId' must not be empty");
		Assert.isTrue(concurrency >= 1, () -> "'concurrency' must be at least 1 but is " + concurrency);
	}

	/**
	 * Returns settings that suit most applications.
	 * @return topic and group {@code pirsch}, one consumer, a missing topic is created,
	 * what is delivered is deleted
	 */
	public static KafkaStoreSettings defaults() {
		return new KafkaStoreSettings("pirsch", "pirsch", 1, true, true, true);
	}

}
