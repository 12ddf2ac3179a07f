package io.pirsch.client;

import reactor.core.publisher.Mono;

/**
 * Where the token of the {@code Authorization} header comes from.
 */
interface BearerTokens {

	/**
	 * Returns the token to send with.
	 * @param call names what is sent
	 */
	Mono<GrantedToken> current(String call);

	/**
	 * Returns the token to send with what can't be sent twice: one that was granted a
	 * moment ago, if there can be one.
	 * @param call names what is sent
	 */
	default Mono<GrantedToken> fresh(String call) {
		return current(call);
	}

	/**
	 * Returns the token to repeat a call with, after the API has refused it with this
	 * one. Empty if there is no other.
	 */
	Mono<GrantedToken> insteadOf(GrantedToken refused, String call);

	/**
	 * Takes note that a call was refused, and that there is no other token.
	 * @return the error of the call
	 */
	PirschAuthenticationException refused(String call, ErrorAnswer answer);

	/**
	 * Takes note that a call was not refused.
	 */
	void accepted(String call);

	/**
	 * Returns how many tokens were granted.
	 */
	default long granted() {
		return 0;
	}

	/**
	 * Ends the pauses after failures, if there are any.
	 */
	default void endPauses() {
	}

	/**
	 * Returns tokens that are always this access key. It can't be renewed.
	 */
	static BearerTokens of(AccessKey accessKey) {
		GrantedToken token = new GrantedToken(accessKey.key(), null);
		return new BearerTokens() {

			@Override
			public Mono<GrantedToken> current(String call) {
				return Mono.just(token);
			}

			@Override
			public Mono<GrantedToken> insteadOf(GrantedToken refused, String call) {
				return Mono.empty();
			}

			@Override
			public void accepted(String call) {
			}

			@Override
			public PirschAuthenticationException refused(String call, ErrorAnswer answer) {
				return new PirschAuthenticationException(
						"Pirsch refused the access key, at %s: %s. It may be wrong or revoked, and it can't be used to read"
							.formatted(call, answer.describe()),
						answer);
			}

		};
	}

}
