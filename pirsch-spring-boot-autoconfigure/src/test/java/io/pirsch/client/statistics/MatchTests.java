package io.pirsch.client.statistics;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Match}.
 */
class MatchTests {

	@Test
	void isEqualIfItMatchesTheSame() {
		assertThat(Match.not("a")).isEqualTo(Match.not("a"))
			.hasSameHashCodeAs(Match.not("a"))
			.isNotEqualTo(Match.not("b"))
			.isNotEqualTo(Match.contains("a"));
	}

	@Test
	void showsWhatTheApiIsTold() {
		assertThat(Match.notContains("a")).hasToString("^a");
		assertThat(Match.unknown()).hasToString("null");
		assertThat(Match.known()).hasToString("!null");
	}

}
