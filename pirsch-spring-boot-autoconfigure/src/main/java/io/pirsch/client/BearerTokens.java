package io.pirsch.client;

import reactor.core.publisher.Mono;

/**
 * Where the token of the {@code Authorization} header comes from.
 */
interface BearerTokens {

	/**
	 * Returns the token to send with.
	 */
	Mono<GrantedToken> current();

	/**
	 * Returns the token to send with what can't be sent twice: one that was granted a
	 * moment ago, if there can be one.
	 */
	default Mono<GrantedToken> fresh() {
		return current();
	}

	/**
	 * Returns the token to repeat a call with, after the API has refused this one. Empty
	 * if there is no other.
	 */
	Mono<GrantedToken> insteadOf(GrantedToken refused);

	/**
	 * Takes note that a call with this token was refused, and that there is no other.
	 * @return the error of the call
	 */
	PirschAuthenticationException refused(ErrorAnswer answer);

	/**
	 * Returns tokens that are always this access key. It can't be renewed.
	 */
	static BearerTokens of(AccessKey accessKey) {
		GrantedToken token = new GrantedToken(accessKey.key(), null);
		return new BearerTokens() {

			@Override
			public Mono<GrantedToken> current() {
				return Mono.just(token);
			}

			@Override
			public Mono<GrantedToken> insteadOf(GrantedToken refused) {
				return Mono.empty();
			}

			@Override
			public PirschAuthenticationException refused(ErrorAnswer answer) {
				return new PirschAuthenticationException(
						"Pirsch refused the access key: %s. It may be wrong or revoked, and it can't be used to read"
							.formatted(answer.describe()),
						answer);
			}

		};
	}

}
