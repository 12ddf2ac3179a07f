package io.pirsch.web.reactive;

import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.browser.BrowserReply;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers requests for the script of the browser's half, and takes its messages.
 */
public class PirschBrowserWebFilter implements WebFilter, Ordered {

	private static final byte[] NOTHING = {};

	private final BrowserEndpoint endpoint;

	private final @Nullable ApplicationContext applicationContext;

	private final int order;

	/**
	 * Creates the filter.
	 * @param endpoint what answers
	 * @param applicationContext the context whose requests are answered, so that those to
	 * a management server on a port of its own are not, or {@code null} for requests
	 * without a context
	 * @param order order among the filters; before Spring Security's, it needs none of
	 * its rules
	 */
	public PirschBrowserWebFilter(BrowserEndpoint endpoint, @Nullable ApplicationContext applicationContext,
			int order) {
		this.endpoint = endpoint;
		this.applicationContext = applicationContext;
		this.order = order;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String path = exchange.getRequest().getPath().pathWithinApplication().value();
		boolean script = path.equals(this.endpoint.scriptPath());
		if ((!script && !path.equals(this.endpoint.messagePath()))
				|| exchange.getApplicationContext() != this.applicationContext) {
			return chain.filter(exchange);
		}
		ServerRequestObservationContext.findCurrent(exchange.getAttributes())
			.ifPresent((observation) -> observation.setPathPattern(path));
		ReactiveWebExchange request = new ReactiveWebExchange(exchange);
		return script ? answer(exchange, this.endpoint.script(request))
				: message(exchange, request).flatMap((reply) -> answer(exchange, reply));
	}

	private Mono<BrowserReply> message(ServerWebExchange exchange, ReactiveWebExchange request) {
		return Mono.defer(() -> {
			BrowserReply refusal = this.endpoint.refuse(request, exchange.getRequest().getHeaders().getContentLength());
			return (refusal != null) ? Mono.just(refusal)
					: DataBufferUtils.join(exchange.getRequest().getBody(), this.endpoint.maxMessageSize())
						.map(PirschBrowserWebFilter::bytes)
						.defaultIfEmpty(NOTHING)
						.map((body) -> this.endpoint.accept(request, body))
						.onErrorResume(DataBufferLimitException.class,
								(ex) -> Mono.just(this.endpoint.tooLarge(request)));
		});
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private static Mono<Void> answer(ServerWebExchange exchange, BrowserReply reply) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatusCode.valueOf(reply.status()));
		HttpHeaders headers = response.getHeaders();
		reply.headers().forEach(headers::set);
		if (reply.body().length == 0) {
			return response.setComplete();
		}
		headers.setContentLength(reply.body().length);
		return HttpMethod.HEAD.equals(exchange.getRequest().getMethod()) ? response.setComplete()
				: response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(reply.body())));
	}

}
