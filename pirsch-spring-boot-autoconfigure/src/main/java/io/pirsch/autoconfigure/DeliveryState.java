package io.pirsch.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.RetryCause;
import io.pirsch.tracking.TrackingListener;
import org.jspecify.annotations.Nullable;

/**
 * What has become of all that was tracked since the start. Metrics, health and endpoint
 * read it; where none of them is there, neither is this.
 */
final class DeliveryState implements TrackingListener {

	private final Clock clock;

	private final LongAdder tracked = new LongAdder();

	private final LongAdder delivered = new LongAdder();

	private final LongAdder storeFailures = new LongAdder();

	private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

	private final Map<RetryCause, LongAdder> retries = new EnumMap<>(RetryCause.class);

	private volatile Condition condition = Condition.NOTHING_SENT;

	private volatile boolean storeFailing;

	private volatile boolean credentialsRefused;

	private volatile @Nullable Instant lastSuccess;

	private volatile @Nullable Instant nextAttempt;

	private volatile @Nullable Failure lastFailure;

	private volatile @Nullable Backlog backlog;

	DeliveryState(Clock clock) {
		this.clock = clock;
		for (DropReason reason : DropReason.values()) {
			this.dropped.put(reason, new LongAdder());
		}
		for (RetryCause cause : RetryCause.values()) {
			this.retries.put(cause, new LongAdder());
		}
	}

	@Override
	public void tracked() {
		this.tracked.increment();
	}

	@Override
	public void delivered(int count, Duration duration) {
		this.delivered.add(count);
		this.lastSuccess = this.clock.instant();
		this.nextAttempt = null;
		this.condition = Condition.DELIVERING;
	}

	@Override
	public void dropped(int count, DropReason reason) {
		counter(reason).add(count);
	}

	@Override
	public void retrying(int count, Duration pause, RetryCause cause, String reason) {
		counter(cause).increment();
		Instant now = this.clock.instant();
		this.lastFailure = new Failure(now, reason);
		if (pause.isZero()) {
			// Only its kind waits
			return;
		}
		this.nextAttempt = now.plus(pause);
		this.condition = (cause == RetryCause.CREDENTIALS) ? Condition.CREDENTIALS_REFUSED : Condition.FAILING;
	}

	@Override
	public void stored(int count, Duration duration) {
		this.storeFailing = false;
	}

	@Override
	public void storeFailed(int count, Duration pause) {
		this.storeFailing = true;
		this.storeFailures.increment();
		this.lastFailure = new Failure(this.clock.instant(), "The store did not take what was tracked: see the log");
	}

	@Override
	public void backlog(long count, Duration oldestAge) {
		this.backlog = new Backlog(count, oldestAge);
	}

	@Override
	public void authorization(boolean accepted) {
		this.credentialsRefused = !accepted;
	}

	/**
	 * Returns whether Pirsch accepts the credentials, {@code null} before the first
	 * answer.
	 */
	@Nullable Boolean credentialsAccepted() {
		if (this.credentialsRefused) {
			return false;
		}
		return (this.lastSuccess != null) ? true : null;
	}

	long trackedCount() {
		return this.tracked.sum();
	}

	long deliveredCount() {
		return this.delivered.sum();
	}

	long droppedCount(DropReason reason) {
		return counter(reason).sum();
	}

	long retryCount(RetryCause cause) {
		return counter(cause).sum();
	}

	long storeFailureCount() {
		return this.storeFailures.sum();
	}

	/**
	 * Returns what was dropped by the name of the reason, without reasons that did not
	 * occur.
	 */
	Map<String, Long> droppedCounts() {
		Map<String, Long> counts = new TreeMap<>();
		this.dropped.forEach((reason, count) -> counts.put(reason.id(), count.sum()));
		counts.values().removeIf((count) -> count == 0);
		return counts;
	}

	Map<String, Long> retryCounts() {
		Map<String, Long> counts = new TreeMap<>();
		this.retries.forEach((cause, count) -> counts.put(cause.id(), count.sum()));
		counts.values().removeIf((count) -> count == 0);
		return counts;
	}

	Condition condition() {
		return this.storeFailing ? Condition.STORE_FAILING : this.condition;
	}

	@Nullable Instant lastSuccess() {
		return this.lastSuccess;
	}

	/**
	 * Returns the end of the pause that holds delivery back, {@code null} if none does.
	 */
	@Nullable Instant nextAttempt() {
		Instant next = this.nextAttempt;
		return (next != null && next.isAfter(this.clock.instant())) ? next : null;
	}

	@Nullable Duration timeSinceLastSuccess() {
		Instant last = this.lastSuccess;
		return (last != null) ? Duration.between(last, this.clock.instant()) : null;
	}

	@Nullable Failure lastFailure() {
		return this.lastFailure;
	}

	@Nullable Backlog backlog() {
		return this.backlog;
	}

	private LongAdder counter(DropReason reason) {
		return Objects.requireNonNull(this.dropped.get(reason));
	}

	private LongAdder counter(RetryCause cause) {
		return Objects.requireNonNull(this.retries.get(cause));
	}

	/**
	 * How delivery goes, in words for people.
	 */
	enum Condition {

		NOTHING_SENT("nothing was sent yet"), DELIVERING("delivering"), FAILING("failing, and trying again"),
		CREDENTIALS_REFUSED("credentials refused, and trying again"),
		STORE_FAILING("the store is failing, and tried again");

		private final String text;

		Condition(String text) {
			this.text = text;
		}

		boolean isFailing() {
			return this != NOTHING_SENT && this != DELIVERING;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	/**
	 * A failure.
	 *
	 * @param time when it happened
	 * @param message what happened
	 */
	record Failure(Instant time, String message) {
	}

	/**
	 * What waits in the store.
	 *
	 * @param size how much waits
	 * @param oldestAge time since the oldest of it was tracked
	 */
	record Backlog(long size, Duration oldestAge) {
	}

}
