package io.pirsch.local;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.pirsch.local.statistics.Hit;
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

	/**
	 * Deletes what matches, of what has arrived, of demo data, or of both.
	 */
	synchronized void delete(Predicate<Arrival> deleted, boolean collected, boolean imported) {
		if (collected) {
			this.journal.forget(deleted);
		}
		if (imported) {
			begin(this.demoData.stream().filter(deleted.negate()).toList());
		}
	}

	private static Hit hit(Arrival arrival) {
		Hit.Kind kind = switch (arrival.kind()) {
			case PAGE_VIEW -> Hit.Kind.VIEW;
			case EVENT -> Hit.Kind.EVENT;
			case SESSION -> Hit.Kind.SESSION;
		};
		return new Hit(kind, time(arrival), arrival.request(), arrival.fields());
	}

	static Instant time(Arrival arrival) {
		return Objects.requireNonNullElse(arrival.time(), arrival.receivedAt());
	}

	synchronized Statistics statistics() {
		// Read before the arrivals: what comes between the two is in the next answer
		long current = this.journal.revision();
		if (this.statistics == null || current != this.revision) {
			this.revision = current;
			this.statistics = Statistics.of(
					Stream.concat(this.demoData.stream(), this.journal.arrivals().stream()).map(History::hit).toList(),
					this.salt);
		}
		return this.statistics;
	}

}
