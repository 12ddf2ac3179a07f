package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KindState}.
 */
class KindStateTests {

	private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final KindState kind = new KindState(TrackingSettings.defaults(), Duration.ofSeconds(5));

	@Test
	void aPauseLastsForItsTimeOrTheLongestThatThereMayBe() {
		this.kind.pause(MINUTE, NOW);
		assertThat(this.kind.isPaused(MINUTE, NOW)).isTrue();
		assertThat(this.kind.isPaused(MINUTE, NOW.plusSeconds(59))).isTrue();
		assertThat(this.kind.isPaused(MINUTE, NOW.plusSeconds(60))).isFalse();
		assertThat(this.kind.isPaused(Duration.ofSeconds(10), NOW.plusSeconds(10))).isFalse();
	}

	@Test
	void aClockThatIsSetBackHoldsNothingUp() {
		this.kind.pause(MINUTE, NOW);
		this.kind.hasFailed(Verdict.PASSING, 1, NOW);
		Instant before = NOW.minus(Duration.ofHours(1));
		assertThat(this.kind.isPaused(MINUTE, before)).isFalse();
		assertThat(this.kind.refusals().areLasting(NOW.plusSeconds(1))).isFalse();
		assertThat(this.kind.refusals().areLasting(before)).isTrue();
	}

}
