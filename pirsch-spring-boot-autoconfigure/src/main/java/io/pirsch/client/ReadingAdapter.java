package io.pirsch.client;

import java.lang.reflect.Type;
import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapter;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapterDecorator;

/**
 * Reads results with the client's own JSON mapper, from bodies as Pirsch sends them: a
 * list may be {@code null}, a single object may come as a list, and the other way round.
 */
final class ReadingAdapter extends ReactorHttpExchangeAdapterDecorator {

	private static final ParameterizedTypeReference<byte[]> BYTES = new ParameterizedTypeReference<>() {
	};

	private static final byte[] NOTHING = {};

	private final Clock clock;

	ReadingAdapter(ReactorHttpExchangeAdapter delegate, Clock clock) {
		super(delegate);
		this.clock = clock;
	}

	@Override
	public <T> Flux<T> exchangeForBodyFlux(HttpRequestValues request, ParameterizedTypeReference<T> type) {
		if (type.getType() == DataBuffer.class) {
			return super.exchangeForBodyFlux(request, type).onErrorMap(WebClientResponseException.class,
					ReadingAdapter::unwrap);
		}
		return exchangeForEntityMono(request, BYTES)
			.flatMapIterable((entity) -> this.<T>list(request, entity, type.getType()));
	}

	@Override
	public <T> Mono<T> exchangeForBodyMono(HttpRequestValues request, ParameterizedTypeReference<T> type) {
		return exchangeForEntityMono(request, BYTES).mapNotNull((entity) -> {
			List<T> objects = list(request, entity, type.getType());
			if (objects.size() > 1) {
				throw unreadable(request, entity, "%d objects instead of one".formatted(objects.size()), null);
			}
			return objects.isEmpty() ? null : objects.get(0);
		});
	}

	private <T> List<T> list(HttpRequestValues request, ResponseEntity<byte[]> entity, Type type) {
		byte[] body = entity.getBody();
		if (body == null || body.length == 0) {
			return List.of();
		}
		try {
			return ResultJson.list(body, type);
		}
		catch (JacksonException ex) {
			throw unreadable(request, entity, ex.getOriginalMessage(), ex);
		}
	}

	private PirschResponseException unreadable(HttpRequestValues request, ResponseEntity<byte[]> entity, String reason,
			@Nullable Throwable cause) {
		String template = String.valueOf(request.getUriTemplate());
		return new PirschResponseException(
				"Pirsch answered %s %s with a body that can't be read: %s".formatted(request.getHttpMethod(),
						template.replaceFirst("\\?.*", ""), reason),
				ErrorAnswer.of(entity.getStatusCode().value(), entity.getHeaders(), NOTHING, this.clock), cause);
	}

	/**
	 * The web client packs errors of a body that streams.
	 */
	private static Throwable unwrap(WebClientResponseException ex) {
		return (ex.getCause() instanceof PirschException cause) ? cause : ex;
	}

}
