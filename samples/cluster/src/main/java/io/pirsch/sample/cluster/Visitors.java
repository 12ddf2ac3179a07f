package io.pirsch.sample.cluster;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Visitors who open page after page, on the next site each time.
 */
final class Visitors implements AutoCloseable {

	private final HttpClient client;

	private final List<Site> sites;

	private final List<Visitor> visitors;

	private final Duration pace;

	private final AtomicInteger served = new AtomicInteger();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	/**
	 * Creates them.
	 * @param client what they ask with
	 * @param sites where they go
	 * @param count how many they are
	 * @param pace how long each stays on a page
	 */
	Visitors(HttpClient client, List<Site> sites, int count, Duration pace) {
		this.client = client;
		this.sites = sites;
		this.pace = pace;
		this.visitors = IntStream.range(0, count).mapToObj(Visitor::new).toList();
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	void start() {
		long stay = TimeUnit.NANOSECONDS.toMicros(this.pace.toNanos());
		this.visitors.forEach((visitor) -> this.clock.scheduleAtFixedRate(visitor::step,
				stay * visitor.number / this.visitors.size(), stay, TimeUnit.MICROSECONDS));
	}

	/**
	 * How many pages were served.
	 */
	int served() {
		return this.served.get();
	}

	/**
	 * Waits until each visitor has been served some more pages, on the average.
	 */
	void awaitRounds(int rounds) throws Exception {
		int target = served() + rounds * this.visitors.size();
		Await.until("%d pages are served".formatted(target), () -> served() >= target);
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

	private final class Visitor {

		private final int number;

		private int views;

		private boolean waiting;

		Visitor(int number) {
			this.number = number;
		}

		/**
		 * Opens the next page, unless the one before is still on its way. A page that
		 * could not be had is not asked for again: the site may have counted it.
		 */
		@SuppressWarnings("FutureReturnValueIgnored")
		synchronized void step() {
			if (this.waiting) {
				return;
			}
			this.waiting = true;
			View view = new View(this.number, ++this.views);
			Site site = Visitors.this.sites.get((this.number + this.views) % Visitors.this.sites.size());
			HttpRequest request = HttpRequest.newBuilder(site.uri(view.path()))
				.timeout(Duration.ofSeconds(10))
				.header("X-Forwarded-For", "203.0.%d.%d".formatted(this.number / 250, 1 + this.number % 250))
				.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
				.header("Accept", "text/html")
				.build();
			Visitors.this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
				.whenComplete((response, failure) -> done(failure == null && response.statusCode() == 200));
		}

		private synchronized void done(boolean success) {
			this.waiting = false;
			if (success) {
				Visitors.this.served.incrementAndGet();
			}
		}

	}

}
