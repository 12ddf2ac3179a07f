package io.pirsch.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The token of an OAuth client, shared by all calls: renewed by a single call for any
 * number of calls that wait for it, a little before it expires and when the API refuses
 * it.
 * <p>
 * A failed renewal is remembered for a pause, in which no other is tried, so that wrong
 * credentials or an outage don't hammer the token endpoint. A call that is refused even
 * with a new token fails, and is not made again for a pause of its own, which is
 * forgotten when the call is accepted: it may be a call that the client has no right to,
 * or another instance may have had a token granted that ended this one. The token stays,
 * as other calls may well be accepted with it.
 */
final class SharedToken implements BearerTokens {

	/**
	 * How long before its end a token is renewed, and how long one is kept at least. The
	 * latter stops a wrong clock from causing a renewal a call: then it takes the API's
	 * refusal to tell that a token has expired.
	 */
	static final Duration MARGIN = Duration.ofSeconds(60);

	/**
	 * Pauses after a refusal: 10 requests a minute are the least that the service grants.
	 */
	private static final Pauses AFTER_REFUSAL = new Pauses(Duration.ofSeconds(6), Duration.ofMinutes(5));

	/**
	 * Pauses after a failure that may be over in a moment. They add up to less than 10
	 * requests in any minute, too.
	 */
	private static final Pauses AFTER_OUTAGE = new Pauses(Duration.ofMillis(500), Duration.ofSeconds(30));

	/**
	 * Pauses after the refusal of a new token, five minutes at most with their jitter.
	 */
	private static final Pauses AFTER_REFUSED_CALL = new Pauses(Duration.ofMillis(500), Duration.ofSeconds(200));

	private static final int MAX_REFUSED_CALLS = 100;

	private final Mono<GrantedToken> tokenCall;

	private final Clock clock;

	private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

	private final AtomicReference<@Nullable Mono<GrantedToken>> renewal = new AtomicReference<>();

	private final AtomicLong granted = new AtomicLong();

	private volatile @Nullable Failure failure;

	private final Map<String, Failure> refusedCalls = new ConcurrentHashMap<>();

	SharedToken(Mono<GrantedToken> tokenCall, Clock clock) {
		this.tokenCall = tokenCall;
		this.clock = clock;
	}

	@Override
	public Mono<GrantedToken> current(String call) {
		return Mono.defer(() -> {
			Failure refused = this.refusedCalls.get(call);
			Instant now = this.clock.instant();
			if (refused != null && refused.isOn(now)) {
				return Mono.error(refused.errorAt(now));
			}
			Held token = this.held.get();
			if (token == null) {
				return renew(null);
			}
			if (token.isFresh(now)) {
				return Mono.just(token.value());
			}
			// Until the API refuses it, the old token is better than none
			return renew(null).onErrorReturn(PirschException.class, token.value());
		});
	}

	@Override
	public Mono<GrantedToken> fresh(String call) {
		return Mono.defer(() -> {
			Held token = this.held.get();
			Instant now = this.clock.instant();
			if (token != null && !token.isYoung(now)) {
				// It stays until there is another, in case that can't be had
				this.held.compareAndSet(token, token.dueAt(now));
			}
			return current(call);
		});
	}

	@Override
	public Mono<GrantedToken> insteadOf(GrantedToken refused, String call) {
		return Mono.defer(() -> {
			Held current = this.held.get();
			return (current != null && current.value() != refused) ? Mono.just(current.value()) : renew(refused);
		});
	}

	@Override
	public PirschAuthenticationException refused(String call, ErrorAnswer answer) {
		Instant now = this.clock.instant();
		PirschAuthenticationException error = new PirschAuthenticationException(
				"Pirsch refused a token that had just been renewed, at %s: %s".formatted(call, answer.describe()),
				answer);
		if (this.refusedCalls.size() >= MAX_REFUSED_CALLS) {
			this.refusedCalls.clear();
		}
		// The first of many that fail together begins the pause
		Failure failure = this.refusedCalls.compute(call, (key, last) -> (last != null && last.isOn(now)) ? last
				: Failure.of(error, AFTER_REFUSED_CALL, last, now).withJitter());
		return new PirschAuthenticationException(String.valueOf(error.getMessage()),
				answer.withRetryAfter(failure.pauseLeft(now)));
	}

	@Override
	public void accepted(String call) {
		if (!this.refusedCalls.isEmpty()) {
			this.refusedCalls.remove(call);
		}
	}

	@Override
	public long granted() {
		return this.granted.get();
	}

	@Override
	public void endPauses() {
		Failure last = this.failure;
		if (last != null) {
			this.failure = new Failure(last.error(), last.since(), Duration.ZERO);
		}
		this.refusedCalls.clear();
	}

