package io.pirsch.client;

import java.util.List;
import java.util.Map;

import io.pirsch.client.statistics.Dimension;
import io.pirsch.client.statistics.RequiredParameters;
import io.pirsch.client.statistics.StatisticsDeletion;
import io.pirsch.client.statistics.StatisticsExport;
import io.pirsch.client.statistics.StatisticsFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.util.Assert;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceArgumentResolver;

/**
 * Takes what methods about statistics are given, and checks that it is enough.
 */
final class ApiArguments implements HttpServiceArgumentResolver {

	@Override
	public boolean resolve(@Nullable Object argument, MethodParameter parameter, HttpRequestValues.Builder request) {
		Class<?> type = parameter.getParameterType();
		if (type == StatisticsFilter.class) {
			StatisticsFilter filter = given(argument, StatisticsFilter.class);
			checkRequired(filter.parameters(), parameter);
			request.addAttribute(ApiAdapter.QUERY, filter.parameters());
			return true;
		}
		if (type == StatisticsExport.class) {
			request.addAttribute(ApiAdapter.QUERY, given(argument, StatisticsExport.class).parameters());
			return true;
		}
		if (type == Dimension.class) {
			String path = given(argument, Dimension.class).optionsPath();
			request.setUriTemplate(String.valueOf(request.getUriTemplate()).replace("{dimension}", path));
			return true;
		}
		if (type == StatisticsDeletion.class) {
			request.setBodyValue(given(argument, StatisticsDeletion.class));
			return true;
		}
		return false;
	}

	private static <T> T given(@Nullable Object argument, Class<T> type) {
		Assert.notNull(argument, () -> "%s is required but is null".formatted(type.getSimpleName()));
		return type.cast(argument);
	}

	private static void checkRequired(Map<String, List<String>> parameters, MethodParameter parameter) {
		RequiredParameters required = parameter.getParameterAnnotation(RequiredParameters.class);
		if (required == null) {
			return;
		}
		String call = "%s.%s".formatted(parameter.getContainingClass().getSimpleName(),
				parameter.getExecutable().getName());
		for (String name : required.value()) {
			int count = parameters.getOrDefault(name, List.of()).size();
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
