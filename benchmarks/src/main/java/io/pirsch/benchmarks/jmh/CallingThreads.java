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
 * Measures what the threads that call use. JMH's own profiler counts what all threads
 * allocate, those of the delivery, too, which no request waits for; and its times are
 * those on the clock, in which others on the machine have a share.
 */
public final class CallingThreads implements InternalProfiler {

	/** Name of the bytes allocated in JMH's results. */
	public static final String ALLOCATED = "caller.alloc.norm";

	/** Name of the nanoseconds of processor time in JMH's results. */
	public static final String CPU = "caller.cpu.norm";

	private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private long allocatedBefore;

	private long cpuBefore;

	@Override
	public String getDescription() {
		return "Bytes and processor time that the calling threads use for each operation";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
		this.allocatedBefore = sum(THREADS.getThreadAllocatedBytes(callers()));
		this.cpuBefore = sum(THREADS.getThreadCpuTime(callers()));
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmarkParams,
			IterationParams iterationParams, IterationResult result) {
		double operations = result.getMetadata().getAllOps();
		double nanos = (sum(THREADS.getThreadCpuTime(callers())) - this.cpuBefore) / operations;
		double bytes = (sum(THREADS.getThreadAllocatedBytes(callers())) - this.allocatedBefore) / operations;
		return List.of(new ScalarResult(ALLOCATED, bytes, "B/op", AggregationPolicy.AVG),
				new ScalarResult(CPU, nanos, "ns/op", AggregationPolicy.AVG));
	}

	private static long[] callers() {
		return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
			.filter((thread) -> thread != null && thread.getThreadName().contains("-jmh-worker-"))
			.mapToLong((thread) -> thread.getThreadId())
			.toArray();
	}

	private static long sum(long[] values) {
		return Arrays.stream(values).filter((value) -> value > 0).sum();
	}

}
