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

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * A service that fails may heal by itself.
	 */
	private static final Duration PATIENCE_WITH_A_SERVICE = Duration.ofMinutes(10);

	/** When the first was refused. */
	private @Nullable Instant first;

	private int refused;

	/** What had been accepted at the last failure. */
	private long acceptedBefore = Long.MAX_VALUE;

	private boolean othersAccepted;

	private int brokenInARow;

	/**
	 * One was refused, or failed.
	 * @param verdict how
	 * @param accepted how many requests of any kind have been accepted so far
	 * @param now when
	 */
	void failed(Verdict verdict, long accepted, Instant now) {
		this.brokenInARow = (verdict == Verdict.BROKEN) ? this.brokenInARow + 1 : 0;
		this.othersAccepted |= accepted > this.acceptedBefore;
		this.acceptedBefore = accepted;
		if (patience(verdict) != null) {
			this.first = (this.first != null) ? this.first : now;
			this.refused++;
		}
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
	 * Some were accepted.
	 */
	void accepted() {
		this.first = null;
		this.refused = 0;
		this.acceptedBefore = Long.MAX_VALUE;
		this.othersAccepted = false;
		this.brokenInARow = 0;
	}

	/**
	 * Others fail as well.
	 */
	void othersFail() {
		this.othersAccepted = false;
	}

	/**
	 * Whether others were accepted since the first failure, and have not failed.
	 */
	boolean areBesideOthers() {
		return this.othersAccepted;
	}

	/**
	 * Whether it is this kind that is refused, and will be.
	 * @param hasRoom whether it leaves room for others to be delivered beside it
	 */
	boolean areOfThisKindAlone(Verdict verdict, boolean hasRoom, Instant now) {
		Duration patience = patience(verdict);
		if (patience == null || this.first == null || !this.othersAccepted || this.refused < LASTING) {
			return false;
		}
		return !hasRoom || !now.isBefore(this.first.plus(patience));
	}

	boolean areBroken() {
		return this.brokenInARow > 0;
	}

	boolean areBrokenLastingly() {
		return this.brokenInARow >= LASTING;
	}

}
