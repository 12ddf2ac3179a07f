package io.pirsch.sample.cluster;

import java.time.Duration;
import java.util.List;

/**
 * What became of the views, beside what must have.
 *
 * @param store name of the store
 * @param count the count
 * @param served how many pages were served
 * @param kills what was killed
 * @param batch the largest batch that arrived
 * @param takeOver how long it took another site to take over at most
 */
record Report(String store, Count count, int served, List<Kill> kills, int batch, Duration takeOver) {

	/**
	 * How many arrivals were of views that had arrived before, beyond a batch for each
	 * sender killed.
	 */
	int unexplained() {
		return this.count.unexplained(this.kills, this.batch);
	}

	/**
	 * Whether all is as it must be.
	 */
	boolean isGood() {
		return this.count.acknowledged() > 0 && this.count.lost() == 0 && unexplained() == 0
				&& this.count.outOfOrder() == 0 && this.takeOver.compareTo(longestTakeOver()) <= 0;
	}

	private Duration longestTakeOver() {
		return Duration.ofSeconds(this.store.equals("kafka") ? 10 : 2);
	}

	/**
	 * Returns the report as a table.
	 */
	@Override
	public String toString() {
		return String.join("\n", "| " + this.store + " | | must be | |", "|---|---|---|---|",
				row("pages served", this.served), row("acknowledged by the store", this.count.acknowledged()),
				row("received", this.count.received()), row("lost", this.count.lost(), 0),
				row("twice", this.count.twice()),
				row("twice, beyond a batch (%d) for each sender killed".formatted(this.batch), unexplained(), 0),
				row("out of order, as acknowledged", this.count.outOfOrder(), 0),
				row("out of order, as visited", this.count.swapped()),
				row("time to take over, ms", this.takeOver.toMillis(), longestTakeOver().toMillis()), "");
	}

	private static String row(String name, long value) {
		return "| %s | %,d | | |".formatted(name, value);
	}

	private static String row(String name, long value, long limit) {
		return "| %s | %,d | %s%,d | %s |".formatted(name, value, (limit > 0) ? "≤ " : "", limit,
				(value <= limit) ? "ok" : "MISSED");
	}

}
