package io.pirsch.benchmarks.comparison;

import java.util.Arrays;
import java.util.List;

/**
 * The same, measured in turn with the starter and without.
 *
 * @param with the values with the starter
 * @param without the values without it
 * @param medianWith their median
 * @param medianWithout their median
 * @param ratio median of the ratios of each turn
 */
public record Ratio(List<Double> with, List<Double> without, double medianWith, double medianWithout, double ratio) {

	static Ratio of(List<Double> with, List<Double> without) {
		double[] ratios = new double[with.size()];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = with.get(i) / without.get(i);
		}
		return new Ratio(with, without, median(with), median(without), median(Arrays.stream(ratios).boxed().toList()));
	}

	static double median(List<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
