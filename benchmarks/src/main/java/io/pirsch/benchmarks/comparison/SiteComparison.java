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
 * What it costs a saturated site to count a page: the processor time of its process for a
 * page, in turn for visitors who are counted and for visitors who object by
 * {@code DNT: 1}. It is the same process in both, so that it is the same compiled code.
 * Site, load generator and the API that takes the page views share the machine.
 */
public final class SiteComparison {

	private final StubClient stub;

	private final ChildJvm site;

	private final URI page;

	private final List<Double> counted = new ArrayList<>();

	private final List<Double> objecting = new ArrayList<>();

	private long pageViews;

	private long dropped;

	private SiteComparison(StubClient stub, ChildJvm site, URI page) {
		this.stub = stub;
		this.site = site;
		this.page = page;
	}

	/**
	 * Compares.
	 * @param stack the web stack
	 * @param api address of the stub
	 * @param stub its controls
	 * @param warmUp how long the site is under load first, by each kind of visitor
	 * @param turns how often it is under load by each
	 * @param turn how long
	 * @return the processor times, or {@code null} if {@code wrk} is not installed
	 * @throws Exception if it fails
	 */
	public static @Nullable SiteCost run(Site.Stack stack, URI api, StubClient stub, Duration warmUp, int turns,
			Duration turn) throws Exception {
		if (!Wrk.isInstalled()) {
			return null;
		}
		int port = freePort();
		try (ChildJvm site = new Site(stack, Site.Addition.STARTER).start(List.of("-Xms256m", "-Xmx256m"), port, api)) {
			site.awaitLine("Started SiteApplication");
			SiteComparison comparison = new SiteComparison(stub, site,
					URI.create("http://127.0.0.1:" + port + "/about?n=" + HitNumber.format(1)));
			Wrk.run(comparison.page, false, warmUp);
			Wrk.run(comparison.page, true, warmUp);
			for (int i = 0; i < turns; i++) {
				comparison.turn(i % 2 == 0, turn);
				comparison.turn(i % 2 != 0, turn);
			}
			return SiteCost.of(stack, comparison.counted, comparison.objecting, comparison.pageViews,
					comparison.dropped);
		}
	}

	/**
	 * Puts the site under load until all that it sends has arrived.
	 */
	private void turn(boolean objecting, Duration duration) throws Exception {
		this.stub.reset(0);
		Duration before = this.site.cpuTime();
		Wrk.Answer answer = Wrk.run(this.page, objecting, duration);
		Counts counts = drained();
		double micros = this.site.cpuTime().minus(before).toNanos() / 1e3 / answer.requests();
		if (objecting) {
			this.objecting.add(micros);
			return;
		}
		this.counted.add(micros);
		this.pageViews += answer.requests();
		// All have the same number, and requests that wrk gave up at its end are counted,
		// too
		this.dropped += Math.max(0, answer.requests() - counts.hits() - counts.duplicates());
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

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
