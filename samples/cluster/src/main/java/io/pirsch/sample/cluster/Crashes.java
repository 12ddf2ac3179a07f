package io.pirsch.sample.cluster;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.pirsch.local.Fault;
import io.pirsch.local.LocalPirsch;
import io.pirsch.local.ReceivedRequest;

/**
 * What happens to the sites, their store and the API, one thing after the other.
 */
final class Crashes {

	private static final int SITES = 3;

	/**
	 * So long the API takes to answer, so that most crashes meet a request.
	 */
	private static final Duration ANSWER_TIME = Duration.ofMillis(60);

	private final LocalPirsch pirsch = LocalPirsch.builder().keepArrivals(1_000_000).start();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final StoreServer store;

	private final List<Site> sites = new ArrayList<>();

	private final Visitors visitors;

	private final boolean quick;

	private final List<Kill> kills = new ArrayList<>();

	private final List<Instant> siteKills = new ArrayList<>();

	private final List<Instant> takenOver = new ArrayList<>();

	Crashes(Children children, Path directory, StoreServer store, boolean quick) throws IOException {
		this.store = store;
		this.quick = quick;
		for (int number = 1; number <= SITES; number++) {
			this.sites.add(new Site(number, children, directory, this.pirsch, store));
		}
		this.visitors = new Visitors(this.client, this.sites, quick ? 60 : 300);
	}

	Report run() throws Exception {
		try (this.pirsch; this.visitors) {
			answer();
			say("The store and %d sites start", SITES);
			this.store.start();
			for (Site site : this.sites) {
				site.start();
			}
			for (Site site : this.sites) {
				site.awaitReady(this.client);
			}
			this.visitors.start();
			this.visitors.awaitRounds(3);
			awaitDelivery();
			for (int i = 0; i < (this.quick ? 1 : SITES); i++) {
				killSender();
			}
			killStore();
			refuse();
			say("The visitors leave");
			this.visitors.close();
			awaitEnd();
			return report();
		}
	}

	private void killSender() throws Exception {
		Site site = sender();
		say("%s, which delivers, is killed; another takes over", site);
		this.siteKills.add(Instant.now());
		kill(site);
		this.visitors.awaitRounds(2);
		awaitDelivery();
		this.takenOver.add(Instant.now());
		site.start();
		site.awaitReady(this.client);
		this.visitors.awaitRounds(2);
		awaitDelivery();
	}

	private void killStore() throws Exception {
		say("The store is killed, and started again");
		this.kills.add(new Kill(Instant.now(), this.store.senders(SITES)));
		this.store.kill();
		this.visitors.awaitRounds(this.quick ? 3 : 10);
		this.store.start();
		int before = acknowledged().size();
		Await.until("the store acknowledges again", () -> acknowledged().size() > before);
		this.visitors.awaitRounds(2);
		awaitDelivery();
	}

	private void refuse() throws Exception {
		say("The API refuses");
		this.pirsch.clearFaults();
		this.pirsch.fail(Fault.status(503).on("/api/v1/hit"));
		this.visitors.awaitRounds(this.quick ? 2 : 6);
		Site site = sender();
		say("%s, which asked it last, is killed, and started again", site);
		kill(site);
		this.visitors.awaitRounds(this.quick ? 6 : 12);
		site.start();
		site.awaitReady(this.client);
		this.visitors.awaitRounds(2);
		answer();
		awaitDelivery();
	}

	private void kill(Site site) {
		this.kills.add(new Kill(Instant.now(), 1));
		site.kill();
	}

	/**
	 * Returns the site that the API has answered last.
	 */
	private Site sender() throws IOException {
		Site sender = this.sites.get(0);
		for (Site site : this.sites) {
			sender = site.lastAnswer().isAfter(sender.lastAnswer()) ? site : sender;
		}
		return sender;
	}

	private void answer() {
		this.pirsch.clearFaults();
		this.pirsch.fail(Fault.slow(ANSWER_TIME).on("/api/v1/hit"));
	}

	/**
	 * Waits until all has arrived that is acknowledged by now.
	 */
	private void awaitDelivery() throws Exception {
		Set<View> missing = acknowledged().stream().map(Acknowledgement::view).collect(Collectors.toSet());
		Await.until("all that is acknowledged arrives", () -> {
			receipts().forEach((receipt) -> missing.remove(receipt.view()));
			return missing.isEmpty();
		});
	}

	/**
	 * Waits until all queues are in the store, and all has arrived: nothing is
	 * acknowledged any more.
	 */
	private void awaitEnd() throws Exception {
		AtomicInteger before = new AtomicInteger(-1);
		Await.until("the sites are done", () -> {
			awaitDelivery();
			TimeUnit.SECONDS.sleep(1);
			int now = acknowledged().size();
			return before.getAndSet(now) == now;
		});
	}

	private List<Acknowledgement> acknowledged() throws IOException {
		List<Acknowledgement> all = new ArrayList<>();
		for (Site site : this.sites) {
			all.addAll(site.acknowledged());
		}
		return all;
	}

	private List<Receipt> receipts() {
		return this.pirsch.arrivals()
			.stream()
			.map((arrival) -> new Receipt(View.of(String.valueOf(arrival.text("url"))), arrival.receivedAt()))
			.toList();
	}

	private Report report() throws IOException {
		Count count = new Count(acknowledged(), receipts());
		Duration takeOver = Duration.ZERO;
		for (int i = 0; i < this.siteKills.size(); i++) {
			Duration wait = count.longestWait(this.siteKills.get(i), this.takenOver.get(i));
			takeOver = (wait.compareTo(takeOver) > 0) ? wait : takeOver;
		}
		int batch = this.pirsch.requests().stream().mapToInt(ReceivedRequest::arrivals).max().orElse(0);
		return new Report(count, this.visitors.served(), this.kills, batch, takeOver);
	}

	private static void say(String text, Object... values) {
		System.out.println(text.formatted(values));
	}

}
