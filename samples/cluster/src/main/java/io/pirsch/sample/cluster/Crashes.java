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

	/**
	 * So long the API takes to answer, so that most crashes meet a request.
	 */
	private static final Duration ANSWER_TIME = Duration.ofMillis(60);

	private final LocalPirsch pirsch = LocalPirsch.builder().keepArrivals(1_000_000).start();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final StoreServer store;

	private final List<Site> sites = new ArrayList<>();

	private final Visitors visitors;

	private final String name;

	private final Scale scale;

	private final Instant start = Instant.now();

	private final List<Kill> kills = new ArrayList<>();

	private final List<Instant> siteKills = new ArrayList<>();

	private final List<Instant> takenOver = new ArrayList<>();

	Crashes(String name, Scale scale, Children children, Path directory, StoreServer store) throws IOException {
		this.name = name;
		this.scale = scale;
		this.store = store;
		for (int number = 1; number <= scale.sites(); number++) {
			this.sites.add(new Site(number, children, directory, this.pirsch, store));
		}
		this.visitors = new Visitors(this.client, this.sites, scale.visitors(), scale.pace());
	}

	Report run() throws Exception {
		try (this.pirsch; this.visitors) {
			answer();
			say("%d sites and the store start", this.scale.sites());
			for (Site site : this.sites) {
				site.start();
			}
			this.store.start();
			for (Site site : this.sites) {
				site.awaitReady(this.client);
			}
			this.visitors.start();
			awaitAcknowledged();
			awaitDelivery();
			for (int i = 1; i < this.scale.senderKills(); i++) {
				startAgain(killSender());
				awaitDelivery();
			}
			refuse(killSender());
			killStore();
			say("The visitors leave");
			this.visitors.close();
			awaitEnd();
			return report();
		}
	}

	private Site killSender() throws Exception {
		Site site = sender();
		say("%s, which delivers, is killed; another takes over", site);
		this.siteKills.add(Instant.now());
		kill(site);
		awaitAcknowledged();
		this.takenOver.add(Instant.now());
		awaitDelivery();
		return site;
	}

	/**
	 * While the API refuses, another site is killed, unless it is the last, and then all
	 * are started again.
	 */
	private void refuse(Site killed) throws Exception {
		say("The API refuses");
		this.pirsch.clearFaults();
		this.pirsch.fail(Fault.status(503).on("/api/v1/hit"));
		this.visitors.awaitRounds(this.scale.rounds());
		if (this.scale.sites() > 2) {
			Site site = sender();
			say("%s, which asked it last, is killed", site);
			kill(site);
			this.visitors.awaitRounds(this.scale.rounds());
			startAgain(site);
		}
		startAgain(killed);
		answer();
		awaitDelivery();
	}

	private void startAgain(Site site) throws Exception {
		say("%s starts again", site);
		site.start();
		site.awaitReady(this.client);
		awaitAcknowledged();
	}

	private void killStore() throws Exception {
		say("The store is killed, and started again");
		this.kills.add(new Kill(Instant.now(), this.store.senders(this.scale.sites())));
		this.store.kill();
		this.visitors.awaitRounds(this.scale.rounds());
		this.store.start();
		awaitAcknowledged();
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
	 * Waits until the store has acknowledged some more pages of each visitor, on the
	 * average.
	 */
	private void awaitAcknowledged() throws Exception {
		int target = acknowledged().size() + 2 * this.scale.visitors();
		Await.until("the store acknowledges %d views".formatted(target), () -> acknowledged().size() >= target);
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
		return new Report(this.name, count, this.visitors.served(), this.kills, batch, takeOver);
	}

	private void say(String text, Object... values) {
		System.out.println("%4d s %s: %s".formatted(Duration.between(this.start, Instant.now()).toSeconds(), this.name,
				text.formatted(values)));
	}

}
