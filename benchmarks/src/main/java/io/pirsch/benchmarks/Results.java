package io.pirsch.benchmarks;

import java.util.List;
import java.util.Map;

import io.pirsch.benchmarks.comparison.SiteCost;
import io.pirsch.benchmarks.comparison.StartUpCost;
import io.pirsch.benchmarks.load.LoadResult;
import io.pirsch.benchmarks.memory.MemoryResult;
import io.pirsch.benchmarks.store.StoreResult;

/**
 * All that was measured; what was left out is empty.
 *
 * @param environment what it was measured on
 * @param versions what was measured
 * @param goals what was to be reached, and whether it was
 * @param jmh cost of single calls
 * @param load what arrived under load
 * @param memory heap that waiting hits hold
 * @param site processor time that counting a page costs a site
 * @param startUp processor time of the starts of sites
 * @param stores what went into stores and out of them
 */
record Results(Map<String, String> environment, Map<String, String> versions, List<Goal> goals, List<JmhFigure> jmh,
		List<LoadResult> load, List<MemoryResult> memory, List<SiteCost> site, List<StartUpCost> startUp,
		List<StoreResult> stores) {

	Results withGoals() {
		return new Results(this.environment, this.versions, Goal.judge(this), this.jmh, this.load, this.memory,
				this.site, this.startUp, this.stores);
	}

	/**
	 * A result of JMH.
	 *
	 * @param benchmark class and method
	 * @param score the mean
	 * @param error half of the interval of 99.9 % confidence
	 * @param unit unit of the score
	 * @param secondary further figures by name
	 */
	record JmhFigure(String benchmark, double score, double error, String unit, Map<String, Double> secondary) {

		/**
		 * Returns the share of the offers that were dropped.
		 * @return 0 to 1, or not a number where nothing is offered
		 */
		double dropped() {
			double dropped = this.secondary.getOrDefault("dropped", Double.NaN);
			return dropped / (dropped + this.secondary.getOrDefault("accepted", Double.NaN));
		}

	}

}
