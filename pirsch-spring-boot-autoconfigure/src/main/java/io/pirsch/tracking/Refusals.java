package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The refusals of one kind of hits since one of it was accepted. Where Pirsch accepts the
 * other kinds meanwhile, as it does where an OAuth client lacks the scope for events, it
 * is neither an outage nor single hits.
 */
final class Refusals {

	/**
	 * So many of them in a row are no accident.
	 */
	private static final int LASTING = 4;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * A service that fails may heal by itself.
	 */
	private static final Duration PATIENCE_WITH_A_SERVICE = Duration.ofMinutes(10);

	private @Nullable Instant first;

	private long acceptedBefore;

	private boolean othersWereAccepted;

	private int besideOthers;

	private int brokenInARow;

	/**
	 * One was refused, or failed.
	 * @param verdict how
	 * @param accepted how many requests of any kind have been accepted so far
	 * @param now when
	 */
	void refused(Verdict verdict, long accepted, Instant now) {
		this.brokenInARow = (verdict == Verdict.BROKEN) ? this.brokenInARow + 1 : 0;
		if (patience(verdict) == null) {
			this.othersWereAccepted = false;
			return;
		}
		this.othersWereAccepted = this.first != null && accepted > this.acceptedBefore;
		this.acceptedBefore = accepted;
		if (this.first == null) {
			this.first = now;
		}
		if (this.othersWereAccepted) {
			this.besideOthers++;
		}
	}

	/**
	 * Returns how long such a refusal is waited out, {@code null} if it says nothing
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
	 * Some were accepted.
	 */
	void accepted() {
		this.first = null;
		this.othersWereAccepted = false;
		this.besideOthers = 0;
		this.brokenInARow = 0;
	}

	/**
	 * Whether others were accepted between the last refusal and the one before.
	 */
	boolean othersWereAccepted() {
		return this.othersWereAccepted;
	}

	/**
	 * Whether it is this kind that is refused, and will be.
	 */
	boolean areOfThisKindAlone(Verdict verdict, Instant now) {
		Duration patience = patience(verdict);
		return patience != null && this.first != null && this.othersWereAccepted && this.besideOthers >= LASTING
				&& !now.isBefore(this.first.plus(patience));
	}

	boolean isBroken() {
		return this.brokenInARow > 0;
	}

	boolean isBrokenLastingly() {
		return this.brokenInARow >= LASTING;
	}

}
