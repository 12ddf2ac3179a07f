package io.pirsch.client;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Bounds the time an answer may take and turns all but success into the errors of this
 * package. A 401 is passed on, as it may still be healed.
 */
final class AnswerFilter implements ExchangeFilterFunction {

	private static final byte[] NOTHING = {};

	private final Duration timeout;

	private final Clock clock;

	AnswerFilter(Duration timeout, Clock clock) {
		this.timeout = timeout;
		this.clock = clock;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return next.exchange(request)
			.timeout(this.timeout)
			.onErrorMap(AnswerFilter::isLackOfAnswer, (ex) -> noAnswer(describe(request.method(), request.url()), ex))
			.flatMap((response) -> {
				if (response.statusCode().is2xxSuccessful() || isRefusal(response)) {
					return Mono.just(response);
				}
				return readError(
						response)
					.flatMap((answer) -> Mono.error(new PirschResponseException("Pirsch answered %s with %s"
						.formatted(describe(request.method(), request.url()), answer.describe()), answer)));
			});
	}

	Mono<byte[]> readBody(ClientResponse response) {
		return response.bodyToMono(byte[].class)
			.timeout(this.timeout)
			.onErrorMap(AnswerFilter::isLackOfAnswer,
					(ex) -> noAnswer(describe(response.request().getMethod(), response.request().getURI()), ex))
			.defaultIfEmpty(NOTHING);
	}

	/**
	 * Reads an error, whose status counts even if the rest of it can't be read.
	 */
	Mono<ErrorAnswer> readError(ClientResponse response) {
		return readBody(response).onErrorReturn(NOTHING).map((body) -> error(response, body));
	}

	ErrorAnswer error(ClientResponse response, byte[] body) {
		return ErrorAnswer.of(response.statusCode().value(), response.headers().asHttpHeaders(), body, this.clock);
	}

	static boolean isRefusal(ClientResponse response) {
		return response.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED);
	}

	private static boolean isLackOfAnswer(Throwable ex) {
		return ex instanceof WebClientRequestException || ex instanceof IOException || ex instanceof TimeoutException;
	}

	private PirschConnectionException noAnswer(String request, Throwable ex) {
		String reason = (ex instanceof TimeoutException) ? "none within %d ms".formatted(this.timeout.toMillis())
				: String.valueOf(ex.getMessage());
		return new PirschConnectionException("No answer from Pirsch to %s: %s".formatted(request, reason), ex);
	}

	private static String describe(HttpMethod method, URI url) {
		return method + " " + url.getPath();
	}

}
