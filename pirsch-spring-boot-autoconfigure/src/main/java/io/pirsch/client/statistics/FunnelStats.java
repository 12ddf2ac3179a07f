package io.pirsch.client.statistics;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * How visitors went through a funnel.
 *
 * @param definition the funnel, or {@code null} if the answer lacks it
 * @param steps the steps in their order, may be empty
 */
public record FunnelStats(@Nullable Funnel definition, @JsonAlias("data") List<FunnelStepStats> steps) {
}
