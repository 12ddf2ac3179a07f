package io.pirsch.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;

/**
 * Streams the live feed to a page as server-sent events.
 */
class EventStream {

	private static final Duration HEARTBEAT = Duration.ofSeconds(10);

	/**
	 * What comes within this time is sent together, so that a busy feed does not keep the
	 * page from drawing.
	 */
	private static final Duration GATHER = Duration.ofMillis(250);

	private final LiveFeed feed;

	private final Supplier<Map<String, Object>> state;

	private final CountDownLatch stopped;

	EventStream(LiveFeed feed, Supplier<Map<String, Object>> state, CountDownLatch stopped) {
		this.feed = feed;
		this.state = state;
		this.stopped = stopped;
	}

	void handle(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
		exchange.getResponseHeaders().set("Cache-Control", "no-store");
		exchange.sendResponseHeaders(200, 0);
		try (LiveFeed.Subscription subscription = this.feed.subscribe()) {
			OutputStream out = exchange.getResponseBody();
			do {
				List<LiveFeed.Message> messages = subscription.next(HEARTBEAT);
				for (LiveFeed.Message message : messages) {
					if (message.call() != null) {
						write(out, message.event(), message.call());
					}
					else if (message.event().equals("start")) {
						write(out, message.event(), Map.of());
					}
				}
				write(out, "state", this.state.get());
				out.flush();
			}
			while (!this.stopped.await(GATHER.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			exchange.close();
		}
	}

	private void write(OutputStream out, String event, Object data) throws IOException {
		out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
		out.write(Json.bytes(data));
		out.write("\n\n".getBytes(StandardCharsets.UTF_8));
	}

}
