package io.pirsch.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import io.pirsch.web.reactive.PirschWebFilter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * The whole cost on the request path, as the difference between a WebFlux exchange with
 * the filter and the same without it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AcceptingTracker.ROOM)
public class RequestBenchmark {

	private static final WebFilterChain CHAIN = (exchange) -> exchange.getResponse().setComplete();

	private final BrowserRequest page = BrowserRequest.page();

	private final BrowserRequest data = BrowserRequest.data();

	/**
	 * A page without the filter: what there is to subtract.
	 * @param blackhole takes the exchanges
	 */
	@Benchmark
	public void pageWithoutFilter(Blackhole blackhole) {
		unfiltered(this.page, blackhole);
	}

	/**
	 * A page with the filter.
	 * @param tracker takes the page views
	 * @param blackhole takes the exchanges
	 */
	@Benchmark
	public void pageWithFilter(AcceptingTracker tracker, Blackhole blackhole) {
		filtered(this.page, tracker, blackhole);
	}

	/**
	 * Data without the filter: what there is to subtract.
	 * @param blackhole takes the exchanges
	 */
	@Benchmark
	public void dataWithoutFilter(Blackhole blackhole) {
		unfiltered(this.data, blackhole);
	}

	/**
	 * Data with the filter, which is no page view.
	 * @param tracker is not told
	 * @param blackhole takes the exchanges
	 */
	@Benchmark
	public void dataWithFilter(AcceptingTracker tracker, Blackhole blackhole) {
		filtered(this.data, tracker, blackhole);
	}

	private static void unfiltered(BrowserRequest request, Blackhole blackhole) {
		for (int i = 0; i < AcceptingTracker.ROOM; i++) {
			ServerWebExchange exchange = BrowserRequest.exchange(request.request(), request.response());
			CHAIN.filter(exchange).subscribe();
			blackhole.consume(exchange);
		}
	}

	private static void filtered(BrowserRequest request, AcceptingTracker tracker, Blackhole blackhole) {
		PirschWebFilter filter = new PirschWebFilter(tracker.get(), null, 0);
		HttpHandler handler = filter.apply((httpRequest, response) -> {
			ServerWebExchange exchange = BrowserRequest.exchange(httpRequest, response);
			blackhole.consume(exchange);
			return filter.filter(exchange, CHAIN);
		});
		for (int i = 0; i < AcceptingTracker.ROOM; i++) {
			handler.handle(request.request(), request.response()).subscribe();
		}
	}

}
