package io.pirsch.benchmarks.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.pirsch.web.servlet.PirschFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The whole cost on the request path, as the difference between a servlet request with
 * the filter and the same without it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AcceptingTracker.ROOM)
public class ServletRequestBenchmark {

	private static final byte[] BODY = new byte[100];

	private static final FilterChain CHAIN = (request, response) -> response.getOutputStream().write(BODY);

	/**
	 * A page without the filter: what there is to subtract.
	 * @param blackhole takes the responses
	 * @throws Exception if there is a failure
	 */
	@Benchmark
	public void pageWithoutFilter(Blackhole blackhole) throws Exception {
		unfiltered(BrowserRequest.page(), blackhole);
	}

	/**
	 * A page with the filter.
	 * @param tracker takes the page views
	 * @param blackhole takes the responses
	 * @throws Exception if there is a failure
	 */
	@Benchmark
	public void pageWithFilter(AcceptingTracker tracker, Blackhole blackhole) throws Exception {
		filtered(BrowserRequest.page(), tracker, blackhole);
	}

	/**
	 * Data without the filter: what there is to subtract.
	 * @param blackhole takes the responses
	 * @throws Exception if there is a failure
	 */
	@Benchmark
	public void dataWithoutFilter(Blackhole blackhole) throws Exception {
		unfiltered(BrowserRequest.data(), blackhole);
	}

	/**
	 * Data with the filter, which is no page view.
	 * @param tracker is not told
	 * @param blackhole takes the responses
	 * @throws Exception if there is a failure
	 */
	@Benchmark
	public void dataWithFilter(AcceptingTracker tracker, Blackhole blackhole) throws Exception {
		filtered(BrowserRequest.data(), tracker, blackhole);
	}

	private static void unfiltered(BrowserRequest browser, Blackhole blackhole) throws IOException, ServletException {
		RecycledRequest request = browser.servletRequest();
		RecycledResponse response = browser.servletResponse();
		for (int i = 0; i < AcceptingTracker.ROOM; i++) {
			request.recycle();
			response.recycle();
			CHAIN.doFilter(request, response);
			blackhole.consume(response);
		}
	}

	private static void filtered(BrowserRequest browser, AcceptingTracker tracker, Blackhole blackhole)
			throws IOException, ServletException {
		PirschFilter filter = new PirschFilter(tracker.get());
		RecycledRequest request = browser.servletRequest();
		RecycledResponse response = browser.servletResponse();
		for (int i = 0; i < AcceptingTracker.ROOM; i++) {
			request.recycle();
			response.recycle();
			filter.doFilter(request, response, CHAIN);
			blackhole.consume(response);
		}
	}

}
