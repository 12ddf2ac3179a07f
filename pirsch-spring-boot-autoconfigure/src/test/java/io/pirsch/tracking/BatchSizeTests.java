package io.pirsch.tracking;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchSize}.
 */
class BatchSizeTests {

	private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

	private static final Duration TIMEOUT = Duration.ofSeconds(4);

	private final BatchSize size = new BatchSize(2_000, TIMEOUT);

	@ParameterizedTest
	@CsvSource({ "100, 200", "50, 200", "40, 160", "25, 100", "1, 100" })
	void doublesWhereThatIsNotFarBeyondWhatWasAccepted(int count, int size) {
		this.size.accepted(count, Duration.ZERO, NOW);
		assertThat(this.size.get()).isEqualTo(size);
	}

	@Test
	void growsToTheMaximum() {
		for (int i = 0; i < 10; i++) {
			this.size.accepted(this.size.get(), Duration.ZERO, NOW);
		}
		assertThat(this.size.get()).isEqualTo(2_000);
	}

	@Test
	void growsOnlyAsFarAsAnswersWouldComeInHalfOfTheTimeOut() {
		this.size.accepted(100, Duration.ofMillis(2_000), NOW);
		assertThat(this.size.get()).isEqualTo(100);
		this.size.accepted(100, Duration.ofMillis(1_600), NOW);
		assertThat(this.size.get()).isEqualTo(125);
		this.size.accepted(100, Duration.ofMillis(1_000), NOW);
		assertThat(this.size.get()).isEqualTo(200);
	}

	@Test
	void growsFromOneWhereAnswersAreSlowWhateverTheyAreAbout() {
		this.size.atMost(1, NOW);
		for (int i = 0; i < 3; i++) {
			this.size.accepted(this.size.get(), Duration.ofMillis(1_500), NOW.plusSeconds(10));
		}
		assertThat(this.size.get()).isEqualTo(4);
	}

	@Test
	void shrinksWhereThereIsNoAnswerAndRestsBeforeItGrowsAgain() {
		this.size.tooSlow(80, NOW);
		assertThat(this.size.get()).isEqualTo(10);
		this.size.accepted(10, Duration.ZERO, NOW.plusSeconds(9));
		assertThat(this.size.get()).isEqualTo(10);
		this.size.accepted(10, Duration.ZERO, NOW.plusSeconds(10));
		assertThat(this.size.get()).isEqualTo(20);
	}

}
