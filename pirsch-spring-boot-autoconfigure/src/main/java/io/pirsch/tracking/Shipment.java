package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.pirsch.client.Hit;

/**
 * Hits that are sent in one request, and the list that they are taken from.
 *
 * @param list what is to be delivered
 * @param hits those of one kind that are sent
 * @param first the hit whose turn it is
 * @param start when it is sent
 * @param longestPause the longest pause that there may be after it
 */
record Shipment(List<Hit> list, List<Hit> hits, Hit first, Instant start, Duration longestPause) {

	Hit.Kind kind() {
		return this.hits.get(0).kind();
	}

	/**
	 * Whether another is sent before its turn, to learn about the first.
	 */
	boolean isNeighbour() {
		return this.hits.get(0) != this.first;
	}

	/**
	 * Whether that is to learn about the kind of the first.
	 */
	boolean asksOtherKind() {
		return kind() != this.first.kind();
	}

	/**
	 * Whether it is one hit, whose turn it is.
	 */
	boolean isAlone() {
		return size() == 1 && !isNeighbour();
	}

	int size() {
		return this.hits.size();
	}

	/**
	 * Returns what is in the list of other kinds than what is sent.
	 */
	List<Hit> listWithoutKind() {
		Hit.Kind kind = kind();
		return this.list.stream().filter((hit) -> hit.kind() != kind).toList();
	}

	/**
	 * Returns what is left of the list when the first of what was sent are settled.
	 */
	List<Hit> listWithout(int settled) {
		List<Hit> left = new ArrayList<>(this.list.size() - settled);
		int gone = 0;
		for (Hit hit : this.list) {
			// What is sent is in the order of the list
			if (gone < settled && hit == this.hits.get(gone)) {
				gone++;
			}
			else {
				left.add(hit);
			}
		}
		return left;
	}

}
