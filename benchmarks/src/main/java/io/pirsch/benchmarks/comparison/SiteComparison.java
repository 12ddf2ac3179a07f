package io.pirsch.benchmarks.comparison;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.pirsch.benchmarks.ChildJvm;
import io.pirsch.benchmarks.stub.Counts;
import io.pirsch.benchmarks.stub.HitNumber;
import io.pirsch.benchmarks.stub.StubClient;
import org.jspecify.annotations.Nullable;

/**
 * Runs the site with the starter on its class path and without, side by side, and puts
 * them under load in turn. Site, load generator and the API that takes the page views
 * share the machine.
 */
public final class SiteComparison {

	private final URI api;

	private final StubClient stub;

	private final Duration warmUp;

	private final Duration turn;

	private final List<Double> with = new ArrayList<>();

	private final List<Double> without = new ArrayList<>();

	private long pageViews;

	private long dropped;

	private SiteComparison(URI api, StubClient stub, Duration warmUp, Duration turn) {
		this.api = api;
		this.stub = stub;
		this.warmUp = warmUp;
		this.turn = turn;
	}

	/**
	 * Compares.
	 * @param api address of the stub
	 * @param stub its controls
	 * @param starts how often both sites are started anew
	 * @param warmUp how long each is under load first
	 * @param turns how often each is under load after a start
	 * @param turn how long
	 * @return the throughputs in requests a second, or {@code null} if {@code wrk} is not
	 * installed
	 * @throws Exception if it fails
	 */
	public static @Nullable Ratio run(URI api, StubClient stub, int starts, Duration warmUp, int turns, Duration turn)
			throws Exception {
		if (!Wrk.isInstalled()) {
			return null;
		}
		SiteComparison comparison = new SiteComparison(api, stub, warmUp, turn);
		for (int i = 0; i < starts; i++) {
			comparison.compare(turns);
		}
		return Ratio.of(comparison.with, comparison.without, comparison.pageViews, comparison.dropped);
	}

	private void compare(int turns) throws Exception {
		int portWith = freePort();
		int portWithout = freePort();
		try (ChildJvm siteWith = start(SiteClassPath.WITH_STARTER, portWith);
				ChildJvm siteWithout = start(SiteClassPath.WITHOUT_STARTER, portWithout)) {
			siteWith.awaitLine("Started SiteApplication");
			siteWithout.awaitLine("Started SiteApplication");
			URI pageWith = page(portWith);
			URI pageWithout = page(portWithout);
			this.stub.reset(0);
			Wrk.run(pageWith, this.warmUp);
			Wrk.run(pageWithout, this.warmUp);
			for (int i = 0; i < turns; i++) {
				if (i % 2 == 0) {
					this.with.add(counted(pageWith));
					this.without.add(Wrk.run(pageWithout, this.turn).requestsPerSecond());
				}
				else {
					this.without.add(Wrk.run(pageWithout, this.turn).requestsPerSecond());
					this.with.add(counted(pageWith));
				}
			}
		}
	}

	/**
	 * Puts the site with the starter under load, and counts what the API gets.
	 */
	private double counted(URI page) throws Exception {
		this.stub.reset(0);
		Wrk.Answer answer = Wrk.run(page, this.turn);
		Counts counts = drained();
		this.pageViews += answer.requests();
		// All have the same number, and requests that wrk gave up at its end are counted,
		// too
		this.dropped += Math.max(0, answer.requests() - counts.hits() - counts.duplicates());
		return answer.requestsPerSecond();
	}

	/**
	 * Waits until nothing arrives any more.
	 */
	private Counts drained() throws InterruptedException {
		Counts counts = this.stub.counts();
		Counts before;
		do {
			before = counts;
			Thread.sleep(1_000);
			counts = this.stub.counts();
		}
		while (counts.requests() > before.requests());
		return counts;
	}

	private ChildJvm start(SiteClassPath classPath, int port) throws IOException {
		return ChildJvm.start(List.of("-Xms256m", "-Xmx256m"), classPath.value(), SiteClassPath.MAIN_CLASS,
				"--server.port=" + port, "--pirsch.access-key=pa_benchmark", "--pirsch.base-url=" + this.api);
	}

	private static URI page(int port) {
		return URI.create("http://127.0.0.1:" + port + "/?n=" + HitNumber.format(1));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
