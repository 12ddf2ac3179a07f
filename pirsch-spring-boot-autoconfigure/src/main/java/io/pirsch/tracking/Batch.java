package io.pirsch.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.SessionExtension;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Things of one kind that go out in one request.
 */
final class Batch {

	private final Kind<?> kind;

	private final List<Queued> items;

	private @Nullable Mono<Void> call;

	private Batch(Kind<?> kind, List<Queued> items) {
		this.kind = kind;
		this.items = items;
	}

	/**
	 * Sorts by kind, and keeps the order within each: page views first, as they open the
	 * sessions that events and extensions belong to.
	 */
	static List<Batch> of(List<Queued> taken) {
		List<Batch> batches = new ArrayList<>(Kind.ALL.size());
		for (Kind<?> kind : Kind.ALL) {
			List<Queued> items = new ArrayList<>(taken.size());
			for (Queued item : taken) {
				if (kind.type().isInstance(item.value())) {
					items.add(item);
				}
			}
			if (!items.isEmpty()) {
				batches.add(new Batch(kind, items));
			}
		}
		return batches;
	}

	int size() {
		return this.items.size();
	}

	boolean isEmpty() {
		return this.items.isEmpty();
	}

	String name() {
		return this.kind.name();
	}

	long oldest() {
		return this.items.get(0).since();
	}

	/**
	 * Returns the part of this batch that was queued at this time or later.
	 */
	Batch since(long time) {
		return new Batch(this.kind, this.items.stream().filter((item) -> item.since() >= time).toList());
	}

	/**
	 * Returns parts of at most this size, in order.
	 */
	List<Batch> split(int size) {
		List<Batch> parts = new ArrayList<>();
		for (int from = 0; from < this.items.size(); from += size) {
			parts.add(new Batch(this.kind, this.items.subList(from, Math.min(from + size, this.items.size()))));
		}
		return parts;
	}

	/**
	 * Sends the only item by the call for one, which tells no time.
	 */
	Mono<Void> sendSingle(PirschClient client) {
		return this.kind.sendSingle(client, this.items.get(0));
	}

	/**
	 * Returns the call for many. It is written when it is first asked for.
	 */
	Mono<Void> send(PirschClient client) {
		Mono<Void> call = this.call;
		if (call == null) {
			call = this.kind.send(client, this.items);
			this.call = call;
		}
		return call;
	}

	private record Kind<T>(String name, Class<T> type, BiFunction<PirschClient, T, Mono<Void>> single,
			BiFunction<PirschClient, List<T>, Mono<Void>> many) {

		static final List<Kind<?>> ALL = List.of(
				new Kind<>("page view", PageView.class, PirschClient::send, PirschClient::sendPageViews),
				new Kind<>("event", Event.class, PirschClient::send, PirschClient::sendEvents),
				new Kind<>("session extension", SessionExtension.class, PirschClient::send,
						PirschClient::sendSessionExtensions));

		Mono<Void> sendSingle(PirschClient client, Queued item) {
			return this.single.apply(client, this.type.cast(item.value()));
		}

		Mono<Void> send(PirschClient client, List<Queued> items) {
			return this.many.apply(client, items.stream().map((item) -> this.type.cast(item.value())).toList());
		}

	}

}
