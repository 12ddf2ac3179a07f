package io.pirsch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Calls a {@link LocalPirsch} as a client of the API does.
 */
class ApiClient {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final LocalPirsch local;

	private @Nullable String bearer;

	ApiClient(LocalPirsch local) {
		this.local = local;
	}

	static Map<String, Object> hit() {
		Map<String, Object> hit = new LinkedHashMap<>();
		hit.put("url", "https://example.com/page");
		hit.put("ip", "203.0.113.7");
		hit.put("user_agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0)");
		return hit;
	}

	static Map<String, Object> hit(String name, Object value) {
		Map<String, Object> hit = hit();
		hit.put(name, value);
		return hit;
	}

	static Map<String, Object> timed(String name, Object value) {
		Map<String, Object> hit = hit("time", "2026-11-23T10:00:00.5Z");
		hit.put(name, value);
		return hit;
	}

	ApiClient bearer(@Nullable String bearer) {
		this.bearer = bearer;
		return this;
	}

	/**
	 * Gets a token and uses it from now on.
	 */
	ApiClient withToken() {
		return bearer(token());
	}

	String token() {
		Map<String, @Nullable Object> answer = json(askForToken(this.local.clientSecret()));
		return (String) Objects.requireNonNull(answer.get("access_token"));
	}

	HttpResponse<String> askForToken(String secret) {
		return post("/api/v1/token", Map.of("client_id", this.local.clientId(), "client_secret", secret));
	}

	HttpResponse<String> post(String path, Object body) {
		return postRaw(path, new String(Json.bytes(body), StandardCharsets.UTF_8));
	}

	HttpResponse<String> postRaw(String path, String body) {
		return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	HttpResponse<String> get(String path) {
		return send(request(path).GET());
	}

	HttpResponse<String> delete(String path) {
		return send(request(path).DELETE());
	}

	HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.local.baseUrl().resolve(path))
			.timeout(Duration.ofSeconds(10));
		if (this.bearer != null) {
			request.header("Authorization", "Bearer " + this.bearer);
		}
		return request;
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		return send(request, HttpResponse.BodyHandlers.ofString());
	}

	<T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
		try {
			return this.http.send(request.build(), handler);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
		return this.http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	static Map<String, @Nullable Object> json(HttpResponse<String> response) {
		return Objects.requireNonNull(Json.object(Json.read(response.body().getBytes(StandardCharsets.UTF_8))));
	}

}
