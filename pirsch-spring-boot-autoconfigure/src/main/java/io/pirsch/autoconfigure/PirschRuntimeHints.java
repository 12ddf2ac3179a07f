package io.pirsch.autoconfigure;

import java.util.stream.Stream;

import io.pirsch.client.PirschDomains;
import io.pirsch.client.statistics.PirschStatistics;
import io.pirsch.client.statistics.StatisticsDeletion;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;

/**
 * What a native image can't find out by itself: the API's HTTP interfaces with all that
 * their calls take and return.
 */
class PirschRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Class<?>[] apis = { PirschDomains.class, PirschStatistics.class };
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, apis);
		Stream.of(apis)
			.forEach((api) -> hints.proxies().registerJdkProxy(AopProxyUtils.completeJdkProxyInterfaces(api)));
		// Of parameters, Spring sees those with @RequestBody alone
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), StatisticsDeletion.class);
	}

}
