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
		String call = AnswerFilter.describe(request);
		boolean oneShot = request.attributes().containsKey(ONE_SHOT);
		return (oneShot ? this.tokens.fresh(call) : this.tokens.current(call))
			.flatMap((token) -> exchange(request, token, next).flatMap((response) -> {
				if (!AnswerFilter.isRefusal(response)) {
					return Mono.just(response);
				}
				return oneShot ? refusedOnce(token, call, response) : repeat(request, token, call, response, next);
			}))
			.doOnNext((response) -> this.tokens.accepted(call));
	}

	/**
	 * Gets another token for the next call, although it is too late for this one.
	 */
	private Mono<ClientResponse> refusedOnce(GrantedToken token, String call, ClientResponse response) {
		return this.answers.readError(response)
			.flatMap((answer) -> this.tokens.insteadOf(token, call)
				.onErrorComplete()
				.then(Mono.error(() -> this.tokens.refused(call, answer))));
	}

	/**
	 * The refusal is read first, so that its connection does not wait for the new token.
	 */
	private Mono<ClientResponse> repeat(ClientRequest request, GrantedToken token, String call, ClientResponse refusal,
			ExchangeFunction next) {
		return this.answers.readError(refusal)
			.flatMap((answer) -> this.tokens.insteadOf(token, call)
				.flatMap((other) -> exchange(request, other, next).flatMap(
						(response) -> AnswerFilter.isRefusal(response) ? refused(call, response) : Mono.just(response)))
				.switchIfEmpty(Mono.error(() -> this.tokens.refused(call, answer))));
	}

	private Mono<ClientResponse> refused(String call, ClientResponse response) {
		return this.answers.readError(response).flatMap((answer) -> Mono.error(this.tokens.refused(call, answer)));
	}

	private static Mono<ClientResponse> exchange(ClientRequest request, GrantedToken token, ExchangeFunction next) {
		return next.exchange(ClientRequest.from(request)
			.headers((headers) -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token.value()))
			.attribute(AnswerFilter.SECRET, token.value())
			.build());
	}

}
