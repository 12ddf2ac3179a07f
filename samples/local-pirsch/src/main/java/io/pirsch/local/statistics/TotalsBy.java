package io.pirsch.local.statistics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Totals of a period by something, such as the hour.
 *
 * @param <K> what they are by
 */
class TotalsBy<K> {

	private final Map<K, List<Step>> steps;

	private final Map<K, Counts> possible;

	private final Parameters parameters;

	TotalsBy(Question question, Period period, Function<Step, K> key) {
		this.steps = question.selection(period)
			.steps()
			.stream()
			.collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
		this.possible = Counts.by(question.everybody(period).steps(), key);
		this.parameters = question.parameters();
	}

	Collection<K> keys() {
		return this.steps.keySet();
	}

	Counts counts(K key) {
		return Counts.of(steps(key));
	}

	Row addTo(Row row, K key) {
		Counts counts = counts(key);
		double[] metric = metric(key).toArray();
		return row.withCounts(counts)
			.withBounceRate(counts)
			.with("cr", conversionRate(key, counts))
			.with("custom_metric_avg", DoubleStream.of(metric).average().orElse(0))
			.with("custom_metric_total", DoubleStream.of(metric).sum());
	}

	/**
	 * Without an event there is nothing to convert to.
	 */
	private double conversionRate(K key, Counts counts) {
		Counts everybody = this.possible.get(key);
		return (everybody != null && this.parameters.has("event"))
				? Counts.share(counts.visitors(), everybody.visitors()) : 0;
	}

	private DoubleStream metric(K key) {
		String name = this.parameters.text("custom_metric_key");
		if (name.isEmpty() || !this.parameters.has("event") || !this.parameters.has("custom_metric_type")) {
			return DoubleStream.empty();
		}
		return steps(key).stream()
			.map((step) -> step.metadata().getOrDefault(name, ""))
			.filter((value) -> value.matches("-?\\d{1,15}(\\.\\d{1,15})?"))
			.mapToDouble(Double::parseDouble);
	}

	private List<Step> steps(K key) {
		return Objects.requireNonNullElse(this.steps.get(key), List.of());
	}

}
