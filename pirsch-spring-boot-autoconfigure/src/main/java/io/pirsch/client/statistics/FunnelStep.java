package io.pirsch.client.statistics;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * Definition of a step of a funnel.
 *
 * @param id id of the step
 * @param definedAt when it was made, or {@code null} if unknown
 * @param modifiedAt when it was last changed, or {@code null} if unknown
 * @param funnelId id of the funnel
 * @param name name of the step
 * @param step number of the step, from 0 (unlike {@link FunnelStepStats#step()})
 * @param filter what counts as the step: mostly lists of text by the name of the field,
 * may be empty
 */
public record FunnelStep(String id, @JsonAlias("def_time") @Nullable Instant definedAt,
		@JsonAlias("mod_time") @Nullable Instant modifiedAt, String funnelId, String name, int step,
		Map<String, Object> filter) {
}
