package io.pirsch.benchmarks.jmh;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pirsch.client.PirschClient;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingSettings;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.WebSettings;
import io.pirsch.web.reactive.PirschWebFilter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * The whole cost on the request path, as the difference between a WebFlux exchange with
 * the filter and the same without it; the tracker is the real one and delivers to
 * nowhere.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

	private static final WebFilterChain CHAIN = (exchange) -> BrowserRequest.commit(exchange.getResponse());

	private final BrowserRequest page = BrowserRequest.page();

	private final BrowserRequest data = BrowserRequest.data();

	private final BrowserRequest styleSheet = BrowserRequest.styleSheet();

	private final QueuedPirschTracker tracker = new QueuedPirschTracker(PirschClient.disabled(),
			TrackingSettings.defaults(), List.of());

	private PirschWebFilter filter = filter();

	private PirschWebFilter filter() {
		WebSettings settings = WebSettings.builder().build();
		return new PirschWebFilter(
				new PageViewRecorder(this.tracker, PageViewRules.of(settings), settings, List.of(), Clock.systemUTC()),
				null, 0);
	}

	/**
	 * Makes the filter anew.
	 */
	@Setup(Level.Trial)
	public void setUp() {
		this.filter = filter();
	}

	/**
	 * Stops the tracker.
	 */
	@TearDown(Level.Trial)
	public void tearDown() {
		this.tracker.stop();
	}

	/**
	 * A page without the filter: what there is to subtract.
	 * @return the exchange
	 */
	@Benchmark
	public ServerWebExchange pageWithoutFilter() {
		ServerWebExchange exchange = this.page.exchange();
		run(CHAIN.filter(exchange));
		return exchange;
	}

	/**
	 * A page with the filter.
	 * @return the exchange
	 */
	@Benchmark
	public ServerWebExchange pageWithFilter() {
		return filtered(this.page);
	}

	/**
	 * Data without the filter: what there is to subtract.
	 * @return the exchange
	 */
	@Benchmark
	public ServerWebExchange dataWithoutFilter() {
		ServerWebExchange exchange = this.data.exchange();
		run(CHAIN.filter(exchange));
		return exchange;
	}

	/**
	 * Data with the filter, which is no page view.
	 * @return the exchange
	 */
	@Benchmark
	public ServerWebExchange dataWithFilter() {
		return filtered(this.data);
	}

	/**
	 * A style sheet with the filter, which is no page view.
	 * @return the exchange
	 */
	@Benchmark
	public ServerWebExchange styleSheetWithFilter() {
		return filtered(this.styleSheet);
	}

	private ServerWebExchange filtered(BrowserRequest request) {
		ServerWebExchange exchange = request.exchange();
		run(this.filter.filter(exchange, CHAIN));
		return exchange;
	}

	private static void run(Mono<Void> response) {
		response.subscribe();
	}

}
