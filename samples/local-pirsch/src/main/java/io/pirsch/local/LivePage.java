package io.pirsch.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/**
 * Serves the page that shows what arrives.
 */
class LivePage implements HttpHandler {

	private final Answer page = Answer.ok(read())
		.withHeader("Content-Type", "text/html; charset=utf-8")
		.withHeader("Cache-Control", "no-cache")
		.withHeader("X-Content-Type-Options", "nosniff")
		.withHeader("Content-Security-Policy",
				"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
						+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		boolean found = path.equals("/") && exchange.getRequestMethod().equals("GET");
		Http.send(exchange, found ? this.page : Answer.error(404, "Not found: " + path));
	}

	private static String read() {
		try (InputStream in = LivePage.class.getResourceAsStream("live.html")) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
