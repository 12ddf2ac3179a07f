package io.pirsch.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.pirsch.client.statistics.StatisticsDeletion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.invoker.AbstractReactorHttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriBuilderFactory;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Makes the calls of HTTP interfaces: with the client's token, domain, time limits,
 * errors and JSON. Reactor refuses to wait for a result on the threads of an event loop.
 */
final class ApiAdapter extends AbstractReactorHttpExchangeAdapter {

	/**
	 * Attribute with query parameters by names that, unlike Spring's, may need encoding.
	 */
	static final String QUERY = ApiAdapter.class.getName() + ".query";

	private static final Pattern ABSOLUTE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:)?//.*");

	private final Supplier<WebClient> webClient;

	private final UriBuilderFactory urls;

	private final Origin origin;

	private final AnswerFilter answers;

	private final Duration exportTimeout;

	private final Mono<String> domainId;

	ApiAdapter(Supplier<WebClient> webClient, URI baseUrl, AnswerFilter answers, Duration exportTimeout,
			Mono<String> domainId) {
		this.webClient = webClient;
		this.urls = new DefaultUriBuilderFactory(baseUrl.toString());
		this.origin = Origin.of(baseUrl);
		this.answers = answers;
		this.exportTimeout = exportTimeout;
		this.domainId = domainId;
	}

	@Override
	public boolean supportsRequestAttributes() {
		return true;
	}

	@Override
	public Mono<Void> exchangeForMono(HttpRequestValues values) {
		return exchange(values, this.answers::release);
	}

	@Override
	public Mono<HttpHeaders> exchangeForHeadersMono(HttpRequestValues values) {
		return exchangeForBodilessEntityMono(values).map(ResponseEntity::getHeaders);
	}

	@Override
	public Mono<ResponseEntity<Void>> exchangeForBodilessEntityMono(HttpRequestValues values) {
		return exchange(values, (response) -> this.answers.release(response)
			.then(Mono.fromSupplier(() -> ApiAdapter.<Void>entity(response, null))));
	}

	@Override
	public <T> Mono<T> exchangeForBodyMono(HttpRequestValues values, ParameterizedTypeReference<T> type) {
		return this.<T>exchangeForEntityMono(values, type).mapNotNull(ResponseEntity::getBody);
	}

	@Override
	public <T> Mono<ResponseEntity<T>> exchangeForEntityMono(HttpRequestValues values,
			ParameterizedTypeReference<T> type) {
		return exchange(values, (response) -> this.answers.readBody(response)
			.map((body) -> entity(response, this.<T>read(response, body, type))));
	}

	@Override
	public <T> Flux<T> exchangeForBodyFlux(HttpRequestValues values, ParameterizedTypeReference<T> type) {
		return this.<T>exchangeForEntityFlux(values, type)
			.flatMapMany((entity) -> (entity.getBody() != null) ? entity.getBody() : Flux.empty());
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> Mono<ResponseEntity<Flux<T>>> exchangeForEntityFlux(HttpRequestValues values,
			ParameterizedTypeReference<T> type) {
		if (type.getType() == DataBuffer.class) {
			return stream(values).map((entity) -> (ResponseEntity<Flux<T>>) (ResponseEntity<?>) entity);
		}
		ParameterizedTypeReference<List<T>> listType = ParameterizedTypeReference
			.forType(ResolvableType.forClassWithGenerics(List.class, ResolvableType.forType(type)).getType());
		return exchangeForEntityMono(values, listType).map((entity) -> new ResponseEntity<>(
				Flux.fromIterable((entity.getBody() != null) ? entity.getBody() : List.of()), entity.getHeaders(),
				entity.getStatusCode()));
	}

	/**
	 * Passes a body on as it arrives, if it does not pause for longer than an export may.
	 */
	private Mono<ResponseEntity<Flux<DataBuffer>>> stream(HttpRequestValues values) {
		return request(values).flatMap((request) -> request.attribute(AnswerFilter.TIMEOUT, this.exportTimeout)
			.retrieve()
			.toEntityFlux(BodyExtractors.toDataBuffers())
			.map((entity) -> new ResponseEntity<>(
					this.answers.bounded(entity.getBody(), call(values), this.exportTimeout), entity.getHeaders(),
					entity.getStatusCode())));
	}

	private <T> Mono<T> exchange(HttpRequestValues values, Function<ClientResponse, Mono<T>> reader) {
		return request(values).flatMap((request) -> request.exchangeToMono(reader));
	}

	private Mono<WebClient.RequestBodySpec> request(HttpRequestValues values) {
		return Mono.defer(() -> {
			URI url = url(values);
			this.origin.check(url);
			if (values.getBodyValue() instanceof StatisticsDeletion deletion) {
				return Mono.justOrEmpty(deletion.domainId())
					.switchIfEmpty(this.domainId)
					.map((id) -> request(values, url, deletion.withDomainId(id)));
			}
			if (isAboutDomain(values)
					&& !UriComponentsBuilder.fromUri(url).build().getQueryParams().containsKey("id")) {
				return this.domainId.map((id) -> request(values, withParameter(url, "id", List.of(id)), null));
			}
			return Mono.just(request(values, url, values.getBodyValue()));
		});
	}

	private WebClient.RequestBodySpec request(HttpRequestValues values, URI url, @Nullable Object body) {
		WebClient.RequestBodyUriSpec start = this.webClient.get().method(method(values));
		String path = path(values);
		// With the template for metrics, so that ids and queries don't become tags
		WebClient.RequestBodySpec request = (path != null) ? start.uri(path, (builder) -> url) : start.uri(url);
		request.attribute(AnswerFilter.CALL, call(values))
			.attributes((attributes) -> attributes.putAll(values.getAttributes()))
			.headers((headers) -> headers.putAll(values.getHeaders()))
			.cookies((cookies) -> cookies.putAll(values.getCookies()));
		ApiBody content = ApiBody.of(values, body);
		if (content.oneShot()) {
			// A file may be large
			request.attribute(AnswerFilter.TIMEOUT, this.exportTimeout);
		}
		content.writeTo(request);
		return request;
	}

	private URI url(HttpRequestValues values) {
		URI url = values.getUri();
		if (url == null) {
			String template = String.valueOf(values.getUriTemplate());
			UriBuilderFactory given = values.getUriBuilderFactory();
			url = (given != null) ? given.expand(template, values.getUriVariables())
					: this.urls.expand(underBase(template), values.getUriVariables());
		}
		for (Map.Entry<String, List<String>> parameter : query(values).entrySet()) {
			url = withParameter(url, parameter.getKey(), parameter.getValue());
		}
		return url;
	}

	private <T> @Nullable T read(ClientResponse response, byte[] body, ParameterizedTypeReference<T> type) {
		try {
			return ApiJson.read(body, type.getType());
		}
		catch (JacksonException ex) {
			throw this.answers.unreadable(response, ex.getOriginalMessage(), ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, List<String>> query(HttpRequestValues values) {
		return (Map<String, List<String>>) values.getAttributes().getOrDefault(QUERY, Map.of());
	}

	/**
	 * Statistics are about a domain: the client's, unless the call says which.
	 */
	private static boolean isAboutDomain(HttpRequestValues values) {
		String path = path(values);
		return HttpMethod.GET.equals(values.getHttpMethod()) && path != null
				&& (path + "/").startsWith(PirschClient.API_PATH + "/statistics/");
	}

	/**
	 * Returns what errors name a call by: never the ids in its URL.
	 */
	private static String call(HttpRequestValues values) {
		String path = path(values);
		return method(values) + " " + ((path != null) ? path : "of a given URL");
	}

	private static HttpMethod method(HttpRequestValues values) {
		return Objects.requireNonNull(values.getHttpMethod(),
				"The HTTP interface names no method: use @GetExchange or the like");
	}

	/**
	 * Returns the template without its query, or {@code null} if a URL is given.
	 */
	private static @Nullable String path(HttpRequestValues values) {
		String template = values.getUriTemplate();
		if (template == null || values.getUri() != null) {
			return null;
		}
		return underBase(template.split("\\?", 2)[0]);
	}

	private static String underBase(String template) {
		if (ABSOLUTE.matcher(template).matches()) {
			return template;
		}
		return PirschClient.API_PATH + (template.isEmpty() || "/?".indexOf(template.charAt(0)) >= 0 ? "" : "/")
				+ template;
	}

	private static URI withParameter(URI url, String name, List<String> values) {
		return UriComponentsBuilder.fromUri(url)
			.queryParam(UriUtils.encode(name, StandardCharsets.UTF_8),
					values.stream().map((value) -> UriUtils.encode(value, StandardCharsets.UTF_8)).toList())
			.build(true)
			.toUri();
	}

	private static <T> ResponseEntity<T> entity(ClientResponse response, @Nullable T body) {
		return new ResponseEntity<>(body, response.headers().asHttpHeaders(), response.statusCode());
	}

}
