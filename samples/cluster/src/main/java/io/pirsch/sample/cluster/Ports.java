package io.pirsch.sample.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine.
 */
final class Ports {

	/**
	 * Systems take the ports of outgoing connections from above.
	 */
	private static final int END = 32_768;

	private static final int COUNT = 12_000;

	private Ports() {
	}

	/**
	 * Returns a port that nobody uses, nor takes for a connection while its owner is
	 * dead.
	 */
	static int free() {
		while (true) {
			int port = END - 1 - ThreadLocalRandom.current().nextInt(COUNT);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// In use
			}
		}
	}

	/**
	 * Whether someone listens.
	 */
	static boolean isOpen(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
