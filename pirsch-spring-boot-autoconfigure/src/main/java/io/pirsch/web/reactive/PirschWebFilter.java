package io.pirsch.web.reactive;

import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.WebExchange;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Opens a {@link PirschVisit} for each request and records it when the response is
 * committed.
 */
public class PirschWebFilter implements WebFilter, Ordered {

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
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (exchange.getApplicationContext() != this.applicationContext) {
			return chain.filter(exchange);
		}
		PirschVisit visit = this.recorder.open();
		if (exchange.getAttributes().putIfAbsent(PirschVisit.ATTRIBUTE, visit) != null) {
			return chain.filter(exchange);
		}
		exchange.getResponse().beforeCommit(() -> {
			beforeCommit(exchange, visit);
			return Mono.empty();
		});
		return chain.filter(exchange).doOnCancel(() -> this.recorder.abandon(new ReactiveWebExchange(exchange), visit));
	}

	private void beforeCommit(ServerWebExchange exchange, PirschVisit visit) {
		WebExchange webExchange = new ReactiveWebExchange(exchange);
		this.recorder.requestClientHints(webExchange,
				(hints) -> exchange.getResponse().getHeaders().set("Accept-CH", hints));
		this.recorder.record(webExchange, visit);
	}

}
