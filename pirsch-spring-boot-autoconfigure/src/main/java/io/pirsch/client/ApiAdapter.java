package io.pirsch.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * Makes the calls of HTTP interfaces, this package's own and those of applications: with
 * the client's token, domain, time limits and errors, and with JSON as the API writes it.
 * Methods that return their result and not a publisher wait for it, which Reactor refuses
 * on the threads of an event loop.
 */
final class ApiAdapter extends AbstractReactorHttpExchangeAdapter {

	/**
	 * Attribute of a call with query parameters by their names, neither encoded. In
	 * Spring's own way of passing them, a name can't have characters that need it.
	 */
	static final String QUERY = ApiAdapter.class.getName() + ".query";

	private static final String STATISTICS = "/statistics";

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
				return idOr(deletion.domainId()).map((id) -> request(values, url, deletion.withDomainId(id)));
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
		ApiBody.of(values, body).writeTo(request);
		return request;
	}

	private Mono<String> idOr(@Nullable String given) {
		return (given != null) ? Mono.just(given) : this.domainId;
	}

	private URI url(HttpRequestValues values) {
		URI url = values.getUri();
		if (url == null) {
			String template = String.valueOf(values.getUriTemplate());
			UriBuilderFactory given = values.getUriBuilderFactory();
			url = (given != null) ? given.expand(template, values.getUriVariables())
					: this.urls.expand(underBase(template), values.getUriVariables());
		}
		if (values.getAttributes().get(QUERY) instanceof Map<?, ?> query) {
			for (Map.Entry<?, ?> parameter : query.entrySet()) {
				url = withParameter(url, String.valueOf(parameter.getKey()), (List<?>) parameter.getValue());
			}
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

	/**
	 * Statistics are about a domain: the client's, unless the call says which.
	 */
	private static boolean isAboutDomain(HttpRequestValues values) {
		String path = path(values);
		String statistics = PirschClient.API_PATH + STATISTICS;
		return HttpMethod.GET.equals(values.getHttpMethod()) && path != null
				&& (path.equals(statistics) || path.startsWith(statistics + "/"));
	}

	/**
	 * Returns what errors name a call by: never the ids in its URL.
	 */
	private static String call(HttpRequestValues values) {
		String path = path(values);
		return method(values) + " " + ((path != null) ? path : "of a given URL");
	}

	private static HttpMethod method(HttpRequestValues values) {
		HttpMethod method = values.getHttpMethod();
		if (method == null) {
			throw new IllegalStateException("The HTTP interface names no HTTP method: use @GetExchange or the like");
		}
		return method;
	}

	/**
	 * Returns the template without its query, or {@code null} if a URL is given.
	 */
	private static @Nullable String path(HttpRequestValues values) {
		String template = values.getUriTemplate();
		if (template == null || values.getUri() != null) {
			return null;
		}
		int query = template.indexOf('?');
		return underBase((query >= 0) ? template.substring(0, query) : template);
	}

	private static String underBase(String template) {
		if (ABSOLUTE.matcher(template).matches()) {
			return template;
		}
		boolean slash = template.isEmpty() || template.startsWith("/") || template.startsWith("?");
		return PirschClient.API_PATH + (slash ? "" : "/") + template;
	}

	private static URI withParameter(URI url, String name, List<?> values) {
		return UriComponentsBuilder.fromUri(url)
			.queryParam(encode(name), values.stream().map((value) -> encode(String.valueOf(value))).toList())
			.build(true)
			.toUri();
	}

	private static String encode(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	private static <T> ResponseEntity<T> entity(ClientResponse response, @Nullable T body) {
		return new ResponseEntity<>(body, response.headers().asHttpHeaders(), response.statusCode());
	}

}
