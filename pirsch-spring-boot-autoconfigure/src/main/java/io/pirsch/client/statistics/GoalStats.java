package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * How often a conversion goal was reached.
 *
 * @param goal the goal, or {@code null} if the answer lacks it
 * @param totals how often it was reached, or {@code null} if the answer lacks it
 */
public record GoalStats(@JsonAlias("page_goal") @Nullable ConversionGoal goal,
		@JsonAlias("stats") @Nullable GoalTotals totals) {
}
