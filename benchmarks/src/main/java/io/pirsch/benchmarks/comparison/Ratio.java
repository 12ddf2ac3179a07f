package io.pirsch.benchmarks.comparison;

import java.util.List;

/**
 * The same, measured in turn with the starter and without.
 *
 * @param with the values with the starter
 * @param without the values without it
 * @param medianWith their median
 * @param medianWithout their median
 * @param ratio median of the ratios of each turn
 * @param pageViews page views that were served with the starter, where they are counted
 * @param dropped how many of them never arrived
 */
public record Ratio(List<Double> with, List<Double> without, double medianWith, double medianWithout, double ratio,
		long pageViews, long dropped) {

	static Ratio of(List<Double> with, List<Double> without, long pageViews, long dropped) {
		double[] ratios = new double[with.size()];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = with.get(i) / without.get(i);
		}
		return new Ratio(with, without, median(with.stream().mapToDouble(Double::doubleValue).toArray()),
				median(without.stream().mapToDouble(Double::doubleValue).toArray()), median(ratios), pageViews,
				dropped);
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		java.util.Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
