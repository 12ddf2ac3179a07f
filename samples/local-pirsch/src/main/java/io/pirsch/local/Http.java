package io.pirsch.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests and writes responses.
 */
final class Http {

	private static final int MAX_BODY = 64 * 1024 * 1024;

	private Http() {
	}

	/**
	 * Reads the whole body, in one piece of the right size when the size is known.
	 */
	static byte[] body(HttpExchange exchange) throws IOException {
		String length = exchange.getRequestHeaders().getFirst("Content-Length");
		long size = (length != null) ? Long.parseLong(length) : -1;
		if (size > MAX_BODY) {
			throw new IOException("The body is too large");
		}
		InputStream in = exchange.getRequestBody();
		if (size >= 0) {
			byte[] body = new byte[(int) size];
			int read = in.readNBytes(body, 0, body.length);
			return (read < body.length) ? Arrays.copyOf(body, read) : body;
		}
		byte[] body = in.readNBytes(MAX_BODY + 1);
		if (body.length > MAX_BODY) {
			throw new IOException("The body is too large");
		}
		return body;
	}

	static void send(HttpExchange exchange, Answer answer) throws IOException {
		byte[] body = bytes(exchange, answer);
		exchange.sendResponseHeaders(answer.status(), (body.length > 0) ? body.length : -1);
		if (body.length > 0) {
			exchange.getResponseBody().write(body);
		}
		exchange.close();
	}

	/**
	 * Announces a whole answer and stops in the middle of it; the caller closes the
	 * connection.
	 */
	static void sendHalf(HttpExchange exchange, Answer answer) throws IOException {
		byte[] body = bytes(exchange, answer);
		if (body.length == 0) {
			body = "{\"accepted\":true}".getBytes(StandardCharsets.UTF_8);
		}
		exchange.sendResponseHeaders(answer.status(), body.length);
		exchange.getResponseBody().write(body, 0, body.length / 2);
		exchange.getResponseBody().flush();
	}

	/**
	 * Returns the query parameters, the last of each name.
	 */
	static Map<String, String> query(HttpExchange exchange) {
		Map<String, String> last = new LinkedHashMap<>();
		parameters(exchange).forEach((name, values) -> last.put(name, values.get(values.size() - 1)));
		return last;
	}

	static Map<String, List<String>> parameters(HttpExchange exchange) {
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		String query = exchange.getRequestURI().getRawQuery();
		if (query != null) {
			for (String pair : query.split("&", -1)) {
				int equals = pair.indexOf('=');
				String name = (equals >= 0) ? pair.substring(0, equals) : pair;
				String value = (equals >= 0) ? pair.substring(equals + 1) : "";
				parameters.computeIfAbsent(decode(name), (unknown) -> new ArrayList<>()).add(decode(value));
			}
		}
		return parameters;
	}

	/**
	 * Returns the headers by lower-case name, without what must not be shown.
	 */
	static Map<String, String> headers(HttpExchange exchange) {
		Map<String, String> headers = new LinkedHashMap<>();
		exchange.getRequestHeaders()
			.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
		headers.keySet().removeAll(Arrays.asList("authorization", "cookie"));
		return headers;
	}

	private static byte[] bytes(HttpExchange exchange, Answer answer) {
		answer.headers().forEach(exchange.getResponseHeaders()::set);
		@Nullable Object body = answer.body();
		if (body == null) {
			return new byte[0];
		}
		if (body instanceof byte[] bytes) {
			return bytes;
		}
		if (body instanceof String text) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		return Json.bytes(body);
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
