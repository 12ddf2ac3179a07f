package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

import io.pirsch.client.Hit;
import io.pirsch.client.HitBatch;
import io.pirsch.client.PirschClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Makes one attempt at delivering a list of hits: sends one request, and lets the
 * {@link Judge} say what came of it. It has no queue, no loop and no thread of its own;
 * whoever has them calls it again with what remains, after the pause that it asks for,
 * and never while a request is under way.
 */
final class Courier implements Carrier {

	/**
	 * A request takes more of the processor than many page views in it, and wakes threads
	 * that push the pages' code and data out of its caches. On a busy site, each page
	 * view costs about half of what it does at a distance of 20 ms.
	 */
	private static final Duration DISTANCE = Duration.ofMillis(250);

	/**
	 * While one kind waits, a store is looked through so often for others.
	 */
	private static final Duration LOOK_INTO_STORE = Duration.ofSeconds(1);

	/**
	 * Older than this, a single hit is sent with its time.
	 */
	private static final Duration FRESH = Duration.ofSeconds(1);

	/**
	 * Gateways in front of APIs commonly refuse more than 1 MB.
	 */
	private static final int MAX_BYTES = 900_000;

	private final PirschClient client;

	private final TrackingSettings settings;

	private final Losses losses;

	private final Scheduler scheduler;

	private final Kinds kinds;

	private final Judge judge;

	private final boolean inMemory;

	private @Nullable Shipment underWay;

	private @Nullable Request prepared;

	/**
	 * Creates a courier.
	 * @param client what to send with
	 * @param settings how to deliver
	 * @param losses what to tell of hits that are dropped
	 * @param listener what to tell of everything else
	 * @param waiting how many hits wait, for the log
	 * @param scheduler by whose clock hits age, and on which answers are judged
	 * @param inMemory whether what waits is in memory alone, and not in a store
	 */
	Courier(PirschClient client, TrackingSettings settings, Losses losses, Listeners listener, LongSupplier waiting,
			Scheduler scheduler, boolean inMemory) {
		this.client = client;
		this.settings = settings;
		this.losses = losses;
		this.scheduler = scheduler;
		this.inMemory = inMemory;
		this.kinds = new Kinds(settings, client.timeout(), losses, inMemory);
		this.judge = new Judge(this.kinds, listener, losses, waiting);
	}

	/**
	 * Returns how many hits to look through for a full request at present.
	 */
	@Override
	public int batchSize() {
		return this.kinds.batchSize();
	}

	@Override
	public Duration distance() {
		return DISTANCE;
	}

	/**
	 * Whether nothing has been accepted for longer than this, though it was tried.
	 */
	@Override
	public boolean isFailingFor(Duration time) {
		return this.judge.isFailingFor(time, now());
	}

	/**
	 * Sends the first hits of a list of the kind whose turn it is.
	 * @param hits what is to be delivered, each with a time
	 * @param longestPause the longest pause that the caller will make
	 * @return what came of it; never fails because of the API or the data
	 */
	@Override
	public Mono<Attempt> attempt(List<Hit> hits, Duration longestPause) {
		return Mono.defer(() -> {
			this.underWay = null;
			Instant now = now();
			List<Hit> list = this.kinds.withinRoom(withoutOld(hits, now), longestPause, now);
			if (list.isEmpty()) {
				return Mono.just(new Attempt(list, Duration.ZERO, false));
			}
			this.kinds.lookAt(list, longestPause, now);
			Hit.Kind kind = this.kinds.turn(list, longestPause, now);
			if (kind == null) {
				return Mono.just(new Attempt(list, this.inMemory ? DISTANCE : LOOK_INTO_STORE, false));
			}
			Shipment shipment = shipment(list, kind, now, longestPause);
			this.underWay = shipment;
			return Mono.<Integer>create((sink) -> send(shipment, sink))
				.publishOn(this.scheduler)
				.map((count) -> Steps.passingErrorsOn(() -> this.judge.accepted(shipment, count, now())))
				// Its own thread alone rejects, once it has ended
				.onErrorResume((ex) -> !(ex instanceof RejectedExecutionException),
						(ex) -> Mono.just(Steps.passingErrorsOn(() -> this.judge.failed(shipment, ex, now()))));
		});
	}

