package io.pirsch.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OccasionalWarning}.
 */
class OccasionalWarningTests {

	private final List<Object> logged = new ArrayList<>();

	private Instant now = Instant.EPOCH;

	private final OccasionalWarning warning = new OccasionalWarning(new NoOpLog() {

		@Override
		public void warn(Object message) {
			OccasionalWarningTests.this.logged.add(message);
		}

	}, () -> this.now);

	@Test
	void isLoggedAtOnceAndThenOnceAMinuteWithTheCountSince() {
		warnAfter(Duration.ZERO);
		assertThat(this.logged).containsExactly("Oops");
		warnAfter(Duration.ofSeconds(30));
		warnAfter(Duration.ofSeconds(29));
		assertThat(this.logged).hasSize(1);
		warnAfter(Duration.ofSeconds(1));
		assertThat(this.logged).containsExactly("Oops", "Oops (2 more since the last warning)");
		warnAfter(Duration.ofMinutes(1));
		assertThat(this.logged).last().isEqualTo("Oops");
	}

	@Test
	void isNotSilencedByAClockThatIsSetBack() {
		warnAfter(Duration.ofDays(1));
		warnAfter(Duration.ofDays(-1));
		assertThat(this.logged).hasSize(2);
	}

	private void warnAfter(Duration pause) {
		this.now = this.now.plus(pause);
		this.warning.warn(() -> "Oops");
	}

}
