package io.pirsch.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
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

	private static final int MAX_BODY = 256 * 1024;

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
			.onErrorMap(Exception.class, (ex) -> noAnswer(request.method(), request.url(), ex))
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

	/**
	 * The same for what an application's own filters fail with: they stand between this,
	 * the first filter, and the others of this package.
	 */
	Mono<ClientResponse> filterFirst(ClientRequest request, ExchangeFunction next) {
		return Mono.defer(() -> next.exchange(request))
			.onErrorMap(Exception.class, (ex) -> noAnswer(request.method(), request.url(), ex));
	}

	/**
	 * Reads a body with no codec that an application may have changed. One that is too
	 * large is nothing that Pirsch answers.
	 */
	Mono<byte[]> readBody(ClientResponse response) {
		HttpRequest request = response.request();
		return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), MAX_BODY)
			.map(AnswerFilter::bytes)
			.timeout(this.timeout)
			.onErrorResume(DataBufferLimitException.class, (ex) -> Mono.empty())
			.onErrorMap(Exception.class, (ex) -> noAnswer(request.getMethod(), request.getURI(), ex))
			.defaultIfEmpty(NOTHING);
	}

	/**
	 * Reads an error, whose status counts even if the rest of it can't be read.
	 */
	Mono<ErrorAnswer> readError(ClientResponse response) {
		return readBody(response).onErrorReturn(NOTHING).map((body) -> error(response, body));
	}

	/**
	 * Lets go of a success. The status says it all: what comes after it, or does not
	 * come, can't take it back.
	 */
	Mono<Void> release(ClientResponse response) {
		return response.releaseBody().timeout(this.timeout).onErrorComplete();
	}

	ErrorAnswer error(ClientResponse response, byte[] body) {
		return ErrorAnswer.of(response.statusCode().value(), response.headers().asHttpHeaders(), body, this.clock);
	}

	static boolean isRefusal(ClientResponse response) {
		return response.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED);
	}

	private PirschException noAnswer(HttpMethod method, URI url, Exception failure) {
		if (failure instanceof PirschException known) {
			return known;
		}
		// The exception in between holds the headers, and so the token
		Throwable cause = (failure instanceof WebClientRequestException && failure.getCause() != null)
				? failure.getCause() : failure;
		String reason = (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
		if (cause instanceof TimeoutException) {
			reason = "none within %d ms".formatted(this.timeout.toMillis());
		}
		return new PirschConnectionException("No answer from Pirsch to %s: %s".formatted(describe(method, url), reason),
				cause);
	}

	private static String describe(HttpMethod method, URI url) {
		return method + " " + url.getPath();
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
