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

	/**
	 * Attribute of a request whose body can't be sent twice.
	 */
	static final String ONE_SHOT = BearerTokenFilter.class.getName() + ".oneShot";

	private final BearerTokens tokens;

	private final AnswerFilter answers;

	BearerTokenFilter(BearerTokens tokens, AnswerFilter answers) {
		this.tokens = tokens;
		this.answers = answers;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		if (request.attributes().containsKey(ONE_SHOT)) {
			return this.tokens.fresh()
				.flatMap((token) -> exchange(request, token, next))
				.flatMap((response) -> AnswerFilter.isRefusal(response) ? refusedOnce(response) : Mono.just(response));
		}
		return this.tokens.current()
			.flatMap((token) -> exchange(request, token, next).flatMap((response) -> AnswerFilter.isRefusal(response)
					? repeat(request, token, response, next) : Mono.just(response)));
	}

	private Mono<ClientResponse> refusedOnce(ClientResponse response) {
		return this.answers.readError(response)
			.flatMap((answer) -> Mono.error(new PirschAuthenticationException(
					"Pirsch refused a call that can't be repeated, as its body is gone: " + answer.describe(),
					answer)));
	}

	/**
	 * The refusal is read first, so that its connection does not wait for the new token.
	 */
	private Mono<ClientResponse> repeat(ClientRequest request, GrantedToken token, ClientResponse refusal,
			ExchangeFunction next) {
		return this.answers.readError(refusal)
			.flatMap((answer) -> this.tokens.insteadOf(token)
				.flatMap((other) -> exchange(request, other, next)
					.flatMap((response) -> AnswerFilter.isRefusal(response) ? refused(response) : Mono.just(response)))
				.switchIfEmpty(Mono.error(() -> this.tokens.refused(answer))));
	}

	private Mono<ClientResponse> refused(ClientResponse response) {
		return this.answers.readError(response).flatMap((answer) -> Mono.error(this.tokens.refused(answer)));
	}

	private static Mono<ClientResponse> exchange(ClientRequest request, GrantedToken token, ExchangeFunction next) {
		return next.exchange(ClientRequest.from(request)
			.headers((headers) -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token.value()))
			.build());
	}

}
