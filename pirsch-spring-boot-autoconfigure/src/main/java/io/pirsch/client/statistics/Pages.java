package io.pirsch.client.statistics;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/**
 * Walk through a list that is longer than one call may bring. One instance serves one
 * subscriber; its calls follow one another.
 *
 * @param <T> type of the rows
 */
final class Pages<T> {

	private final StatisticsFilter filter;

	private final Function<StatisticsFilter, Flux<T>> call;

	private final int limit;

	private int offset;

	private @Nullable List<T> previous;

	private boolean last;

	private Pages(StatisticsFilter filter, Function<StatisticsFilter, Flux<T>> call) {
		this.filter = filter;
		this.call = call;
		this.limit = limit(filter);
		this.offset = offset(filter);
	}

	static <T> Flux<T> walk(StatisticsFilter filter, Function<StatisticsFilter, Flux<T>> call) {
		return Flux.defer(() -> new Pages<>(filter, call).rows());
	}

	private Flux<T> rows() {
		return Flux.generate(this::nextOffset).concatMap(this::page, 0);
	}

	private void nextOffset(SynchronousSink<Integer> sink) {
		if (this.last) {
			sink.complete();
		}
		else {
			sink.next(this.offset);
		}
	}

	/**
	 * Makes its call when the first row is asked for and not when it is subscribed to,
	 * which happens as soon as the page before has ended. It takes a source that is not a
	 * known single value: of such a one the call would be made at once.
	 */
	private Flux<T> page(int offset) {
		return Flux.just(offset).hide().concatMap(this::rowsFrom, 0);
	}

	private Flux<T> rowsFrom(int offset) {
		return this.call.apply(this.filter.toBuilder().offset(offset).limit(this.limit).build())
			.collectList()
			.flatMapIterable((rows) -> {
				// A list that can't be walked comes as a whole, and would for ever
				boolean repeated = rows.equals(this.previous);
				this.last = repeated || rows.size() != this.limit;
				this.offset += rows.size();
				this.previous = rows;
				return repeated ? List.of() : rows;
			});
	}

	static int limit(StatisticsFilter filter) {
		return number(filter, "limit", StatisticsFilter.MAX_LIMIT);
	}

	static int offset(StatisticsFilter filter) {
		return number(filter, "offset", 0);
	}

	private static int number(StatisticsFilter filter, String name, int otherwise) {
		List<String> values = filter.parameters().get(name);
		return (values != null) ? Integer.parseInt(values.get(0)) : otherwise;
	}

}
