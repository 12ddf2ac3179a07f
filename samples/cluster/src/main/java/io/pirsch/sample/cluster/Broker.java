package io.pirsch.sample.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in a process of its own.
 */
final class Broker implements StoreServer {

	private static final List<String> OPTIONS = List.of("-Xmx300m", "-Dlogback.configurationFile=quiet-logback.xml");

	private final Children children;

	private final Path directory;

	private final int port;

	private @Nullable Process process;

	Broker(Children children, Path directory) {
		this.children = children;
		this.directory = directory;
		this.port = Ports.free();
	}

	@Override
	public void start() throws Exception {
		Path properties = this.directory.resolve("broker.properties");
		if (!Files.exists(properties)) {
			Files.writeString(properties, properties(this.port, Ports.free()));
			format();
		}
		this.process = this.children.start("broker", OPTIONS, "kafka.Kafka", List.of("broker.properties"));
		Await.until("the broker listens", () -> Ports.isOpen(this.port));
	}

	private void format() throws Exception {
		int status = this.children
			.start("format", OPTIONS, "kafka.tools.StorageTool",
					List.of("format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", "broker.properties"))
			.waitFor();
		if (status != 0) {
			throw new IllegalStateException("The broker's directory can't be prepared, see " + this.directory);
		}
	}

	/**
	 * A broker that was killed is let in again when its session is over, 9 seconds later
	 * by default.
	 */
	private static String properties(int port, int controllerPort) {
		String listeners = "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort);
		return """
				process.roles=broker,controller
				node.id=1
				controller.quorum.bootstrap.servers=127.0.0.1:%d
				listeners=%s
				advertised.listeners=%s
				controller.listener.names=CONTROLLER
				listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
				inter.broker.listener.name=PLAINTEXT
				log.dirs=kafka
				offsets.topic.num.partitions=1
				offsets.topic.replication.factor=1
				transaction.state.log.replication.factor=1
				transaction.state.log.min.isr=1
				share.coordinator.state.topic.replication.factor=1
				share.coordinator.state.topic.min.isr=1
				broker.session.timeout.ms=2000
				broker.heartbeat.interval.ms=500
				group.initial.rebalance.delay.ms=0
				auto.create.topics.enable=false
				""".formatted(controllerPort, listeners, listeners);
	}

	@Override
	public void kill() {
		if (this.process != null) {
			Children.kill(this.process);
		}
	}

	@Override
	public List<String> properties() {
		return List.of("--pirsch.tracking.store.type=kafka", "--spring.kafka.bootstrap-servers=127.0.0.1:" + this.port,
				"--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
	}

	@Override
	public int senders(int sites) {
		return sites;
	}

	@Override
	public void close() {
		kill();
	}

}
