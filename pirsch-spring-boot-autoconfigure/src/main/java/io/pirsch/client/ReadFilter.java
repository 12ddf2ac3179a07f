package io.pirsch.client;

import java.time.Duration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Reads the body of an answer as a whole before the answer is passed on, so that it is
 * bounded in time and size and fails like the call. Exports stream.
 */
final class ReadFilter implements ExchangeFilterFunction {

	private final AnswerFilter answers;

	private final Duration exportTimeout;

	ReadFilter(AnswerFilter answers, Duration exportTimeout) {
		this.answers = answers;
		this.exportTimeout = exportTimeout;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		if (StatisticsArguments.isExport(request)) {
			return next
				.exchange(ClientRequest.from(request).attribute(AnswerFilter.TIMEOUT, this.exportTimeout).build())
				.map((response) -> this.answers.streamBody(response, this.exportTimeout));
		}
		return next.exchange(request).flatMap((response) -> {
			// Of a write the status says it all: what comes after it can't take it back
			Mono<byte[]> body = request.method().equals(HttpMethod.GET) ? this.answers.readBody(response)
					: this.answers.release(response).thenReturn(new byte[0]);
			return body.map((bytes) -> withBody(response, bytes));
		});
	}

	/**
	 * Replaces the body by way of a function, as otherwise it would be released, which it
	 * is already.
	 */
	private static ClientResponse withBody(ClientResponse response, byte[] bytes) {
		return response.mutate().body((read) -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes))).build();
	}

}
