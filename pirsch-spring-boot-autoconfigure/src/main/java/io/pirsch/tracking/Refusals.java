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

	private static final Duration MOMENT = Duration.ofSeconds(30);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * A service that fails may heal by itself.
	 */
	private static final Duration PATIENCE_WITH_A_SERVICE = Duration.ofMinutes(10);

	/** When the first was refused that says something about the kind. */
	private @Nullable Instant first;

	private @Nullable Instant since;

	private @Nullable Instant last;

	private int refused;

	private int sinceOthersWereAsked;

	private int brokenInARow;

	private boolean othersAccepted;

	private boolean mayHavePassed;

	/**
	 * One was refused, or failed.
	 */
	void failed(Verdict verdict, Instant now) {
		if (this.last != null && this.last.plus(PATIENCE_WITH_A_SERVICE).isBefore(now)) {
			accepted();
		}
		this.last = now;
		this.since = (this.since != null) ? this.since : now;
		this.sinceOthersWereAsked++;
		this.mayHavePassed = verdict == Verdict.BROKEN || verdict == Verdict.PASSING;
		this.brokenInARow = (verdict == Verdict.BROKEN) ? this.brokenInARow + 1 : 0;
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
	 * Some were accepted, or what failed is too long ago to say anything.
	 */
	void accepted() {
		this.last = null;
		this.since = null;
		this.sinceOthersWereAsked = 0;
		this.mayHavePassed = false;
		this.brokenInARow = 0;
		othersFail();
	}

	/**
	 * Others fail as well, so it is not the kind.
	 */
	void othersFail() {
		this.othersAccepted = false;
		this.first = null;
		this.refused = 0;
	}

	/**
	 * Whether there is one since the last that was accepted.
	 */
	boolean areThere() {
		return this.last != null;
	}

	void othersAreAccepted() {
		this.othersAccepted = this.last != null;
	}

	/**
	 * Whether others were accepted since the first failure, and have not failed.
	 */
	boolean areBesideOthers() {
		return this.othersAccepted;
	}

	/**
	 * Whether it is time to see whether others are accepted. While everything fails
	 * alike, most attempts are made with the first, so that order is kept when the
	 * service heals.
	 */
	boolean needOthers() {
		return !this.othersAccepted && this.sinceOthersWereAsked >= LASTING;
	}

	void haveAskedOthers() {
		this.sinceOthersWereAsked = 0;
	}

	/**
	 * Whether it is this kind that is refused, and will be.
	 */
	boolean areOfThisKindAlone(Verdict verdict, Instant now) {
		Duration patience = patience(verdict);
		return patience != null && this.othersAccepted && this.refused >= LASTING && this.first != null
				&& !now.isBefore(this.first.plus(patience));
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
		return this.since != null && !now.isBefore(this.since.plus(MOMENT));
	}

	boolean areBrokenLastingly() {
		return this.brokenInARow >= LASTING;
	}

}
