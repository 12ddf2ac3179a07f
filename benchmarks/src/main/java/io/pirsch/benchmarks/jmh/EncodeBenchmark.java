package io.pirsch.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.pirsch.benchmarks.load.Hit;
import io.pirsch.benchmarks.load.PageViews;
import io.pirsch.client.HitBatch;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Encodes a batch and passes it to an HTTP client that does nothing; the figures are for
 * one page view.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {

	private static final int SIZE = 500;

	private final PirschClient client = PirschClient.disabled();

	private final List<PageView> pageViews = LongStream.range(0, SIZE).mapToObj(Hit::of).map(PageViews::of).toList();

	/**
	 * Encodes a batch.
	 */
	@Benchmark
	@OperationsPerInvocation(SIZE)
	public void batch() {
		this.client.send(HitBatch.of(this.pageViews)).block();
	}

}
