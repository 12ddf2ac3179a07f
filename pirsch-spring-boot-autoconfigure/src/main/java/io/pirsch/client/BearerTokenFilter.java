package io.pirsch.client;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Sends with a token, and once again with another one when the API refuses it. A second
 * refusal is an error.
 */
final class BearerTokenFilter implements ExchangeFilterFunction {

	private final BearerTokens tokens;

	private final AnswerFilter answers;

	BearerTokenFilter(BearerTokens tokens, AnswerFilter answers) {
		this.tokens = tokens;
		this.answers = answers;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return this.tokens.current().flatMap((token) -> exchange(request, token, next).flatMap((response) -> {
			if (!AnswerFilter.isRefusal(response)) {
				return Mono.just(response);
			}
			return this.tokens.insteadOf(token)
				.flatMap((other) -> response.releaseBody().onErrorComplete().then(repeat(request, other, next)))
				.switchIfEmpty(Mono.defer(() -> refused(token, response)));
		}));
	}

	private Mono<ClientResponse> repeat(ClientRequest request, String token, ExchangeFunction next) {
		return exchange(request, token, next)
			.flatMap((response) -> AnswerFilter.isRefusal(response) ? refused(token, response) : Mono.just(response));
	}

	private Mono<ClientResponse> refused(String token, ClientResponse response) {
		return this.answers.readError(response).flatMap((answer) -> Mono.error(this.tokens.refused(token, answer)));
	}

	private static Mono<ClientResponse> exchange(ClientRequest request, String token, ExchangeFunction next) {
		return next.exchange(ClientRequest.from(request)
			.headers((headers) -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token))
			.build());
	}

}
