package io.pirsch.client;

import java.util.List;
import java.util.Map;

import io.pirsch.client.statistics.RequiredParameters;
import io.pirsch.client.statistics.StatisticsDeletion;
import io.pirsch.client.statistics.StatisticsExport;
import io.pirsch.client.statistics.StatisticsFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceArgumentResolver;

/**
 * Takes what the methods of the statistics are given. It goes along as an attribute of
 * the request: the parameters of an HTTP interface can't have names that need encoding.
 */
final class StatisticsArguments implements HttpServiceArgumentResolver {

	private static final String FILTER = StatisticsFilter.class.getName();

	private static final String EXPORT = StatisticsExport.class.getName();

	private static final String DELETION = StatisticsDeletion.class.getName();

	@Override
	public boolean resolve(@Nullable Object argument, MethodParameter parameter, HttpRequestValues.Builder request) {
		Class<?> type = parameter.getParameterType();
		if (type == StatisticsFilter.class) {
			StatisticsFilter filter = given(argument, StatisticsFilter.class);
			checkRequired(filter, parameter);
			request.addAttribute(FILTER, filter);
			return true;
		}
		if (type == StatisticsExport.class) {
			request.addAttribute(EXPORT, given(argument, StatisticsExport.class));
			return true;
		}
		if (type == StatisticsDeletion.class) {
			request.addAttribute(DELETION, given(argument, StatisticsDeletion.class));
			return true;
		}
		return false;
	}

	/**
	 * Returns the query of a request, by names and values that are not encoded.
	 */
	static Map<String, List<String>> query(ClientRequest request) {
		if (request.attributes().get(FILTER) instanceof StatisticsFilter filter) {
			return filter.parameters();
		}
		return (request.attributes().get(EXPORT) instanceof StatisticsExport export) ? export.parameters() : Map.of();
	}

	static boolean isExport(ClientRequest request) {
		return request.attributes().containsKey(EXPORT);
	}

	static @Nullable StatisticsDeletion deletion(ClientRequest request) {
		return (StatisticsDeletion) request.attributes().get(DELETION);
	}

	private static <T> T given(@Nullable Object argument, Class<T> type) {
		Assert.notNull(argument, () -> "%s is required but is null".formatted(type.getSimpleName()));
		return type.cast(argument);
	}

	private static void checkRequired(StatisticsFilter filter, MethodParameter parameter) {
		RequiredParameters required = parameter.getParameterAnnotation(RequiredParameters.class);
		if (required == null) {
			return;
		}
		String call = "PirschStatistics." + parameter.getExecutable().getName();
		for (String name : required.value()) {
			int count = filter.parameters().getOrDefault(name, List.of()).size();
			if (count == 0) {
				throw new IllegalArgumentException(
						"%s requires '%s' but the filter has none, and Pirsch would answer nothing: set it in the filter"
							.formatted(call, name));
			}
			if (required.single() && count > 1) {
				throw new IllegalArgumentException("%s requires a single '%s' but the filter has %d: read once for each"
					.formatted(call, name, count));
			}
		}
	}

}
