package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The failures of one kind of hits since one of it was accepted. Where Pirsch accepts the
 * other kinds meanwhile, as it does where an OAuth client lacks the scope for events, it
 * is neither an outage nor single hits.
 */
final class Refusals {

	/**
	 * So many of them in a row are no accident.
	 */
	private static final int LASTING = 4;

	/**
	 * After so many that were refused for the credentials, others are asked: each of them
	 * has a long pause.
	 */
	private static final int CREDENTIALS_REFUSED = 2;

	/**
	 * So many different ones that are refused alone are no single hits.
	 */
	private static final int SEVERAL = 3;

	private static final Duration MOMENT = Duration.ofSeconds(30);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * A service that fails may heal by itself.
	 */
	private static final Duration PATIENCE_WITH_A_SERVICE = Duration.ofMinutes(10);

	/** The number of the first answer, among those to all kinds. */
	private long firstAnswer;

	private @Nullable Instant since;

	private @Nullable Instant last;

	/** When the first was refused that says something about the kind. */
	private @Nullable Instant refusedSince;

	/** The number of the answer by which it was. */
	private long firstRefusal;

	private int refused;

	/** How many that were sent alone are given up. */
	private int givenUp;

	private int failures;

	private int failuresWhenOthersWereAsked;

	/** How many are a reason to ask others. */
	private int many = LASTING;

	private int brokenInARow;

	private boolean mayHavePassed;

	/**
	 * One was refused, or failed.
	 * @param answer the number of the answer
	 */
	void failed(Verdict verdict, long answer, Instant now) {
		if (this.last != null && this.last.plus(PATIENCE_WITH_A_SERVICE).isBefore(now)) {
			forget();
		}
		if (this.since == null) {
			this.since = now;
			this.firstAnswer = answer;
		}
		this.last = now;
		this.failures++;
		this.many = (verdict == Verdict.CREDENTIALS_REFUSED) ? CREDENTIALS_REFUSED : LASTING;
		this.brokenInARow = (verdict == Verdict.BROKEN) ? this.brokenInARow + 1 : 0;
		if (patience(verdict) != null) {
			if (this.refusedSince == null) {
				this.refusedSince = now;
				this.firstRefusal = answer;
			}
			this.refused++;
		}
	}

	/**
	 * Takes note of what the last failure was, also of one that is about a single hit.
	 */
	void lastWas(Verdict verdict) {
		this.mayHavePassed = verdict == Verdict.BROKEN || verdict == Verdict.PASSING;
	}

	/**
	 * Returns how long such a failure is waited out, {@code null} if it says nothing
	 * about the kind.
	 */
	private static @Nullable Duration patience(Verdict verdict) {
		return switch (verdict) {
			case CREDENTIALS_REFUSED, DATA_AT_FAULT -> PATIENCE;
			case BROKEN -> PATIENCE_WITH_A_SERVICE;
			case PASSING, TOO_SLOW, TOO_LARGE -> null;
		};
	}

	/**
	 * Some were accepted, or what failed is too long ago to say anything.
	 */
	void forget() {
		this.last = null;
		this.since = null;
		this.failures = 0;
		this.failuresWhenOthersWereAsked = 0;
		this.mayHavePassed = false;
		this.brokenInARow = 0;
		forgetPatience();
	}

	/**
	 * Others fail as well, which is no part of the time for which this kind does.
	 */
	void forgetPatience() {
		this.refusedSince = null;
		this.refused = 0;
		this.givenUp = 0;
	}

	/**
	 * Whether there was one before an answer.
	 */
	boolean beganBefore(long answer) {
		return this.since != null && this.firstAnswer < answer;
	}

	/**
	 * Whether there are so many that it is time to see whether others are accepted. While
	 * everything fails alike, most attempts are made with the first, so that order is
	 * kept when the service heals.
	 */
	boolean areManySinceOthersWereAsked() {
		return this.failures - this.failuresWhenOthersWereAsked >= this.many;
	}

	void haveAskedOthers() {
		this.failuresWhenOthersWereAsked = this.failures;
	}

	int count() {
		return this.failures;
	}

	boolean areThere() {
		return this.failures > 0;
	}

	boolean areMany() {
		return this.failures >= this.many;
	}

	/**
	 * Whether so many were refused that it is no single hit.
	 */
	boolean areNoAccident() {
		return this.refused >= LASTING;
	}

	/**
	 * Whether there is no more patience with such a failure: for long enough some were
	 * refused, and others accepted meanwhile.
	 * @param othersAccepted the number of the last answer that accepted others
	 */
	boolean exhaustPatience(Verdict verdict, long othersAccepted, Instant now) {
		Duration patience = patience(verdict);
		return patience != null && areNoAccident() && this.refusedSince != null
				&& !now.isBefore(this.refusedSince.plus(patience)) && this.firstRefusal < othersAccepted;
	}

	/**
	 * One that was sent alone is given up.
	 */
	void gaveUpOne() {
		this.givenUp++;
	}

	/**
	 * Whether such a failure is about the kind, and not about a hit: without a scope any
	 * of it is refused, whatever else may be so with those that were sent.
	 */
	boolean areOfTheKind(Verdict verdict) {
		return verdict == Verdict.CREDENTIALS_REFUSED || this.givenUp >= SEVERAL;
	}

	/**
	 * Whether the service failed at last, which it may have ceased to do.
	 */
	boolean mayHavePassed() {
		return this.mayHavePassed;
	}

	/**
	 * Whether they are more than a moment's.
	 */
	boolean areLasting(Instant now) {
		return this.since != null && (now.isBefore(this.since) || !now.isBefore(this.since.plus(MOMENT)));
	}

	boolean areBrokenLastingly() {
		return this.brokenInARow >= LASTING;
	}

}
