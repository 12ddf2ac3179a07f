package io.pirsch.client;

import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Bounds the time an answer may take and turns all but success into the errors of this
 * package. A 401 is passed on, as it may still be healed.
 */
final class AnswerFilter implements ExchangeFilterFunction {

	/**
	 * Attribute of a request that has a time-out of its own.
	 */
	static final String TIMEOUT = AnswerFilter.class.getName() + ".timeout";

	/**
	 * Attribute of a request with what errors name it by, as its URL has ids in it.
	 */
	static final String CALL = AnswerFilter.class.getName() + ".call";

	/**
	 * Attribute of a request with the token or the secret that it sends.
	 */
	static final String SECRET = AnswerFilter.class.getName() + ".secret";

	/** Name that Reactor has for a hook of a single subscription. */
	private static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

	private static final Log logger = LogFactory.getLog(PirschClient.class);

	/** Largest body that is read as a whole, in bytes. */
	static final int MAX_BODY = 4 * 1024 * 1024;

	/**
	 * A call may take several exchanges: one for the token, one that is refused, another
	 * token, and one more.
	 */
	private static final int EXCHANGES_OF_A_CALL = 4;

	private static final byte[] NOTHING = {};

	private final Duration timeout;

	private final Clock clock;

	AnswerFilter(Duration timeout, Clock clock) {
		this.timeout = timeout;
		this.clock = clock;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		Duration timeout = timeout(request);
		return next.exchange(request)
			.timeout(timeout)
			.contextWrite(AnswerFilter::withoutLateErrors)
			.onErrorMap(Exception.class, (ex) -> noAnswer(describe(request), timeout, ex))
			.flatMap((response) -> {
				boolean html = isHtml(response);
				if ((response.statusCode().is2xxSuccessful() && !html) || isRefusal(response)) {
					return Mono.just(response);
				}
				return readError(response)
					.flatMap((answer) -> Mono.error(error(request, answer, html && answer.status() < 300)));
			});
	}

	/**
	 * No answer of Pirsch is a page: a captive portal or a gateway has answered.
	 */
	private static boolean isHtml(ClientResponse response) {
		String contentType = response.headers().asHttpHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
		return contentType != null && contentType.regionMatches(true, 0, "text/html", 0, 9);
	}

	private static PirschResponseException error(ClientRequest request, ErrorAnswer answer, boolean notPirsch) {
		String call = describe(request);
		return new PirschResponseException(notPirsch
				? "Not Pirsch, but something before it answered %s with an HTML page and %s: check the base URL, and proxies on the way"
					.formatted(call, answer.describe())
				: "Pirsch answered %s with %s".formatted(call, answer.describe()), answer);
	}

	/**
	 * The same for what an application's own filters do: they stand between this, the
	 * first filter, and the others of this package. One that never answers must not hold
	 * a call for ever.
	 */
	Mono<ClientResponse> filterFirst(ClientRequest request, ExchangeFunction next) {
		Duration limit = timeout(request).multipliedBy(EXCHANGES_OF_A_CALL);
		return Mono.defer(() -> next.exchange(request))
			.timeout(limit, Mono.error(() -> new PirschConnectionException(
					"No answer from Pirsch to %s: a filter of the application's own, or the call for a token, took more than %d ms"
						.formatted(describe(request), limit.toMillis()),
					new TimeoutException())))
			.onErrorMap(Exception.class, (ex) -> noAnswer(describe(request), limit, ex));
	}

	/**
	 * What is no success, but none of this package's errors either, is not from Pirsch: a
	 * filter of the application's own has answered itself, as a circuit breaker does, and
	 * nothing was sent.
	 */
	Mono<ClientResponse> onlyFromPirsch(ClientRequest request, ExchangeFunction next) {
		return next.exchange(request)
			.flatMap((response) -> response.statusCode().is2xxSuccessful() ? Mono.just(response)
					: release(response).then(Mono.error(() -> new PirschConnectionException(
							"No answer from Pirsch to %s: a filter of the application's own has answered with %d"
								.formatted(describe(request), response.statusCode().value()),
							null))));
	}