	private Mono<GrantedToken> renew(@Nullable GrantedToken refused) {
		while (true) {
			Mono<GrantedToken> running = this.renewal.get();
			if (running != null) {
				return running;
			}
			Mono<GrantedToken> renewal = Mono.defer(() -> callIfNeeded(refused))
				.doOnTerminate(() -> this.renewal.set(null))
				.cache();
			if (this.renewal.compareAndSet(null, renewal)) {
				return renewal;
			}
		}
	}

	/**
	 * Looks again, as another renewal may have ended since the caller looked.
	 */
	private Mono<GrantedToken> callIfNeeded(@Nullable GrantedToken refused) {
		Instant now = this.clock.instant();
		Held token = this.held.get();
		if (token != null && token.value() != refused && token.isFresh(now)) {
			return Mono.just(token.value());
		}
		Failure last = this.failure;
		if (last != null && last.isOn(now)) {
			return Mono.error(last.errorAt(now));
		}
		return this.tokenCall.map(this::hold).onErrorMap(PirschException.class, (ex) -> failed(ex, last));
	}

	private PirschException failed(PirschException error, @Nullable Failure last) {
		Pauses pauses = (error instanceof PirschAuthenticationException) ? AFTER_REFUSAL : AFTER_OUTAGE;
		Failure failure = Failure.of(error, pauses, last, this.clock.instant());
		this.failure = failure;
		// Who asks again after another time would find the pause still on
		return failure.error(String.valueOf(error.getMessage()), failure.pause());
	}

	private GrantedToken hold(GrantedToken granted) {
		this.granted.incrementAndGet();
		Instant now = this.clock.instant();
		Instant earliest = now.plus(MARGIN);
		Instant expiresAt = granted.expiresAt();
		Instant renewAt = (expiresAt != null) ? expiresAt.minus(MARGIN) : Instant.MAX;
		this.held.set(new Held(granted, now, renewAt.isBefore(earliest) ? earliest : renewAt));
		this.failure = null;
		return granted;
	}

	private record Held(GrantedToken value, Instant since, Instant renewAt) {

		boolean isYoung(Instant now) {
			return now.isBefore(this.since.plus(MARGIN));
		}

		Held dueAt(Instant time) {
			return new Held(this.value, this.since, time);
		}

		boolean isFresh(Instant now) {
			return now.isBefore(this.renewAt);
		}

	}

	private record Failure(PirschException error, Instant since, Duration pause) {

		static Failure of(PirschException error, Pauses pauses, @Nullable Failure last, Instant now) {
			Duration pause = (last != null && last.isRecentAt(now)) ? pauses.after(last.pause()) : pauses.first();
			if (error instanceof PirschResponseException answered && answered.getRetryAfter() != null
					&& answered.getRetryAfter().compareTo(pause) > 0) {
				pause = shorter(answered.getRetryAfter(), AFTER_REFUSAL.longest());
			}
			return new Failure(error, now, pause);
		}

		/**
		 * Returns a failure with a pause that is up to half as long again: two instances
		 * that ended each other's token must not go on in step.
		 */
		Failure withJitter() {
			long jitter = ThreadLocalRandom.current().nextLong(this.pause.toMillis() / 2);
			return new Failure(this.error, this.since, this.pause.plusMillis(jitter));
		}

		/**
		 * Whether a failure now is one more of the same trouble.
		 */
		private boolean isRecentAt(Instant now) {
			return now.isBefore(this.since.plus(this.pause).plus(this.pause).plus(MARGIN));
		}

		boolean isOn(Instant now) {
			return pauseLeft(now).compareTo(Duration.ZERO) > 0;
		}

		/**
		 * A clock that was set back ends the pause.
		 */
		Duration pauseLeft(Instant now) {
			return now.isBefore(this.since) ? Duration.ZERO : Duration.between(now, this.since.plus(this.pause));
		}

		/**
		 * Returns an error of its own for each caller, as callers add to its stack trace.
		 */
		PirschException errorAt(Instant now) {
			Duration pauseLeft = pauseLeft(now);
			String message = "%s (next attempt in %d s)".formatted(this.error.getMessage(),
					pauseLeft.plusMillis(999).toSeconds());
			return error(message, pauseLeft);
		}

		PirschException error(String message, Duration retryAfter) {
			if (this.error instanceof PirschAuthenticationException refused) {
				return new PirschAuthenticationException(message, refused.answer().withRetryAfter(retryAfter));
			}
			if (this.error instanceof PirschResponseException answered) {
				return new PirschResponseException(message, answered.answer().withRetryAfter(retryAfter));
			}
			return new PirschConnectionException(message, this.error, false, retryAfter);
		}

	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	/**
	 * Pauses that double from the first to the longest.
	 */
	private record Pauses(Duration first, Duration longest) {

		Duration after(Duration last) {
			Duration next = last.multipliedBy(2);
			return (next.compareTo(this.first) < 0) ? this.first : shorter(next, this.longest);
		}

	}

}
