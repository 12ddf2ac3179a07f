package io.pirsch.tracking.kafka;

import java.time.Duration;
import java.util.Objects;

import kafka.server.BrokerServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A broker in this process, for all test classes. Each test has a topic of its own.
 */
final class SharedBroker implements BeforeAllCallback {

	private static @Nullable EmbeddedKafkaKraftBroker broker;

	@Override
	public void beforeAll(ExtensionContext context) {
		context.getRoot()
			.getStore(Namespace.create(SharedBroker.class))
			.computeIfAbsent(SharedBroker.class, (key) -> start());
	}

	private static AutoCloseable start() {
		EmbeddedKafkaKraftBroker started = new EmbeddedKafkaKraftBroker(1, 6);
		started.brokerProperty("group.initial.rebalance.delay.ms", "0");
		started.brokerProperty("group.min.session.timeout.ms", "100");
		started.afterPropertiesSet();
		broker = started;
		return started::destroy;
	}

	private static EmbeddedKafkaKraftBroker broker() {
		return Objects.requireNonNull(broker);
	}

	static String servers() {
		return broker().getBrokersAsString();
	}

	/**
	 * Ends the broker without a word to its clients.
	 */
	static void kill() {
		server().shutdown(Duration.ZERO);
		server().awaitShutdown();
	}

	/**
	 * Starts it again with what it has on disk, on the same port.
	 */
	static void restart() {
		server().startup();
	}

	private static BrokerServer server() {
		return Objects.requireNonNull(Objects.requireNonNull(broker().getCluster()).brokers().get(0));
	}

}