	/**
	 * The JDK's client tells of the end of a request that was given up as an error, which
	 * Reactor would log with its stack trace, as nobody waits for it any more.
	 */
	private static Context withoutLateErrors(Context context) {
		return context.hasKey(ON_ERROR_DROPPED) ? context : context.put(ON_ERROR_DROPPED,
				(Consumer<Throwable>) (ex) -> logger.debug("Failed after it was given up", ex));
	}

	private Duration timeout(ClientRequest request) {
		return (Duration) request.attribute(TIMEOUT).orElse(this.timeout);
	}

	/**
	 * Reads a body as a whole, with no codec that an application may have changed.
	 */
	Mono<byte[]> readBody(ClientResponse response) {
		return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), MAX_BODY)
			.map(AnswerFilter::bytes)
			.timeout(this.timeout)
			.onErrorMap(Exception.class, (ex) -> broken(response, ex))
			.defaultIfEmpty(NOTHING);
	}

	/**
	 * Fails a body that pauses for longer.
	 */
	Flux<DataBuffer> bounded(@Nullable Flux<DataBuffer> body, String call, Duration timeout) {
		return (body != null) ? body.timeout(timeout).onErrorMap(Exception.class, (ex) -> noAnswer(call, timeout, ex))
				: Flux.empty();
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
		return ErrorAnswer.of(response.statusCode().value(), response.headers().asHttpHeaders(),
				withoutSecret(body, response.request()), this.clock);
	}

	/**
	 * A gateway may repeat what it refuses.
	 */
	private static byte[] withoutSecret(byte[] body, HttpRequest request) {
		if (request.getAttributes().get(SECRET) instanceof String secret) {
			return new String(body, StandardCharsets.UTF_8).replace(secret, "***").getBytes(StandardCharsets.UTF_8);
		}
		return body;
	}

	static boolean isRefusal(ClientResponse response) {
		return response.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED);
	}

	/**
	 * Returns the error of a success whose body is not what it should be.
	 */
	PirschResponseException unreadable(ClientResponse response, String reason, Throwable cause) {
		return new PirschResponseException(
				"Pirsch answered %s with a body that can't be read: %s".formatted(describe(response), reason),
				error(response, NOTHING), cause);
	}

	private PirschException broken(ClientResponse response, Exception ex) {
		if (ex instanceof DataBufferLimitException) {
			return new PirschResponseException("Pirsch answered %s with more than %d bytes: read less at once"
				.formatted(describe(response), MAX_BODY), error(response, NOTHING), ex);
		}
		return noAnswer(describe(response), this.timeout, ex);
	}

	/**
	 * Whatever breaks an answer, and connectors have their own errors for it, is a broken
	 * connection.
	 */
	private static PirschException noAnswer(String call, Duration timeout, Exception failure) {
		if (failure instanceof PirschException known) {
			return known;
		}
		// The exception in between holds headers, and so the token, and the URL
		Throwable cause = (failure instanceof WebClientException && failure.getCause() != null) ? failure.getCause()
				: failure;
		String reason = (failure instanceof WebClientRequestException request)
				? ConnectionTrouble.describe(cause, request.getUri()) : ConnectionTrouble.text(cause);
		if (cause instanceof TimeoutException) {
			reason = "none within %d ms".formatted(timeout.toMillis());
		}
		return new PirschConnectionException("No answer from Pirsch to %s: %s".formatted(call, reason), cause,
				isLate(cause), null);
	}

	/**
	 * Whether time ran out after the connection was made, by the exceptions of this class
	 * and of the connectors.
	 */
	private static boolean isLate(Throwable cause) {
		return cause.getClass() == TimeoutException.class
				|| (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException))
				|| cause.getClass().getName().equals("io.netty.handler.timeout.ReadTimeoutException");
	}

	/**
	 * Returns what errors name a call by.
	 */
	static String describe(ClientRequest request) {
		return describe(request.method(), request.url(), request.attributes());
	}

	private static String describe(ClientResponse response) {
		HttpRequest request = response.request();
		return describe(request.getMethod(), request.getURI(), request.getAttributes());
	}

	private static String describe(HttpMethod method, URI url, Map<String, Object> attributes) {
		return (attributes.get(CALL) instanceof String call) ? call : method + " " + url.getPath();
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
