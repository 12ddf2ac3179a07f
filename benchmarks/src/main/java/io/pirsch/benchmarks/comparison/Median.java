package io.pirsch.benchmarks.comparison;

import java.util.List;

/**
 * The middle of what was measured.
 */
final class Median {

	private Median() {
	}

	static double of(List<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
