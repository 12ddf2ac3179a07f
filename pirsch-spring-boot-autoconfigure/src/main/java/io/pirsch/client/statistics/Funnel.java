package io.pirsch.client.statistics;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * Definition of a funnel.
 *
 * @param id id of the funnel
 * @param definedAt when it was made, or {@code null} if unknown
 * @param modifiedAt when it was last changed, or {@code null} if unknown
 * @param domainId id of the domain
 * @param name name of the funnel
 * @param steps the steps in their order, may be empty
 */
public record Funnel(String id, @JsonAlias("def_time") @Nullable Instant definedAt,
		@JsonAlias("mod_time") @Nullable Instant modifiedAt, String domainId, String name, List<FunnelStep> steps) {
}
