package io.pirsch.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/**
 * The HTTP server, reachable from this machine only.
 */
class LocalServer {

	private static final String ADDRESS = "127.0.0.1";

	private static final int BACKLOG = 1024;

	static {
		// Read once by the JDK's server: without the first, a response in two pieces
		// waits 40 ms for the client's delayed acknowledgement
		setDefault("sun.net.httpserver.nodelay", "true");
		setDefault("sun.net.httpserver.maxIdleConnections", "2000");
	}

	private final HttpServer server;

	private final ExecutorService executor;

	LocalServer(int port) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(ADDRESS, port), BACKLOG);
		this.executor = Executors.newCachedThreadPool((task) -> daemon(task, "local-pirsch"));
		this.server.setExecutor(this.executor);
	}

	void serve(String path, HttpHandler handler) {
		this.server.createContext(path, handler);
	}

	void serveSameOrigin(String path, HttpHandler handler) {
		this.server.createContext(path, handler).getFilters().add(new SameOrigin());
	}

	/**
	 * The server's own thread inherits from the one that starts it; as a daemon it does
	 * not keep a program alive that has come to its end.
	 */
	void start() {
		Thread starter = daemon(this.server::start, "local-pirsch-start");
		starter.start();
		try {
			starter.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void stop() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	URI address() {
		return URI.create("http://" + ADDRESS + ":" + this.server.getAddress().getPort());
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	private static void setDefault(String property, String value) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, value);
		}
	}

}
