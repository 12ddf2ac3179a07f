package io.pirsch.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SharedToken}.
 */
class SharedTokenTests {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(6);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final String CALL = "POST /api/v1/hit";

	private static final Duration HOUR = Duration.ofHours(1);

	private final MutableClock clock = new MutableClock(START);

	private final AtomicInteger calls = new AtomicInteger();

	private volatile Supplier<Mono<GrantedToken>> answer = () -> granted(START.plus(HOUR));

	private final SharedToken token = new SharedToken(Mono.defer(() -> {
		this.calls.incrementAndGet();
		return this.answer.get();
	}), this.clock);

	@Test
	void tokenIsSharedUntilShortlyBeforeItExpires() {
		GrantedToken first = current();
		this.clock.advance(HOUR.minusSeconds(61));
		assertThat(current()).isSameAs(first);
		assertThat(this.calls).hasValue(1);
		this.clock.advance(Duration.ofSeconds(1));
		this.answer = () -> granted(START.plus(HOUR.multipliedBy(2)));
		assertThat(current()).isNotSameAs(first);
		current();
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void tokenWithoutAnEndIsKeptUntilItIsRefused() {
		this.answer = () -> granted(null);
		GrantedToken first = current();
		this.clock.advance(Duration.ofDays(3650));
		assertThat(current()).isSameAs(first);
		assertThat(insteadOf(first)).isNotSameAs(first);
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void oldTokenIsUsedWhileItsEarlyRenewalFails() {
		GrantedToken old = current();
		this.clock.advance(HOUR.minusSeconds(30));
		this.answer = () -> Mono.error(unavailable(null));
		for (int i = 0; i < 100; i++) {
			assertThat(current()).isSameAs(old);
		}
		assertThat(this.calls).hasValue(2);
		this.answer = () -> granted(START.plus(HOUR.multipliedBy(2)));
		this.clock.advance(FIRST_PAUSE);
		assertThat(current()).isNotSameAs(old);
	}

	@Test
	void tokenThatIsRefusedToOneCallStaysForTheOthersWhileItsRenewalFails() {
		GrantedToken old = current();
		this.answer = () -> Mono.error(unavailable(null));
		for (int i = 0; i < 100; i++) {
			StepVerifier.create(this.token.insteadOf(old, CALL)).verifyError(PirschResponseException.class);
			assertThat(current()).isSameAs(old);
		}
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void callThatIsRefusedWithANewTokenPausesAlone() {
		GrantedToken renewed = insteadOf(current());
		assertThat(this.token.refused(CALL, answer(401, null)).getRetryAfter()).isBetween(Duration.ofMillis(500),
				Duration.ofMillis(750));
		for (int i = 0; i < 100; i++) {
			StepVerifier.create(this.token.current(CALL)).verifyError(PirschAuthenticationException.class);
			assertThat(this.token.current("GET /api/v1/domain").block()).isSameAs(renewed);
		}
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void acceptedCallForgetsThatItWasRefused() {
		GrantedToken renewed = insteadOf(current());
		this.token.refused(CALL, answer(401, null));
		this.token.accepted("GET /api/v1/domain");
		StepVerifier.create(this.token.current(CALL)).verifyError(PirschAuthenticationException.class);
		this.token.accepted(CALL);
		assertThat(current()).isSameAs(renewed);
	}

	@Test
	void callThatIsRefusedAgainAndAgainIsRememberedForAGrowingPause() {
		GrantedToken renewed = insteadOf(current());
		Duration withoutJitter = LONGEST_PAUSE.multipliedBy(2).dividedBy(3);
		Duration last = Duration.ZERO;
		for (int i = 0; i < 20; i++) {
			Duration pause = Objects.requireNonNull(this.token.refused(CALL, answer(401, null)).getRetryAfter());
			assertThat(pause).isGreaterThan(last).isLessThanOrEqualTo(LONGEST_PAUSE);
			last = (pause.compareTo(withoutJitter) < 0) ? pause : withoutJitter.minusMillis(1);
			this.clock.advance(pause);
			renewed = insteadOf(renewed);
		}
	}

	@Test
	void callsThatAreRefusedAreNotRememberedWithoutBound() {
		GrantedToken renewed = insteadOf(current());
		for (int i = 0; i < 10_000; i++) {
			this.token.refused("GET /" + i, answer(401, null));
		}
		assertThat(this.token).extracting("refusedCalls")
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.hasSizeLessThanOrEqualTo(100);
		assertThat(current()).isSameAs(renewed);
	}

	@Test
	void sameValueGrantedAgainIsAnotherToken() {
		GrantedToken first = current();
		GrantedToken second = insteadOf(first);
		assertThat(second.value()).isEqualTo(first.value());
		for (int i = 0; i < 100; i++) {
			assertThat(insteadOf(first)).isSameAs(second);
		}
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void waitingCallersShareOneCall() {
		Sinks.One<GrantedToken> sink = Sinks.one();
		this.answer = sink::asMono;
		List<GrantedToken> received = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			this.token.current(CALL).subscribe(received::add);
		}
		assertThat(received).isEmpty();
		sink.tryEmitValue(new GrantedToken("value", null));
		assertThat(received).hasSize(200);
		assertThat(new HashSet<>(received)).hasSize(1);
		assertThat(this.calls).hasValue(1);
	}

	@RepeatedTest(20)
	void callersOnManyThreadsShareOneCallAtStartAndAfterEachRefusal() throws Exception {
		this.answer = () -> granted(null).delayElement(Duration.ofMillis(1));
		Set<GrantedToken> first = onManyThreads(() -> this.token.current(CALL));
		assertThat(first).hasSize(1);
		assertThat(this.calls).hasValue(1);
		Set<GrantedToken> second = onManyThreads(() -> this.token.insteadOf(first.iterator().next(), CALL));
		assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void callerWhoLookedBeforeARenewalEndedCausesNoOther() {
		current();
		this.clock.advance(HOUR);
		this.answer = () -> granted(START.plus(HOUR.multipliedBy(2)));
		List<GrantedToken> renewed = new ArrayList<>();
		this.clock.atNextLook(() -> renewed.add(current()));
		assertThat(current()).isSameAs(renewed.get(0));
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void cancellationByOneWaitingCallerIsNoneForTheOthers() {
		TestPublisher<GrantedToken> publisher = TestPublisher.create();
		this.answer = publisher::mono;
		List<GrantedToken> received = new ArrayList<>();
		Disposable first = this.token.current(CALL).subscribe(received::add);
		Disposable second = this.token.current(CALL).subscribe(received::add);
		this.token.current(CALL).subscribe(received::add);
		first.dispose();
		second.dispose();
		publisher.assertNotCancelled();
		publisher.emit(new GrantedToken("value", null));
		assertThat(received).hasSize(1);
		assertThat(current()).isSameAs(received.get(0));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void cancellationByAllWaitingCallersIsNoneForTheNext() {
		TestPublisher<GrantedToken> publisher = TestPublisher.create();
		this.answer = publisher::mono;
		this.token.current(CALL).subscribe().dispose();
		publisher.emit(new GrantedToken("value", null));
		assertThat(current().value()).isEqualTo("value");
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void refusedCredentialsAreRememberedForAGrowingPause() {
		this.answer = () -> Mono.error(refused());
		for (int pause : new int[] { 6, 12, 24, 48, 96, 192, 300, 300 }) {
			int before = this.calls.get();
			StepVerifier.create(this.token.current(CALL)).verifyError(PirschAuthenticationException.class);
			this.clock.advance(Duration.ofSeconds(pause - 1));
			for (int i = 0; i < 10; i++) {
				StepVerifier.create(this.token.current(CALL))
					.verifyErrorSatisfies((ex) -> assertThat(ex)
						.isInstanceOfSatisfying(PirschAuthenticationException.class, (error) -> {
							assertThat(error.getRetryAfter()).hasSeconds(1);
							assertThat(error.getStatus()).isEqualTo(400);
							assertThat(error).hasMessageContaining("next attempt in 1 s");
						}));
			}
			assertThat(this.calls).hasValue(before + 1);
			this.clock.advance(Duration.ofSeconds(1));
		}
	}

	@Test
	void callersInAPauseGetErrorsOfTheirOwn() {
		this.answer = () -> Mono.error(refused());
		Set<Throwable> errors = new HashSet<>();
		for (int i = 0; i < 3; i++) {
			this.token.current(CALL).subscribe(null, errors::add);
		}
		assertThat(errors).hasSize(3);
	}

	@Test
	void healedCredentialsEndThePauseAndForgetItsGrowth() {
		this.answer = () -> Mono.error(refused());
		for (int i = 0; i < 5; i++) {
			StepVerifier.create(this.token.current(CALL)).verifyError(PirschAuthenticationException.class);
			this.clock.advance(Duration.ofMinutes(5));
		}
		this.answer = () -> granted(null);
		GrantedToken healed = current();
		this.clock.advance(Duration.ofDays(1));
		this.answer = () -> Mono.error(refused());
		StepVerifier.create(this.token.insteadOf(healed, CALL)).verifyError(PirschAuthenticationException.class);
		this.clock.advance(FIRST_PAUSE);
		this.answer = () -> granted(null);
		assertThat(insteadOf(healed)).isNotSameAs(healed);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 503 })
	void tenThousandCallsCauseAtMostTenTokenCallsAMinute(int status) {
		this.answer = () -> Mono.error((status == 400) ? refused() : unavailable(null));
		for (int i = 0; i < 10_000; i++) {
			StepVerifier.create(this.token.current(CALL)).verifyError();
			this.clock.advance(Duration.ofMillis(6));
		}
		assertThat(this.calls).hasValueBetween(4, 10);
	}

	@Test
	void apiThatRefusesEveryTokenCausesAtMostTenTokenCallsAMinute() {
		this.answer = () -> granted(null);
		for (int i = 0; i < 10_000; i++) {
			Mono<GrantedToken> call = this.token.current(CALL)
				.flatMap((token) -> this.token.insteadOf(token, CALL))
				.flatMap((other) -> Mono.error(this.token.refused(CALL, answer(401, null))));
			StepVerifier.create(call).verifyError(PirschAuthenticationException.class);
			this.clock.advance(Duration.ofMillis(6));
		}
		assertThat(this.calls).hasValueBetween(4, 10);
	}

	@Test
	void pauseIsAsLongAsTheServiceAsks() {
		this.answer = () -> Mono.error(unavailable(Duration.ofSeconds(100)));
		StepVerifier.create(this.token.current(CALL)).verifyError(PirschResponseException.class);
		this.clock.advance(Duration.ofSeconds(99));
		StepVerifier.create(this.token.current(CALL))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(PirschResponseException.class,
					(error) -> assertThat(error.getRetryAfter()).hasSeconds(1)));
		assertThat(this.calls).hasValue(1);
		this.clock.advance(Duration.ofSeconds(1));
		StepVerifier.create(this.token.current(CALL)).verifyError(PirschResponseException.class);
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void pauseIsNeverLongerThanFiveMinutesNorShorterThanTheFirst() {
		this.answer = () -> Mono.error(unavailable(Duration.ofSeconds(Long.MAX_VALUE)));
		StepVerifier.create(this.token.current(CALL)).verifyError(PirschResponseException.class);
		this.clock.advance(LONGEST_PAUSE);
		this.answer = () -> Mono.error(unavailable(Duration.ZERO));
		StepVerifier.create(this.token.current(CALL)).verifyError(PirschResponseException.class);
		assertThat(this.calls).hasValue(2);
		this.clock.advance(FIRST_PAUSE.minusMillis(1));
		StepVerifier.create(this.token.current(CALL)).verifyError(PirschResponseException.class);
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void lackOfAnAnswerStaysOneInThePause() {
		PirschConnectionException first = new PirschConnectionException("No answer", new IllegalStateException());
		this.answer = () -> Mono.error(first);
		StepVerifier.create(this.token.current(CALL))
			.verifyErrorSatisfies((ex) -> assertThat(ex).hasMessage("No answer")
				.isInstanceOfSatisfying(PirschConnectionException.class,
						(error) -> assertThat(error.getRetryAfter()).hasMillis(500)));
		StepVerifier.create(this.token.current(CALL))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschConnectionException.class)
				.hasMessage("No answer (next attempt in 1 s)")
				.hasCause(first));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-12H", "PT-1S", "PT1S", "PT12H", "PT9999H" })
	void wrongClockDoesNotRenewWithEachCall(Duration end) {
		this.answer = () -> granted(this.clock.instant().plus(end));
		for (int i = 0; i < 10_000; i++) {
			current();
			this.clock.advance(Duration.ofMillis(6));
		}
		assertThat(this.calls).hasValueBetween(1, 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-999999999-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z" })
	void oddEndOfATokenIsBorne(Instant end) {
		this.answer = () -> granted(end);
		assertThat(current()).isSameAs(current());
	}

	@Test
	void clockThatIsSetBackEndsAPauseOnce() {
		this.answer = () -> Mono.error(refused());
		StepVerifier.create(this.token.current(CALL)).verifyError();
		this.clock.advance(Duration.ofHours(-3));
		for (int i = 0; i < 100; i++) {
			StepVerifier.create(this.token.current(CALL)).verifyError(PirschAuthenticationException.class);
		}
		assertThat(this.calls).hasValue(2);
		this.clock.advance(FIRST_PAUSE.multipliedBy(2));
		this.answer = () -> granted(null);
		current();
	}

	@Test
	void clockThatIsSetAheadCausesOneRenewal() {
		this.answer = () -> granted(START.plus(HOUR));
		current();
		this.clock.advance(Duration.ofHours(5));
		for (int i = 0; i < 100; i++) {
			current();
		}
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void showsNoToken() {
		current();
		assertThat(this.token).asString().doesNotContain("the-token");
		PirschAuthenticationException error = this.token.refused(CALL, answer(401, null));
		assertThat(error).hasMessage("Pirsch refused a token that had just been renewed, at %s: status 401", CALL);
	}

	@Test
	void defectOfTheCallIsTriedAgain() {
		this.answer = () -> {
			throw new IllegalStateException("defect");
		};
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.token.current(CALL).block());
		this.answer = () -> granted(null);
		assertThat(current()).isNotNull();
	}

	private GrantedToken current() {
		return Objects.requireNonNull(this.token.current(CALL).block());
	}

	private GrantedToken insteadOf(GrantedToken refused) {
		return Objects.requireNonNull(this.token.insteadOf(refused, CALL).block());
	}

	private static Set<GrantedToken> onManyThreads(Supplier<Mono<GrantedToken>> call) throws Exception {
		int count = 16;
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			CountDownLatch start = new CountDownLatch(1);
			List<Future<GrantedToken>> futures = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				futures.add(threads.submit(() -> {
					start.await();
					return call.get().toFuture().get();
				}));
			}
			start.countDown();
			Set<GrantedToken> tokens = new HashSet<>();
			for (Future<GrantedToken> future : futures) {
				tokens.add(future.get(30, TimeUnit.SECONDS));
			}
			return tokens;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static Mono<GrantedToken> granted(@Nullable Instant end) {
		return Mono.fromSupplier(() -> new GrantedToken("the-token", end));
	}

	private static PirschAuthenticationException refused() {
		return new PirschAuthenticationException("refused", answer(400, null));
	}

	private static PirschResponseException unavailable(@Nullable Duration retryAfter) {
		return new PirschResponseException("unavailable", answer(503, retryAfter));
	}

	private static ErrorAnswer answer(int status, @Nullable Duration retryAfter) {
		ErrorAnswer answer = ErrorAnswer.of(status, new HttpHeaders(), new byte[0], new MutableClock(START));
		return (retryAfter != null) ? answer.withRetryAfter(retryAfter) : answer;
	}

}
