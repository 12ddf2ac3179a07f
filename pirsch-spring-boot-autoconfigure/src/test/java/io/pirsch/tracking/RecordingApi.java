package io.pirsch.tracking;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.pirsch.client.Event;
import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.client.Visitor;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What the tests of the stores share: an API without a network that keeps what it has
 * accepted, and hits that carry their number.
 */
public final class RecordingApi implements ExchangeFunction {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	/** Names of what was accepted, in the order of arrival. */
	public final List<String> accepted = new CopyOnWriteArrayList<>();

	/** Their titles, in the same order. */
	public final List<String> titles = new CopyOnWriteArrayList<>();

	/** The number of hits of each request, whatever its answer. */
	public final List<Integer> requests = new CopyOnWriteArrayList<>();

	private volatile Function<List<String>, Integer> answers = (names) -> 200;

	private volatile Runnable beforeAnswer = () -> {
	};

	/**
	 * Sets the status that a request with these hits is answered with.
	 */
	public void answer(Function<List<String>, Integer> answers) {
		this.answers = answers;
	}

	/**
	 * Sets what happens after a request was accepted and before its answer.
	 */
	public void beforeAnswer(Runnable beforeAnswer) {
		this.beforeAnswer = beforeAnswer;
	}

	public PirschClient client() {
		return PirschClient.builder(PirschCredentials.accessKey("pa_test"))
			.baseUrl(URI.create("http://localhost"))
			.webClientBuilder(WebClient.builder().exchangeFunction(this))
			.timeout(Duration.ofSeconds(5))
			.build();
	}

	public static TrackingSettings settings() {
		return TrackingSettings.defaults()
			.withInitialBackoff(Duration.ofMillis(20))
			.withMaxBackoff(Duration.ofMillis(100))
			.withMaxAge(Duration.ofDays(3));
	}

	@Override
	public Mono<ClientResponse> exchange(ClientRequest request) {
		return Mono.defer(() -> {
			MockClientHttpRequest http = new MockClientHttpRequest(request.method(), request.url());
			return request.writeTo(http, ExchangeStrategies.withDefaults())
				.then(Mono.defer(http::getBodyAsString))
				.map((body) -> {
					JsonNode json = MAPPER.readTree(body);
					List<String> names = new ArrayList<>();
					List<String> titles = new ArrayList<>();
					(json.isArray() ? json.valueStream() : List.of(json).stream()).forEach((hit) -> {
						names.add(hit.path("url").asString("").replace("https://example.com/", "")
								+ (hit.has("event_name") ? " event" : ""));
						titles.add(hit.path("title").asString(""));
					});
					this.requests.add(names.size());
					int status = this.answers.apply(names);
					if (status == 200) {
						this.accepted.addAll(names);
						this.titles.addAll(titles);
					}
					this.beforeAnswer.run();
					return ClientResponse.create(HttpStatusCode.valueOf(status)).build();
				});
		});
	}

	public static PageView page(String name) {
		return PageView.builder("https://example.com/" + name, visitor(0)).time(Instant.now()).build();
	}

	public static PageView page(int visitor, String name) {
		return PageView.builder("https://example.com/" + name, visitor(visitor)).time(Instant.now()).build();
	}

	public static Event event(String name) {
		return Event.builder("Clicked", page(name)).build();
	}

	public static List<Hit> pages(int from, int to) {
		return IntStream.range(from, to).<Hit>mapToObj((i) -> page("" + i)).toList();
	}

	public static List<String> names(int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> "" + i).toList();
	}

	private static Visitor visitor(int number) {
		return Visitor.of("203.0.113." + number, "Mozilla/5.0 (X11; Linux x86_64)");
	}

}
