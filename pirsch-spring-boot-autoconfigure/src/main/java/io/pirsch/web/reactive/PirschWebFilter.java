package io.pirsch.web.reactive;

import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PirschVisit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Opens a {@link PirschVisit} for each request and records it when the response is
 * committed.
 * <p>
 * As a bean, it also decorates the handler of the server, which it must to be the last
 * one to see a response before that is committed. Where it can't, it acts in the order of
 * all who act before the commit.
 */
public class PirschWebFilter implements WebFilter, HttpHandlerDecoratorFactory, Ordered {

	private final PageViewRecorder recorder;

	private final @Nullable ApplicationContext applicationContext;

	private final int order;

	/**
	 * Creates the filter.
	 * @param recorder records the visits
	 * @param applicationContext the context whose requests are recorded, so that those to
	 * a management server on a port of its own are not, or {@code null} for requests
	 * without a context
	 * @param order order among the filters; one that comes before Spring Security's sees
	 * its pages, too
	 */
	public PirschWebFilter(PageViewRecorder recorder, @Nullable ApplicationContext applicationContext, int order) {
		this.recorder = recorder;
		this.applicationContext = applicationContext;
		this.order = order;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public HttpHandler apply(HttpHandler handler) {
		return (request, response) -> handler.handle(request, CommitAwareResponse.of(response));
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (exchange.getApplicationContext() != this.applicationContext) {
			return chain.filter(exchange);
		}
		TrackedExchange tracked = new TrackedExchange(exchange, this.recorder);
		if (tracked.visit() == PirschVisit.none()
				|| exchange.getAttributes().putIfAbsent(PirschVisit.ATTRIBUTE, tracked.visit()) != null) {
			return chain.filter(exchange);
		}
		tracked.mark();
		CommitAwareResponse response = CommitAwareResponse.in(exchange.getResponse());
		if (response != null) {
			response.tell(tracked);
		}
		else {
			tracked.recordBeforeCommit();
		}
		return chain.filter(exchange).doFinally(tracked);
	}

}
