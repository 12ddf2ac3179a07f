package io.pirsch.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;

import io.pirsch.client.Domain;
import io.pirsch.client.PirschDomains;
import io.pirsch.client.statistics.DeletionKind;
import io.pirsch.client.statistics.PirschStatistics;
import io.pirsch.client.statistics.StatisticsDeletion;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a native image has what the library finds by reflection.
 */
class PirschRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void registerAsSpringDoes() {
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class, FailureHandler.logging(LogFactory.getLog(getClass())))
			.stream()
			.filter(PirschRuntimeHints.class::isInstance)
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
	}

	@ParameterizedTest
	@ValueSource(classes = { PirschStatistics.class, PirschDomains.class })
	void httpInterfacesCanBeProxied(Class<?> api) {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(AopProxyUtils.completeJdkProxyInterfaces(api)))
			.accepts(this.hints);
	}

	@Test
	void argumentsCanBeWritten() {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(StatisticsDeletion.class, "from"))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(DeletionKind.class)).accepts(this.hints);
	}

	@ParameterizedTest
	@MethodSource("results")
	void resultsCanBeRead(Class<?> result) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(result)
			.withAnyMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
	}

	static Stream<Class<?>> results() {
		return Stream.of(PirschStatistics.class, PirschDomains.class)
			.flatMap((api) -> Arrays.stream(api.getMethods()))
			.map(Method::getGenericReturnType)
			.filter(ParameterizedType.class::isInstance)
			.<Class<?>>map((type) -> result((ParameterizedType) type))
			.filter((type) -> type.getPackageName().startsWith("io.pirsch"))
			.distinct();
	}

	private static Class<?> result(ParameterizedType type) {
		Type argument = type.getActualTypeArguments()[0];
		while (argument instanceof ParameterizedType parameterized) {
			argument = parameterized.getActualTypeArguments()[0];
		}
		return (argument instanceof Class<?> result) ? result : Object.class;
	}

	@Test
	void thereAreResults() {
		assertThat(results()).contains(Domain.class).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "mysql", "postgresql" })
	void schemasCanBeFound(String platform) {
		new PirschJdbcStoreAutoConfiguration.SchemaHints().registerHints(this.hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.resource()
			.forResource("io/pirsch/tracking/jdbc/schema-%s.sql".formatted(platform))).accepts(this.hints);
	}

}
