package io.pirsch.benchmarks.jmh;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures what the threads that call allocate. JMH's own profiler counts all threads,
 * that of the delivery, too, which no request waits for.
 */
public final class RequestThreadAllocation implements InternalProfiler {

	/** Name of the figure in JMH's results. */
	public static final String LABEL = "caller.alloc.norm";

	private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private long before;

	@Override
	public String getDescription() {
		return "Bytes that the calling threads allocate for each operation";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
		this.before = allocated();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmarkParams,
			IterationParams iterationParams, IterationResult result) {
		double bytes = (double) (allocated() - this.before) / result.getMetadata().getAllOps();
		return List.of(new ScalarResult(LABEL, bytes, "B/op", AggregationPolicy.AVG));
	}

	private static long allocated() {
		long[] workers = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
			.filter((thread) -> thread != null && thread.getThreadName().contains("-jmh-worker-"))
			.mapToLong((thread) -> thread.getThreadId())
			.toArray();
		return Arrays.stream(THREADS.getThreadAllocatedBytes(workers)).filter((bytes) -> bytes > 0).sum();
	}

}
