package io.pirsch.client;

import java.io.Serializable;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Rate limit as told by the {@code X-RateLimit} headers of an answer. See the
 * <a href="https://docs.pirsch.io/api-sdks/guide">API guide</a>, section "Rate Limits".
 *
 * @serial exclude
 * @param limit largest number of requests a minute
 * @param remaining number of requests that are left
 * @param reset when the limit resets
 */
public record RateLimit(@Nullable Integer limit, @Nullable Integer remaining,
		@Nullable Instant reset) implements Serializable {
}
