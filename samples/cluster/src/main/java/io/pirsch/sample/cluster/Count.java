package io.pirsch.sample.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Compares what the store has acknowledged with what has arrived. A view that arrives
 * again is counted as twice, and its first arrival decides whether it came in order.
 */
final class Count {

	private final List<Acknowledgement> acknowledged;

	private final List<Receipt> receipts;

	/**
	 * Where among the receipts a view came first.
	 */
	private final Map<View, Integer> first = new HashMap<>();

	/**
	 * Creates a count.
	 * @param acknowledged what the store has acknowledged
	 * @param receipts what has arrived, in this order
	 */
	Count(List<Acknowledgement> acknowledged, List<Receipt> receipts) {
		this.acknowledged = acknowledged;
		this.receipts = receipts;
		for (int i = 0; i < receipts.size(); i++) {
			this.first.putIfAbsent(receipts.get(i).view(), i);
		}
	}

	int acknowledged() {
		return this.acknowledged.size();
	}

	/**
	 * How many views have arrived, each counted once.
	 */
	int received() {
		return this.first.size();
	}

	/**
	 * How many acknowledged views have not arrived.
	 */
	int lost() {
		return (int) this.acknowledged.stream().filter((one) -> !this.first.containsKey(one.view())).count();
	}

	/**
	 * How many arrivals were of views that had arrived before.
	 */
	int twice() {
		return this.receipts.size() - this.first.size();
	}

	/**
	 * How many arrivals were of views that had arrived before, beyond what kills explain:
	 * one batch for each sender that was interrupted.
	 */
	int unexplained(List<Kill> kills, int batch) {
		Map<Integer, Integer> twice = new HashMap<>();
		Set<View> seen = new HashSet<>();
		for (Receipt receipt : this.receipts) {
			if (!seen.add(receipt.view())) {
				twice.merge(before(receipt.receivedAt(), kills), 1, Integer::sum);
			}
		}
		return twice.entrySet()
			.stream()
			.mapToInt((entry) -> Math.max(0, entry.getValue() - most(entry.getKey(), kills, batch)))
			.sum();
	}

	/**
	 * Returns how many of the kills happened before.
	 */
	private static int before(Instant time, List<Kill> kills) {
		return (int) kills.stream().filter((kill) -> !kill.at().isAfter(time)).count();
	}

	private static int most(int killsBefore, List<Kill> kills, int batch) {
		return (killsBefore > 0) ? kills.get(killsBefore - 1).senders() * batch : 0;
	}

	/**
	 * How many views arrived after one of the same visitor that the store was given
	 * later.
	 */
	int outOfOrder() {
		Map<Integer, List<Acknowledgement>> visitors = new HashMap<>();
		for (Acknowledgement one : this.acknowledged) {
			if (this.first.containsKey(one.view())) {
				visitors.computeIfAbsent(one.view().visitor(), (visitor) -> new ArrayList<>()).add(one);
			}
		}
		return visitors.values().stream().mapToInt(this::outOfOrder).sum();
	}

	private int outOfOrder(List<Acknowledgement> ofVisitor) {
		return (int) ofVisitor.stream()
			.filter((one) -> ofVisitor.stream().anyMatch((other) -> one.isBefore(other) && place(other) < place(one)))
			.count();
	}

	private int place(Acknowledgement one) {
		Integer place = this.first.get(one.view());
		return (place != null) ? place : Integer.MAX_VALUE;
	}

	/**
	 * How many views arrived after one that the same visitor made later: the store was
	 * given them in this order, by two sites that had to wait for it.
	 */
	int swapped() {
		Map<Integer, Integer> highest = new HashMap<>();
		int swapped = 0;
		for (View view : firstArrivals()) {
			int before = highest.merge(view.visitor(), view.number(), Math::max);
			swapped += (before > view.number()) ? 1 : 0;
		}
		return swapped;
	}

	private List<View> firstArrivals() {
		return this.first.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey).toList();
	}

	/**
	 * How long the views waited at most that arrived after a crash and were acknowledged
	 * before its end.
	 */
	Duration longestWait(Instant crash, Instant end) {
		Duration longest = Duration.ZERO;
		for (Acknowledgement one : this.acknowledged) {
			Instant received = receivedAt(one.view());
			if (received != null && received.isAfter(crash) && one.acknowledged().isBefore(end)) {
				Instant start = one.acknowledged().isAfter(crash) ? one.acknowledged() : crash;
				Duration wait = Duration.between(start, received);
				longest = (wait.compareTo(longest) > 0) ? wait : longest;
			}
		}
		return longest;
	}

	private @Nullable Instant receivedAt(View view) {
		Integer place = this.first.get(view);
		return (place != null) ? this.receipts.get(place).receivedAt() : null;
	}

}
