package io.pirsch.tracking;

/**
 * The search for the hit that a service refuses among those of a request: halves what is
 * sent until it is alone. It is at fault if others are accepted and it is not; if
 * everything fails alike, the data is not what is wrong.
 */
final class Suspicion {

	/**
	 * While everything fails alike, this many attempts are made with the first hit before
	 * another takes its turn, so that order is kept when the service heals.
	 */
	private static final int ATTEMPTS_BEFORE_NEIGHBOUR = 4;

	/**
	 * A service that fails on a hit alone as often as this will fail on it again.
	 */
	private static final int LASTING = 4;

	private int suspects;

	private int limit = Integer.MAX_VALUE;

	/** What had been accepted when the suspects failed first. */
	private long acceptedBefore;

	private int failuresAlone;

	/** How many times the first hit was refused alone. */
	private int refusalsOfFirst;

	private boolean tooLarge;

	boolean isOn() {
		return this.suspects > 0;
	}

	/**
	 * How many to send at once.
	 */
	int limit() {
		return this.limit;
	}

	/**
	 * Whether to send another hit before the first, to learn which of the two is at
	 * fault.
	 */
	boolean needsNeighbour() {
		return this.limit == 1 && this.failuresAlone % ATTEMPTS_BEFORE_NEIGHBOUR == 1;
	}

	/**
	 * How many neighbours were asked in vain.
	 */
	int neighboursAsked() {
		return this.failuresAlone / ATTEMPTS_BEFORE_NEIGHBOUR;
	}

	/**
	 * Several hits were refused together.
	 * @param count how many
	 * @param tooLarge whether it is their number that may be at fault
	 * @param accepted how many requests of the kind have been accepted so far
	 */
	void refused(int count, boolean tooLarge, long accepted) {
		if (this.suspects == 0) {
			this.suspects = count;
			this.acceptedBefore = accepted;
		}
		this.tooLarge = tooLarge;
		this.limit = (count + 1) / 2;
	}

	/**
	 * The first hit was refused alone.
	 * @param hasNeighbour whether there is another that could take its turn
	 * @param accepted how many requests of the kind have been accepted so far
	 * @param mayPass whether it may be the service, so that once is not enough
	 * @return whether it is at fault
	 */
	boolean refusedAlone(boolean hasNeighbour, long accepted, boolean mayPass) {
		if (this.suspects == 0) {
			this.suspects = 1;
			this.acceptedBefore = accepted;
		}
		this.limit = 1;
		// One alone is not too many
		this.tooLarge = false;
		this.failuresAlone = hasNeighbour ? this.failuresAlone + 1 : 0;
		this.refusalsOfFirst++;
		return accepted > this.acceptedBefore && (!mayPass || this.refusalsOfFirst >= LASTING);
	}

	/**
	 * The neighbour was accepted, so it is the first's turn to prove itself.
	 */
	void acceptedNeighbour() {
		this.failuresAlone = 0;
	}

	/**
	 * The neighbour was refused, too, or was of a kind that proves nothing.
	 */
	void askedNeighbourInVain() {
		this.failuresAlone++;
	}

	/**
	 * Hits were accepted from the first on.
	 * @return how many the service takes at once, if that was the matter, or 0
	 */
	int accepted(int count) {
		this.suspects -= count;
		this.failuresAlone = 0;
		this.refusalsOfFirst = 0;
		if (this.suspects <= 0) {
			int most = this.tooLarge ? this.limit : 0;
			end();
			return most;
		}
		if (!this.tooLarge) {
			this.limit = Math.min(2 * this.limit, this.suspects);
		}
		return 0;
	}

	/**
	 * The first is given up after all, so it is the next that is sent alone.
	 */
	void gaveUpFirst() {
		if (isOn()) {
			this.suspects = Math.max(1, this.suspects - 1);
			this.failuresAlone = 0;
			this.refusalsOfFirst = 0;
		}
	}

	void end() {
		this.suspects = 0;
		this.limit = Integer.MAX_VALUE;
		this.failuresAlone = 0;
		this.refusalsOfFirst = 0;
		this.tooLarge = false;
	}

}
