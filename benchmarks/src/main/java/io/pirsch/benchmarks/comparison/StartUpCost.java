package io.pirsch.benchmarks.comparison;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Processor time of a site from the start of its process until it is ready, in
 * milliseconds.
 *
 * @param stack name of the web stack
 * @param addition what is on the class path
 * @param millis the times
 * @param median their median
 * @param ratio median of the ratios of each round to the time without anything
 */
public record StartUpCost(Site.Stack stack, Site.Addition addition, List<Double> millis, double median, double ratio) {

	static StartUpCost of(Site site, List<Double> millis, List<Double> without) {
		List<Double> ratios = IntStream.range(0, millis.size())
			.mapToObj((i) -> millis.get(i) / without.get(i))
			.toList();
		return new StartUpCost(site.stack(), site.addition(), millis, Median.of(millis), Median.of(ratios));
	}

}
