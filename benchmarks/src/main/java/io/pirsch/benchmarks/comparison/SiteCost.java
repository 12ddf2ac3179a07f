package io.pirsch.benchmarks.comparison;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Processor time of a site for a page, in microseconds, with visitors who are counted and
 * who object in turn.
 *
 * @param stack name of the web stack
 * @param counted the times for pages that are counted
 * @param objecting the times for pages that are not, since the visitor objects
 * @param medianCounted median of the first
 * @param medianObjecting median of the second
 * @param difference median of the differences of each turn
 * @param least least value that this median has with a probability of 95 %
 * @param most largest value that it has with that probability
 * @param pageViews pages that were served to visitors who are counted
 * @param dropped how many of their page views never arrived
 */
public record SiteCost(Site.Stack stack, List<Double> counted, List<Double> objecting, double medianCounted,
		double medianObjecting, double difference, double least, double most, long pageViews, long dropped) {

	static SiteCost of(Site.Stack stack, List<Double> counted, List<Double> objecting, long pageViews, long dropped) {
		List<Double> differences = IntStream.range(0, counted.size())
			.mapToObj((i) -> counted.get(i) - objecting.get(i))
			.sorted()
			.toList();
		int turns = differences.size();
		// How many of the turns are above the median is binomially distributed
		int below = Math.max(0, (int) Math.floor((turns - 1.96 * Math.sqrt(turns)) / 2));
		return new SiteCost(stack, counted, objecting, Median.of(counted), Median.of(objecting), Median.of(differences),
				differences.get(below), differences.get(turns - 1 - below), pageViews, dropped);
	}

}
