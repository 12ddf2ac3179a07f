package io.pirsch.client;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Where the API is, and nothing else may get what only the API may know: a token, or the
 * secret that is exchanged for one. See RFC 6454, section 4.
 *
 * @param scheme scheme, in lower case
 * @param host host, in lower case
 * @param port port, that of the scheme if the URL has none
 */
record Origin(@Nullable String scheme, @Nullable String host, int port) implements ExchangeFilterFunction {

	static Origin of(URI url) {
		String scheme = lower(url.getScheme());
		int port = url.getPort();
		return new Origin(scheme, lower(url.getHost()), (port >= 0) ? port : "https".equals(scheme) ? 443 : 80);
	}

	/**
	 * Refuses a URL of another origin.
	 */
	void check(URI url) {
		if (!equals(of(url))) {
			throw new IllegalArgumentException(
					"Pirsch is called at %s alone, as each call has the token, but the URL goes to %s: use another client for that"
						.formatted(this, of(url)));
		}
	}

	/**
	 * Refuses a request that goes elsewhere, whatever has built or changed its URL.
	 */
	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.fromRunnable(() -> check(request.url())).then(Mono.defer(() -> next.exchange(request)));
	}

	@Override
	public String toString() {
		return "%s://%s:%d".formatted(this.scheme, this.host, this.port);
	}

	private static @Nullable String lower(@Nullable String text) {
		return (text != null) ? text.toLowerCase(Locale.ROOT) : null;
	}

}
