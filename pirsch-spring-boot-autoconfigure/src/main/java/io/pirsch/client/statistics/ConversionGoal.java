package io.pirsch.client.statistics;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * Definition of a conversion goal.
 *
 * @param id id of the goal
 * @param definedAt when it was made, or {@code null} if unknown
 * @param modifiedAt when it was last changed, or {@code null} if unknown
 * @param domainId id of the domain
 * @param name name of the goal
 * @param pathPattern pattern of the path as it was typed, like {@code /path/**}; empty
 * for none
 * @param pattern regular expression made from it, fit for {@link Dimension#PATTERN};
 * empty for none
 * @param tags tags as {@code key} or {@code key=value}, may be empty
 * @param eventName name of the event, empty for none
 * @param eventMetaKey metadata key of the event, empty for none
 * @param eventMetaValue metadata value of the event, empty for none
 * @param customMetricKey metadata key of the custom metric, empty for none
 * @param customMetricType type of the custom metric, like {@code integer} or
 * {@code float}; empty for none
 * @param visitorGoal number of visitors to reach, or {@code null} for none
 * @param conversionRateGoal conversion rate to reach, as a fraction, or {@code null} for
 * none
 * @param customMetricTotalGoal total of the custom metric to reach, or {@code null} for
 * none
 * @param customMetricAverageGoal average of the custom metric to reach, or {@code null}
 * for none
 * @param deleteReached whether it is deleted when reached
 * @param emailReached whether an e-mail is sent when it is reached
 */
public record ConversionGoal(String id, @JsonAlias("def_time") @Nullable Instant definedAt,
		@JsonAlias("mod_time") @Nullable Instant modifiedAt, String domainId, String name, String pathPattern,
		String pattern, List<String> tags, String eventName, String eventMetaKey, String eventMetaValue,
		String customMetricKey, String customMetricType, @Nullable Long visitorGoal,
		@JsonAlias("cr_goal") @Nullable Double conversionRateGoal, @Nullable Double customMetricTotalGoal,
		@JsonAlias("custom_metric_avg_goal") @Nullable Double customMetricAverageGoal, boolean deleteReached,
		boolean emailReached) {
}
