package io.pirsch.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The token of an OAuth client, shared by all calls: renewed by a single call for any
 * number of calls that wait for it, a little before it expires and when the API refuses
 * it.
 * <p>
 * A failed renewal is remembered for a pause, in which no other is tried, so that wrong
 * credentials or an outage don't hammer the token endpoint.
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

	private final Mono<GrantedToken> tokenCall;

	private final Clock clock;

	private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

	private final AtomicReference<@Nullable Mono<GrantedToken>> renewal = new AtomicReference<>();

	private volatile @Nullable Failure failure;

	SharedToken(Mono<GrantedToken> tokenCall, Clock clock) {
		this.tokenCall = tokenCall;
		this.clock = clock;
	}

	@Override
	public Mono<GrantedToken> current() {
		return Mono.defer(() -> {
			Held token = this.held.get();
			if (token == null) {
				return renew();
			}
			if (token.isFresh(this.clock.instant())) {
				return Mono.just(token.value());
			}
			// Until the API refuses it, the old token is better than none
			return renew().onErrorResume(PirschException.class, (ex) -> {
				Held kept = this.held.get();
				return (kept != null) ? Mono.just(kept.value()) : Mono.error(ex);
			});
		});
	}

	@Override
	public Mono<GrantedToken> fresh() {
		return Mono.defer(() -> {
			Held token = this.held.get();
			Instant now = this.clock.instant();
			if (token != null && !token.isYoung(now)) {
				// It stays until there is another, in case that can't be had
				this.held.compareAndSet(token, token.dueAt(now));
			}
			return current();
		});
	}

	@Override
	public Mono<GrantedToken> insteadOf(GrantedToken refused) {
		return Mono.defer(() -> {
			forget(refused);
			return current();
		});
	}

	@Override
	public PirschAuthenticationException refused(ErrorAnswer answer) {
		PirschAuthenticationException error = new PirschAuthenticationException(
				"Pirsch refused a token that had just been renewed: " + answer.describe(), answer);
		pause(error);
		return error;
	}

	/**
	 * The first of many calls that fail together begins the pause, and before anybody can
	 * see that the token is gone. One that was granted meanwhile goes, too: it is no
	 * better.
	 */
	private synchronized void pause(PirschException error) {
		Instant now = this.clock.instant();
		Failure last = this.failure;
		if (last == null || last.pauseLeft(now).compareTo(Duration.ZERO) <= 0) {
			this.failure = Failure.of(error, last, now);
		}
		this.held.set(null);
	}

	private void forget(GrantedToken token) {
		Held current = this.held.get();
		if (current != null && current.value() == token) {
			this.held.compareAndSet(current, null);
		}
	}

	private Mono<GrantedToken> renew() {
		while (true) {
			Mono<GrantedToken> running = this.renewal.get();
			if (running != null) {
				return running;
			}
			Mono<GrantedToken> renewal = Mono.defer(this::callIfNeeded)
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
	private Mono<GrantedToken> callIfNeeded() {
		Instant now = this.clock.instant();
		Held token = this.held.get();
		if (token != null && token.isFresh(now)) {
			return Mono.just(token.value());
		}
		Failure last = this.failure;
		if (last != null && last.pauseLeft(now).compareTo(Duration.ZERO) > 0) {
			return Mono.error(last.errorAt(now));
		}
		return this.tokenCall.map(this::hold)
			.doOnError(PirschException.class,
					(ex) -> this.failure = Failure.of(ex, this.failure, this.clock.instant()));
	}

	private GrantedToken hold(GrantedToken granted) {
		Instant now = this.clock.instant();
		Instant earliest = now.plus(MARGIN);
		Instant expiresAt = granted.expiresAt();
		Instant renewAt = (expiresAt != null) ? expiresAt.minus(MARGIN) : Instant.MAX;
		this.held.set(new Held(granted, now, renewAt.isBefore(earliest) ? earliest : renewAt));
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

		static Failure of(PirschException error, @Nullable Failure last, Instant now) {
			Pauses pauses = (error instanceof PirschAuthenticationException) ? AFTER_REFUSAL : AFTER_OUTAGE;
			Duration pause = (last != null && last.isRecentAt(now)) ? pauses.after(last.pause()) : pauses.first();
			if (error instanceof PirschResponseException answered && answered.getRetryAfter() != null
					&& answered.getRetryAfter().compareTo(pause) > 0) {
				pause = shorter(answered.getRetryAfter(), AFTER_REFUSAL.longest());
			}
			return new Failure(error, now, pause);
		}

		/**
		 * Whether a failure now is one more of the same trouble.
		 */
		private boolean isRecentAt(Instant now) {
			return now.isBefore(this.since.plus(this.pause).plus(this.pause).plus(MARGIN));
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
			if (this.error instanceof PirschAuthenticationException refused) {
				return new PirschAuthenticationException(message, refused.answer().withRetryAfter(pauseLeft));
			}
			if (this.error instanceof PirschResponseException answered) {
				return new PirschResponseException(message, answered.answer().withRetryAfter(pauseLeft));
			}
			return new PirschConnectionException(message, this.error);
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
