package io.pirsch.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.ReactiveHttpRequestValues;

/**
 * What a call of an HTTP interface sends, written with no codec that an application may
 * have changed.
 *
 * @param inserter writes the body, or {@code null} for none
 * @param oneShot whether it may be that it can be written only once
 */
record ApiBody(@Nullable BodyInserter<?, ? super ClientHttpRequest> inserter, boolean oneShot) {

	static ApiBody of(HttpRequestValues values, @Nullable Object body) {
		MediaType contentType = values.getHeaders().getContentType();
		if (body instanceof MultiValueMap<?, ?>) {
			return new ApiBody(new OwnCodecs(BodyInserters.fromValue(body)),
					!MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(contentType));
		}
		if (body instanceof Resource || body instanceof DataBuffer) {
			return new ApiBody(new OwnCodecs(BodyInserters.fromValue(body)), true);
		}
		if (body instanceof CharSequence || body instanceof byte[]) {
			return new ApiBody(new OwnCodecs(BodyInserters.fromValue(body)), false);
		}
		if (body != null) {
			return new ApiBody(json(body), false);
		}
		if (values instanceof ReactiveHttpRequestValues reactive && reactive.getBodyPublisher() != null) {
			return new ApiBody(publisher(reactive.getBodyPublisher(), reactive.getBodyPublisherElementType()), true);
		}
		return new ApiBody(null, false);
	}

	void writeTo(WebClient.RequestBodySpec request) {
		if (this.inserter != null) {
			request.body(this.inserter);
		}
		if (this.oneShot) {
			request.attribute(BearerTokenFilter.ONE_SHOT, true);
		}
	}

	/**
	 * Writes it at once, so that what can't be written fails as the mistake that it is,
	 * and not as a broken connection.
	 */
	private static BodyInserter<?, ? super ClientHttpRequest> json(Object body) {
		try {
			return RequestJson.body(ApiJson.write(body));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"%s can't be written as JSON: %s".formatted(body.getClass().getName(), ex.getOriginalMessage()),
					ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static BodyInserter<?, ? super ClientHttpRequest> publisher(Publisher<?> body,
			@Nullable ParameterizedTypeReference<?> type) {
		return new OwnCodecs((type != null)
				? BodyInserters.fromPublisher((Publisher<Object>) body, (ParameterizedTypeReference<Object>) type)
				: BodyInserters.fromPublisher((Publisher<Object>) body, Object.class));
	}

	/**
	 * Lets another inserter write with codecs of this client.
	 */
	private record OwnCodecs(
			BodyInserter<?, ? super ClientHttpRequest> inserter) implements BodyInserter<Object, ClientHttpRequest> {

		private static final List<HttpMessageWriter<?>> WRITERS = ExchangeStrategies.builder()
			.codecs((codecs) -> codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(ApiJson.MAPPER)))
			.build()
			.messageWriters();

		@Override
		public Mono<Void> insert(ClientHttpRequest request, Context context) {
			return this.inserter.insert(request, new Context() {

				@Override
				public List<HttpMessageWriter<?>> messageWriters() {
					return WRITERS;
				}

				@Override
				public Optional<ServerHttpRequest> serverRequest() {
					return Optional.empty();
				}

				@Override
				public Map<String, Object> hints() {
					return context.hints();
				}

			});
		}

	}

}
