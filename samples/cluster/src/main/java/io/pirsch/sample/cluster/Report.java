package io.pirsch.sample.cluster;

import java.time.Duration;
import java.util.List;

/**
 * What became of the views, beside what must have.
 *
 * @param count the count
 * @param served how many pages were served
 * @param kills what was killed
 * @param batch the largest batch that arrived
 * @param takeOver how long it took another site to take over at most
 */
record Report(Count count, int served, List<Kill> kills, int batch, Duration takeOver) {

	/**
	 * Prints the report.
	 * @param store name of the store
	 * @return whether all is as it must be
	 */
	boolean print(String store) {
		Duration limit = Duration.ofSeconds(store.equals("kafka") ? 10 : 2);
		System.out.println();
		System.out.println("| " + store + " | | must be | |");
		System.out.println("|---|---|---|---|");
		row("pages served", this.served);
		row("acknowledged by the store", this.count.acknowledged());
		row("received", this.count.received());
		boolean good = row("lost", this.count.lost(), 0);
		row("twice", this.count.twice());
		good &= row("twice, beyond a batch (%d) for each sender killed".formatted(this.batch),
				this.count.unexplained(this.kills, this.batch), 0);
		good &= row("out of order, as acknowledged", this.count.outOfOrder(), 0);
		row("out of order, as visited", this.count.swapped());
		good &= row("time to take over, ms", this.takeOver.toMillis(), limit.toMillis());
		good &= this.count.acknowledged() > 0;
		System.out.println();
		return good;
	}

	private static void row(String name, long value) {
		System.out.println("| %s | %,d | | |".formatted(name, value));
	}

	private static boolean row(String name, long value, long limit) {
		boolean good = value <= limit;
		System.out.println("| %s | %,d | %s%,d | %s |".formatted(name, value, (limit > 0) ? "≤ " : "", limit,
				good ? "ok" : "MISSED"));
		return good;
	}

}
