package io.pirsch.tracking;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TrackingSettings}.
 */
class TrackingSettingsTests {

	@Test
	void aDurationOutOfItsRangeIsNamedAsItIsWritten() {
		TrackingSettings settings = TrackingSettings.defaults();
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withMaxBackoff(Duration.ofMillis(5)))
			.withMessage("'maxBackoff' must be at least 500ms but is 5ms");
	}

	@Test
	void aNumberOutOfItsRangeIsNamed() {
		TrackingSettings settings = TrackingSettings.defaults();
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withQueueCapacity(0))
			.withMessage("'queueCapacity' must be at least 1 but is 0");
	}

}
