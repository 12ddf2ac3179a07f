package io.pirsch.sample.site;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A proxy before a site that keeps what shared caches may keep, and never asks again.
 */
final class CachingProxy implements AutoCloseable {

	private static final Set<String> OF_A_CONNECTION = Set.of("connection", "content-length", "host",
			"transfer-encoding", "upgrade", "keep-alive", "http2-settings", "expect");

	private static final Pattern MOMENT = Pattern.compile("(?<=pirsch;desc=\"c)[0-9]+");

	private final String origin;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<String, HttpResponse<byte[]>> kept = new ConcurrentHashMap<>();

	private final AtomicInteger asked = new AtomicInteger();

	private volatile Duration age = Duration.ZERO;

	private CachingProxy(String origin, HttpServer server) {
		this.origin = origin;
		this.server = server;
	}

	static CachingProxy start(String origin) {
		try {
			CachingProxy proxy = new CachingProxy(origin, HttpServer.create(new InetSocketAddress("localhost", 0), 0));
			proxy.server.createContext("/", proxy::answer);
			proxy.server.setExecutor(proxy.threads);
			proxy.server.start();
			return proxy;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String site() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	/**
	 * Makes what is kept older, as time would: the marks of the pages in it.
	 */
	void ageBy(Duration age) {
		this.age = age;
	}

	/**
	 * Returns how often the site was asked for something that is kept.
	 */
	int asked() {
		return this.asked.get();
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			HttpResponse<byte[]> answer = this.kept.get(exchange.getRequestURI().toString());
			if (answer == null) {
				answer = ask(exchange);
				if (answer.headers().firstValue("Cache-Control").orElse("").contains("s-maxage")) {
					this.asked.incrementAndGet();
					this.kept.put(exchange.getRequestURI().toString(), answer);
				}
			}
			answer.headers().map().forEach((name, values) -> {
				if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
					exchange.getResponseHeaders().put(name, values.stream().map(this::aged).toList());
				}
			});
			boolean empty = answer.body().length == 0;
			exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
			if (!empty) {
				exchange.getResponseBody().write(answer.body());
			}
		}
	}

	private String aged(String header) {
		return MOMENT.matcher(header)
			.replaceAll((moment) -> String.valueOf(Long.parseLong(moment.group()) - this.age.toSeconds()));
	}

	private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.origin + exchange.getRequestURI()))
			.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		List<String> host = exchange.getRequestHeaders().getOrDefault("Host", List.of());
		request.header("X-Forwarded-Host", String.join("", host)).header("X-Forwarded-Proto", "http");
		try {
			return this.client.send(request.build(), BodyHandlers.ofByteArray());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
