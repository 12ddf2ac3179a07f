package io.pirsch.benchmarks.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.pirsch.benchmarks.ChildJvm;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker in a process of its own, as it comes.
 */
final class KafkaBroker {

	private static final int LOOKS = 600;

	private KafkaBroker() {
	}

	static StoreServer start(Path directory) throws Exception {
		int port = freePort();
		Path properties = directory.resolve("broker.properties");
		Files.writeString(properties, properties(directory.resolve("log"), port, freePort()));
		StorageTool.execute(
				new String[] { "format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c",
						properties.toString() },
				new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
		ChildJvm process = ChildJvm.start(List.of("-Xms512m", "-Xmx512m"), System.getProperty("java.class.path"),
				"kafka.Kafka", properties.toString());
		for (int i = 0; !isOpen(port); i++) {
			if (i == LOOKS) {
				process.close();
				throw new IOException("The broker does not listen");
			}
			Thread.sleep(100);
		}
		return new StoreServer("127.0.0.1:" + port, directory, process);
	}

	private static boolean isOpen(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static String properties(Path log, int port, int controllerPort) {
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
				log.dirs=%s
				offsets.topic.num.partitions=1
				offsets.topic.replication.factor=1
				transaction.state.log.replication.factor=1
				transaction.state.log.min.isr=1
				share.coordinator.state.topic.replication.factor=1
				share.coordinator.state.topic.min.isr=1
				group.initial.rebalance.delay.ms=0
				auto.create.topics.enable=false
				""".formatted(controllerPort, listeners, listeners, log);
	}

}
