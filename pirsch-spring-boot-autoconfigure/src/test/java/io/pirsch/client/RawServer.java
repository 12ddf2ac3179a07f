package io.pirsch.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers each request with these bytes, however wrong they are, and leaves the
 * connection open until the client closes it.
 */
final class RawServer implements AutoCloseable {

	private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

	private final ServerSocket socket;

	private final byte[] answer;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger requests = new AtomicInteger();

	private final CountDownLatch closedByClient = new CountDownLatch(1);

	RawServer(String answer) {
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
		this.threads.execute(this::accept);
	}

	URI url() {
		return URI.create("http://localhost:" + this.socket.getLocalPort());
	}

	int requests() {
		return this.requests.get();
	}

	boolean isClosedByClient() {
		return this.closedByClient.getCount() == 0;
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket connection = this.socket.accept();
				this.threads.execute(() -> serve(connection));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			InputStream in = connection.getInputStream();
			OutputStream out = connection.getOutputStream();
			while (readRequest(in)) {
				this.requests.incrementAndGet();
				out.write(this.answer);
				out.flush();
			}
		}
		catch (IOException ex) {
			// As good as the end of the stream
		}
		this.closedByClient.countDown();
	}

	private static boolean readRequest(InputStream in) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			int read = in.read();
			if (read < 0) {
				return false;
			}
			head.write(read);
		}
		Matcher length = LENGTH.matcher(head.toString(StandardCharsets.ISO_8859_1));
		in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
		return true;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		this.threads.shutdownNow();
	}

}
