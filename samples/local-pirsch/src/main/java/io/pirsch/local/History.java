package io.pirsch.local;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.pirsch.local.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What statistics are made of: what is kept of the arrivals, behind demo data if there
 * is. Computed when somebody asks and not while something arrives, and once for as many
 * questions as come before the next arrival.
 */
class History {

	private final String salt = UUID.randomUUID().toString();

	private final Journal journal;

	private volatile List<Arrival> demoData = List.of();

	private @Nullable Statistics statistics;

	private long revision;

	History(Journal journal) {
		this.journal = journal;
	}

	synchronized void begin(List<Arrival> demoData) {
		this.demoData = demoData;
		this.statistics = null;
	}

	boolean hasDemoData() {
		return !this.demoData.isEmpty();
	}

	synchronized Statistics statistics() {
		// Read before the arrivals: what comes between the two is in the next answer
		long current = this.journal.revision();
		if (this.statistics == null || current != this.revision) {
			this.revision = current;
			this.statistics = Statistics.of(Stream.concat(this.demoData.stream(), this.journal.arrivals().stream())
				.map(ArrivedHit::new)
				.toList(), this.salt);
		}
		return this.statistics;
	}

}
