package io.pirsch.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.pirsch.client.statistics.StatisticsDeletion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Completes requests for statistics: with what they ask for, and with the client's domain
 * if they ask for no other.
 */
final class StatisticsRequestFilter implements ExchangeFilterFunction {

	private final Mono<String> domainId;

	StatisticsRequestFilter(Mono<String> domainId) {
		this.domainId = domainId;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		StatisticsDeletion deletion = StatisticsArguments.deletion(request);
		if (deletion != null) {
			return idOr(deletion.domainId())
				.flatMap((id) -> next.exchange(withBody(request, deletion.withDomainId(id))));
		}
		UriComponentsBuilder url = UriComponentsBuilder.fromUri(request.url());
		StatisticsArguments.query(request).forEach((name, values) -> addParameter(url, name, values));
		URI complete = url.build(true).toUri();
		if (hasId(complete)) {
			return next.exchange(withUrl(request, complete));
		}
		return this.domainId.flatMap((id) -> next.exchange(withUrl(request,
				addParameter(UriComponentsBuilder.fromUri(complete), "id", List.of(id)).build(true).toUri())));
	}

	private Mono<String> idOr(@Nullable String given) {
		return (given != null) ? Mono.just(given) : this.domainId;
	}

	private static ClientRequest withBody(ClientRequest request, StatisticsDeletion deletion) {
		return ClientRequest.from(request)
			.headers((headers) -> headers.setContentType(MediaType.APPLICATION_JSON))
			.body(BodyInserters.fromValue(RequestJson.object(deletion, RequestJson::deletion)))
			.build();
	}

	private static ClientRequest withUrl(ClientRequest request, URI url) {
		return ClientRequest.from(request).url(url).build();
	}

	/**
	 * Encodes the name, too, as keys of tags and metadata are part of it.
	 */
	private static UriComponentsBuilder addParameter(UriComponentsBuilder url, String name, List<String> values) {
		return url.queryParam(encode(name), values.stream().map(StatisticsRequestFilter::encode).toList());
	}

	private static String encode(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	private static boolean hasId(URI url) {
		return UriComponentsBuilder.fromUri(url).build().getQueryParams().containsKey("id");
	}

}
