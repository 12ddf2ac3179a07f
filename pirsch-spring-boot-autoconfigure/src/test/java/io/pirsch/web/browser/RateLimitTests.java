package io.pirsch.web.browser;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimit}.
 */
class RateLimitTests {

	private final AtomicLong millis = new AtomicLong(90_000);

	private final RateLimit limit = new RateLimit(2, () -> java.time.Instant.ofEpochMilli(this.millis.get()));

	@Test
	void eachNetworkHasItsOwnLimitForAMinute() {
		assertThat(this.limit.allows("192.0.2.1")).isTrue();
		assertThat(this.limit.allows("192.0.2.1")).isTrue();
		assertThat(this.limit.allows("192.0.2.1")).isFalse();
		assertThat(this.limit.allows("192.0.2.2")).isTrue();
		this.millis.addAndGet(60_000);
		assertThat(this.limit.allows("192.0.2.1")).isTrue();
	}

	@Test
	void neverGrowsBeyondItsBound() {
		for (int i = 0; i < 3 * RateLimit.MAX_NETWORKS; i++) {
			this.limit.allows("network " + i);
		}
		assertThat(this.limit.size()).isEqualTo(RateLimit.MAX_NETWORKS + 1);
		assertThat(this.limit.allows("another")).isFalse();
		assertThat(this.limit.allows("network 0")).isTrue();
	}

}