	/**
	 * Writes what the next attempt will send, while one is under way. What fails to be
	 * written fails again when it is its turn.
	 * @param behind what will be delivered after the list of the attempt under way
	 */
	@Override
	public void prepare(List<Hit> behind) {
		try {
			Shipment underWay = this.underWay;
			List<Hit> rest = (underWay != null) ? underWay.listWithout(underWay.size()) : List.of();
			List<Hit> list = rest.isEmpty() ? behind : rest;
			Hit.Kind kind = this.kinds.turn(list, Pauses.LONGEST_RETRY_AFTER, now());
			List<Hit> first = (kind != null) ? first(list, kind) : List.of();
			if (first.size() > 1) {
				this.prepared = new Request(first, HitBatch.of(first, MAX_BYTES));
			}
		}
		catch (Throwable ex) {
			this.prepared = null;
		}
	}

	@Override
	public void endPauses() {
		this.kinds.endPauses();
	}

	@Override
	public Set<Hit.Kind> wanted() {
		return this.kinds.wanted();
	}

	/**
	 * Returns the kinds that are to be left out if there are others.
	 */
	Set<Hit.Kind> resting() {
		return this.kinds.resting(now());
	}

	private List<Hit> withoutOld(List<Hit> hits, Instant now) {
		Instant oldest = now.minus(this.settings.maxAge());
		List<Hit> young = hits.stream().filter((hit) -> hit.time() == null || !hit.time().isBefore(oldest)).toList();
		if (young.size() == hits.size()) {
			return hits;
		}
		this.losses.add(hits.size() - young.size(), DropReason.TOO_OLD, "Pirsch did not accept them for "
				+ DurationFormatterUtils.print(this.settings.maxAge(), DurationFormat.Style.COMPOSITE));
		return young;
	}

	private Shipment shipment(List<Hit> list, Hit.Kind kind, Instant now, Duration longestPause) {
		List<Hit> turn = first(list, kind);
		Hit first = turn.get(0);
		Hit neighbour = this.kinds.neighbour(list, first);
		return new Shipment(list, (neighbour != null) ? List.of(neighbour) : turn, first, now, longestPause);
	}

	private List<Hit> first(List<Hit> list, Hit.Kind kind) {
		int limit = this.kinds.limit(kind);
		List<Hit> first = new ArrayList<>(Math.min(limit, list.size()));
		for (Hit hit : list) {
			if (first.size() == limit) {
				break;
			}
			if (hit.kind() == kind) {
				first.add(hit);
			}
		}
		return first;
	}

	/**
	 * Errors that Reactor holds for fatal are not passed on, but thrown at whoever
	 * subscribes.
	 */
	private void send(Shipment shipment, MonoSink<Integer> sink) {
		try {
			Request request = request(shipment);
			sink.onDispose(request.call(this.client).subscribe(null, sink::error, () -> sink.success(request.count())));
		}
		catch (Throwable ex) {
			sink.error(ex);
		}
	}

	private Request request(Shipment shipment) {
		Request prepared = this.prepared;
		this.prepared = null;
		List<Hit> hits = shipment.hits();
		if (prepared != null && prepared.holds(hits)) {
			return prepared;
		}
		boolean single = hits.size() == 1 && (this.settings.maxBatchSize() == 1 || isFresh(hits.get(0), shipment));
		return new Request(hits, single ? null : HitBatch.of(hits, MAX_BYTES));
	}

	private boolean isFresh(Hit hit, Shipment shipment) {
		Instant time = hit.time();
		return time == null
				|| (!this.judge.isFailing() && Duration.between(time, shipment.start()).abs().compareTo(FRESH) < 0);
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.scheduler.now(TimeUnit.MILLISECONDS));
	}

	/**
	 * What is written to be sent.
	 *
	 * @param hits what it was written from
	 * @param batch the call for many, or {@code null} for the call for one, which tells
	 * no time
	 */
	private record Request(List<Hit> hits, @Nullable HitBatch batch) {

		int count() {
			return (this.batch != null) ? this.batch.size() : 1;
		}

		Mono<Void> call(PirschClient client) {
			return (this.batch != null) ? client.send(this.batch) : client.send(this.hits.get(0));
		}

		boolean holds(List<Hit> others) {
			return this.hits.size() == others.size() && this.hits.get(0) == others.get(0)
					&& this.hits.get(this.hits.size() - 1) == others.get(others.size() - 1);
		}

	}

}
