package io.pirsch.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API without a network, so that tests run in virtual time.
 */
final class StubApi implements ExchangeFunction {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	/**
	 * In virtual time, a loop without a pause would never end.
	 */
	private static final int MAX_REQUESTS = 5_000;

	final List<Received> received = new ArrayList<>();

	static final Duration TIMEOUT = Duration.ofSeconds(5);

	private Function<Received, Mono<ClientResponse>> answers = (request) -> status(200);

	private boolean hasNoPauses;

	private Sinks.Empty<Void> released = Sinks.empty();

	private Mono<Void> gate = Mono.empty();

	PirschClient client() {
		return client(PirschCredentials.accessKey("pa_test"));
	}

	PirschClient client(PirschCredentials credentials) {
		return client(credentials, WebClient.builder());
	}

	PirschClient client(PirschCredentials credentials, WebClient.Builder builder) {
		return PirschClient.builder(credentials)
			.webClientBuilder(builder.exchangeFunction(this))
			.timeout(TIMEOUT)
			.clock(new SchedulersClock())
			.build();
	}

	void answer(Function<Received, Mono<ClientResponse>> answers) {
		this.answers = answers;
	}

	/**
	 * Lets calls wait for their answer.
	 */
	void hold() {
		this.released = Sinks.empty();
		this.gate = this.released.asMono();
	}

	void release() {
		this.gate = Mono.empty();
		this.released.tryEmitEmpty();
	}

	void answerStatus(int status) {
		answer((request) -> status(status));
	}

	@Override
	public Mono<ClientResponse> exchange(ClientRequest request) {
		return Mono.defer(() -> {
			MockClientHttpRequest http = new MockClientHttpRequest(request.method(), request.url());
			return request.writeTo(http, ExchangeStrategies.withDefaults())
				.then(Mono.defer(http::getBodyAsString))
				.flatMap((body) -> {
					Received received = new Received(request.url().getPath().replace("/api/v1", ""),
							String.valueOf(request.headers().getFirst(HttpHeaders.AUTHORIZATION)),
							body.isEmpty() ? MAPPER.nullNode() : MAPPER.readTree(body));
					if (this.received.size() == MAX_REQUESTS) {
						this.hasNoPauses = true;
						return Mono.error(new IllegalStateException("Too many requests"));
					}
					this.received.add(received);
					return this.gate.then(Mono.defer(() -> this.answers.apply(received)));
				});
		});
	}

	/**
	 * Fails if requests were sent again and again without a pause.
	 */
	void assertThatThereWerePauses() {
		assertThat(this.hasNoPauses).as("more than %d requests", MAX_REQUESTS).isFalse();
	}

	List<String> paths() {
		return this.received.stream().map(Received::path).toList();
	}

	/**
	 * Returns what was accepted, in the order of arrival.
	 */
	List<String> urls() {
		return this.received.stream().flatMap((request) -> request.urls().stream()).toList();
	}

	static Mono<ClientResponse> status(int status) {
		return Mono.just(ClientResponse.create(HttpStatusCode.valueOf(status)).build());
	}

	static Mono<ClientResponse> status(int status, String header, String value) {
		return Mono.just(ClientResponse.create(HttpStatusCode.valueOf(status)).header(header, value).build());
	}

	static Mono<ClientResponse> refusal(String message) {
		return Mono.just(ClientResponse.create(HttpStatus.BAD_REQUEST)
			.body("{\"validation\":{\"user_agent\":\"" + message + "\"}}")
			.build());
	}

	static Mono<ClientResponse> token(String token) {
		return Mono.just(ClientResponse.create(HttpStatus.OK)
			.header(HttpHeaders.CONTENT_TYPE, "application/json")
			.body("{\"access_token\":\"" + token + "\"}")
			.build());
	}

	/**
	 * The clock of virtual time.
	 */
	private static final class SchedulersClock extends Clock {

		@Override
		public Instant instant() {
			return Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

	record Received(String path, String authorization, JsonNode json) {

		int size() {
			return this.json.isArray() ? this.json.size() : 1;
		}

		List<JsonNode> items() {
			return this.json.isArray() ? this.json.valueStream().toList() : List.of(this.json);
		}

		List<String> urls() {
			return items().stream()
				.map((item) -> item.path("url").asString("-").replace("https://example.com/", ""))
				.toList();
		}

		boolean contains(String url) {
			return urls().contains(url);
		}

	}

}
