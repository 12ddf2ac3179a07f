package io.pirsch.web.reactive;

import io.pirsch.web.EventHandlers;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.TrackEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.DispatchExceptionHandler;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tracks the events of handler methods that are annotated with {@link TrackEvent}, which
 * it lets the adapter for handler methods call.
 */
public class TrackEventHandlerAdapter implements HandlerAdapter, Ordered {

	private final HandlerAdapter delegate;

	private final ReactiveAdapterRegistry registry;

	private final EventHandlers handlers = new EventHandlers();

	/**
	 * Creates the adapter.
	 * @param delegate the adapter for handler methods
	 * @param registry knows what may complete later
	 */
	public TrackEventHandlerAdapter(HandlerAdapter delegate, ReactiveAdapterRegistry registry) {
		this.delegate = delegate;
		this.registry = registry;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return this.handlers.include(handler) && this.delegate.supports(handler);
	}

	@Override
	public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
		PirschVisit visit = PirschVisits.from(exchange);
		Runnable completed = () -> this.handlers.completed(handler, visit);
		return this.delegate.handle(exchange, handler)
			.map((result) -> isOf(handler, result) ? watch(result, completed) : result)
			.switchIfEmpty(Mono.fromRunnable(() -> {
				if (!isError(exchange.getResponse().getStatusCode())) {
					completed.run();
				}
			}));
	}

	/**
	 * Tells the result of the method from that of an exception handler.
	 */
	private static boolean isOf(Object handler, HandlerResult result) {
		return handler instanceof HandlerMethod expected && result.getHandler() instanceof HandlerMethod actual
				&& actual.getMethod().equals(expected.getMethod());
	}

	/**
	 * A method that answers by itself, or its exception handler, leaves no result.
	 */
	private static boolean isError(@Nullable HttpStatusCode status) {
		return status != null && status.isError();
	}

	private HandlerResult watch(HandlerResult result, Runnable completed) {
		Object value = result.getReturnValue();
		ReactiveAdapter adapter = this.registry.getAdapter(result.getReturnType().resolve(), value);
		if (value == null || adapter == null) {
			completed.run();
			return result;
		}
		Object watched = adapter
			.fromPublisher(adapter.isMultiValue() ? Flux.from(adapter.toPublisher(value)).doOnComplete(completed)
					: Mono.from(adapter.toPublisher(value)).doOnSuccess((nothing) -> completed.run()));
		HandlerResult watching = new HandlerResult(result.getHandler(), watched, result.getReturnTypeSource(),
				result.getBindingContext());
		DispatchExceptionHandler exceptionHandler = result.getExceptionHandler();
		return (exceptionHandler != null) ? watching.setExceptionHandler(exceptionHandler) : watching;
	}

}
