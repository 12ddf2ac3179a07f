package io.pirsch.sample.site;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connection to a browser by the Chrome DevTools Protocol.
 */
final class DevTools implements WebSocket.Listener, AutoCloseable {

	private static final JsonMapper mapper = new JsonMapper();

	private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();

	private final AtomicInteger lastId = new AtomicInteger();

	private final Map<String, List<String>> attached = new ConcurrentHashMap<>();

	private final StringBuilder message = new StringBuilder();

	private final WebSocket socket;

	DevTools(URI address) {
		this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this).join();
	}

	/**
	 * Calls the browser.
	 * @param session session of the tab that is meant, or {@code null} for the browser
	 * @param method name of the method
	 * @param parameters its parameters
	 * @return the result
	 */
	synchronized JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
		int id = this.lastId.incrementAndGet();
		Map<String, Object> call = new LinkedHashMap<>();
		call.put("id", id);
		call.put("method", method);
		call.put("params", parameters);
		if (session != null) {
			call.put("sessionId", session);
		}
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.calls.put(id, answer);
		this.socket.sendText(mapper.writeValueAsString(call), true).join();
		return answer.orTimeout(30, TimeUnit.SECONDS).join();
	}

	/**
	 * Returns the sessions that the browser has opened beneath another, oldest first.
	 */
	List<String> attachedTo(String session) {
		return this.attached.getOrDefault(session, List.of());
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.message.append(data);
		if (last) {
			receive(mapper.readTree(this.message.toString()));
			this.message.setLength(0);
		}
		webSocket.request(1);
		return null;
	}

	private void receive(JsonNode answer) {
		if (answer.path("method").asString("").equals("Target.attachedToTarget") && answer.has("sessionId")) {
			this.attached
				.computeIfAbsent(answer.path("sessionId").asString(), (session) -> new CopyOnWriteArrayList<>())
				.add(answer.path("params").path("sessionId").asString());
		}
		CompletableFuture<JsonNode> call = this.calls.remove(answer.path("id").asInt(0));
		if (call == null) {
			return;
		}
		if (answer.has("error")) {
			call.completeExceptionally(new IllegalStateException(answer.path("error").toString()));
		}
		else {
			call.complete(answer.path("result"));
		}
	}

	@Override
	public void close() {
		this.socket.abort();
	}

}
