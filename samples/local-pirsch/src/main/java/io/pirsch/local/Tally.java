package io.pirsch.local;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what arrives; the journal's lock guards it.
 */
class Tally {

	private final Map<Integer, Long> refusals = new TreeMap<>();

	private final long[] arrivals = new long[Arrival.Kind.values().length];

	private long requests;

	private long bytes;

	private long batches;

	private long largestBatch;

	private long tokensGranted;

	private long tokensRefused;

	private long unanswered;

	void count(ReceivedRequest request, List<Arrival> accepted) {
		this.requests++;
		this.bytes += request.bytes();
		for (Arrival arrival : accepted) {
			this.arrivals[arrival.kind().ordinal()]++;
		}
		if (request.batch() && !accepted.isEmpty()) {
			this.batches++;
			this.largestBatch = Math.max(this.largestBatch, accepted.size());
		}
		if (!request.complete()) {
			this.unanswered++;
			return;
		}
		boolean token = request.path().equals(PirschApi.TOKEN);
		if (request.status() >= 400) {
			this.refusals.merge(request.status(), 1L, Long::sum);
			this.tokensRefused += token ? 1 : 0;
		}
		else {
			this.tokensGranted += token ? 1 : 0;
		}
	}

	Totals totals() {
		return new Totals(this.requests, this.bytes, arrivals(Arrival.Kind.PAGE_VIEW), arrivals(Arrival.Kind.EVENT),
				arrivals(Arrival.Kind.SESSION), this.batches, this.largestBatch, this.tokensGranted, this.tokensRefused,
				this.unanswered, Map.copyOf(this.refusals));
	}

	private long arrivals(Arrival.Kind kind) {
		return this.arrivals[kind.ordinal()];
	}

}
